import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { makeDirectory, messageOf, problem } from '../../kernel/index.ts';
import { verifyJournal } from '../audit/verify-journal.ts';
import { backupUnusable, notEmpty } from './problems.ts';

/** How the first line begins: this, the SHA-256 of what follows, and what follows, as JSON. */
const format = 'reshapr-backup@1';

const headSchema = z.strictObject({
  at: z.number(),
  /** Of the last line of the journal. */
  head: z.string(),
  /** Path below the state directory, bytes, SHA-256. */
  files: z.array(z.tuple([z.string().regex(/^[\w-][\w.-]*(\/[\w-][\w.-]*)?$/), z.number(), z.string()])),
});

/** How often a backup is begun when files vanish under it. */
const attempts = 3;

export interface BackupFacts {
  readonly files: number;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly head: string;
  /** Records of the journal. */
  readonly records: number;
}

/** What a state directory holds beside the journal and the packs that is not made anew. */
const keys = ['signing-key.pem', 'tls/ca.pem', 'tls/ca-key.pem', 'admin-token'];

/**
 * Writes what a state directory holds into one file, also while a control plane runs. The journal is read first, up to
 * its last whole line: whatever it speaks of was on the disk before it, and packs are never changed.
 */
export async function writeBackup(directory: string, file: string, at: number): Promise<BackupFacts> {
  for (let left = attempts - 1; ; left--)
    try {
      return await writeOnce(directory, file, at);
    } catch (error) {
      // Objects that nothing needs any more may be collected meanwhile: their packs go, others come.
      if (left === 0 || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
}

async function writeOnce(directory: string, file: string, at: number): Promise<BackupFacts> {
  const journal = await readWhole(join(directory, 'journal.jsonl'));
  const text = journal.subarray(0, journal.lastIndexOf(0x0a) + 1);
  const { head, wrong } = verifyJournal(text.toString(), undefined);
  if (wrong !== undefined)
    throw problem(backupUnusable, {
      file: directory,
      why: `line ${wrong.line} of the journal: ${wrong.why}`,
    });
  const packs = (await readdir(join(directory, 'objects'))).filter((name) => name.endsWith('.pack')).sort();
  const files: [string, number, string][] = [['journal.jsonl', text.length, sha256(text)]];
  for (const path of [...packs.map((name) => `objects/${name}`), ...keys]) {
    const size = await stat(join(directory, path)).then(
      (facts) => facts.size,
      () => undefined,
    );
    if (size !== undefined) files.push([path, size, await hashOfFile(join(directory, path))]);
  }
  const temporary = `${file}.tmp`;
  const out = await open(temporary, 'wx', 0o600);
  try {
    const facts = JSON.stringify({ at, head, files });
    await out.write(`${format} ${sha256(Buffer.from(facts))} ${facts}\n`);
    await out.write(text);
    for (const [path] of files.slice(1))
      for await (const chunk of createReadStream(join(directory, path))) await out.write(chunk as Buffer);
    await out.sync();
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  } finally {
    await out.close();
  }
  const facts = await checkBackup(temporary);
  await rename(temporary, file);
  return facts;
}

/** Reads a backup to its end: every file has the bytes that were written, and the journal is whole. */
export function checkBackup(file: string): Promise<BackupFacts> {
  return readBackup(file, async () => undefined);
}

/** Makes a state directory of a backup; it has to be empty, or not to be there. */
export async function restoreBackup(file: string, directory: string): Promise<BackupFacts> {
  const facts = await checkBackup(file);
  await makeDirectory(directory, 0o700);
  if ((await readdir(directory)).length > 0) throw problem(notEmpty, { directory });
  return readBackup(file, async (path, read) => {
    await makeDirectory(dirname(join(directory, path)), 0o700);
    const out = await open(join(directory, path), 'wx', 0o600);
    try {
      await read((chunk) => out.write(chunk));
      await out.sync();
    } finally {
      await out.close();
    }
    return facts;
  });
}

type Read = (take: (chunk: Buffer) => Promise<unknown>) => Promise<void>;

async function readBackup(
  file: string,
  each: (path: string, read: Read) => Promise<unknown>,
): Promise<BackupFacts> {
  const source = await openBackup(file);
  try {
    const { head, at, files, start } = await readHead(source, file);
    let offset = start;
    let records = 0;
    for (const [path, size, hash] of files) {
      const hashing = createHash('sha256');
      const journal: Buffer[] = [];
      let taken = false;
      const read: Read = async (take) => {
        taken = true;
        for (let done = 0; done < size; ) {
          const chunk = Buffer.alloc(Math.min(1024 * 1024, size - done));
          const { bytesRead } = await source.read(chunk, 0, chunk.length, offset + done);
          if (bytesRead === 0) throw problem(backupUnusable, { file, why: 'it is cut short' });
          const part = chunk.subarray(0, bytesRead);
          hashing.update(part);
          if (path === 'journal.jsonl') journal.push(part);
          await take(part);
          done += bytesRead;
        }
      };
      await each(path, read);
      if (!taken) await read(() => Promise.resolve());
      if (hashing.digest('hex') !== hash)
        throw problem(backupUnusable, { file, why: `${path} has other bytes than were written` });
      if (path === 'journal.jsonl') {
        const verdict = verifyJournal(Buffer.concat(journal).toString(), undefined);
        if (verdict.wrong !== undefined || verdict.head !== head)
          throw problem(backupUnusable, { file, why: 'its journal is not whole' });
        records = verdict.records;
      }
      offset += size;
    }
    if ((await source.stat()).size !== offset)
      throw problem(backupUnusable, { file, why: 'there is something after its end' });
    return { files: files.length, bytes: offset, at, head, records };
  } finally {
    await source.close();
  }
}

async function readHead(
  source: FileHandle,
  file: string,
): Promise<z.infer<typeof headSchema> & { readonly start: number }> {
  let text = '';
  for await (const line of source.readLines({ autoClose: false, start: 0 })) {
    text = line;
    break;
  }
  const [, hash, facts = ''] = /^reshapr-backup@1 ([0-9a-f]{64}) (.*)$/.exec(text) ?? [];
  const parsed = headSchema.safeParse(parseJson(facts));
  if (!parsed.success || sha256(Buffer.from(facts)) !== hash)
    throw problem(backupUnusable, { file, why: 'it is no backup of this version' });
  return { ...parsed.data, start: Buffer.byteLength(text) + 1 };
}

async function openBackup(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r');
  } catch (error) {
    throw problem(backupUnusable, { file, why: messageOf(error) }, { cause: error });
  }
}

async function readWhole(file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of createReadStream(file)) chunks.push(chunk as Buffer);
  } catch (error) {
    throw problem(backupUnusable, { file, why: messageOf(error) }, { cause: error });
  }
  return Buffer.concat(chunks);
}

async function hashOfFile(file: string): Promise<string> {
  const hashing = createHash('sha256');
  for await (const chunk of createReadStream(file)) hashing.update(chunk as Buffer);
  return hashing.digest('hex');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
