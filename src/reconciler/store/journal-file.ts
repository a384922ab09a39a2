import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { type Log, messageOf, problem } from '../../kernel/index.ts';
import { storeDamaged, storeNewer, storeWriteFailed } from '../problems.ts';
import { type JournalRecord, journalRecordSchema } from './records.ts';
import type { Journaled } from './store.ts';

const lineSchema = z.strictObject({
  at: z.number(),
  /** SHA-256 of the line before, so that no line can be changed, taken out or put in unnoticed. */
  previous: z.string(),
  record: z.unknown(),
});

export interface JournalFile {
  readonly entries: readonly Journaled[];
  append(records: readonly JournalRecord[], at: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens an append-only file of JSON lines. A last line that a crash cut short was never acknowledged and is
 * dropped; anything else that does not fit is damage.
 */
export async function openJournal(path: string, log: Log): Promise<JournalFile> {
  const file = await open(path, 'a+', 0o600);
  const text = await readFile(path, 'utf8');
  const complete = text.slice(0, text.lastIndexOf('\n') + 1);
  if (complete.length < text.length) {
    log.warn('the last record of the journal was cut short and is dropped', { file: path });
    await file.truncate(Buffer.byteLength(complete));
  }
  const entries: Journaled[] = [];
  let previous = '';
  for (const line of complete.split('\n').slice(0, -1)) {
    entries.push(readLine(line, previous, entries.length, path));
    previous = hashOf(line);
  }
  let size = Buffer.byteLength(complete);

  return {
    entries,
    append: async (records, at) => {
      let last = previous;
      const lines = records.map((record) => {
        const line = JSON.stringify({ at, previous: last, record });
        last = hashOf(line);
        return `${line}\n`;
      });
      const bytes = Buffer.from(lines.join(''));
      try {
        await writeAll(file, bytes);
        await file.sync();
      } catch (error) {
        // Whatever part of it is on the disk would look like damage to the next start.
        await file.truncate(size).catch(() => undefined);
        throw problem(storeWriteFailed, { why: messageOf(error) }, { cause: error });
      }
      previous = last;
      size += bytes.length;
      for (const record of records) entries.push({ position: entries.length, at, record });
    },
    close: () => file.close(),
  };
}

function readLine(line: string, previous: string, position: number, file: string): Journaled {
  const damaged = (why: string): Error => problem(storeDamaged, { file: `${file}:${position + 1}`, why });
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw damaged('not JSON');
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) throw damaged('not a record');
  if (parsed.data.previous !== previous) throw damaged('it does not follow the line before');
  const record = journalRecordSchema.safeParse(parsed.data.record);
  if (!record.success) {
    const type = (parsed.data.record as { type?: unknown } | null)?.type;
    throw problem(storeNewer, {
      version: `a record of type ${JSON.stringify(type)} in ${file}:${position + 1}`,
    });
  }
  return { position, at: parsed.data.at, record: record.data };
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; )
    written += (await file.write(bytes, written, bytes.length - written)).bytesWritten;
}

function hashOf(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}
