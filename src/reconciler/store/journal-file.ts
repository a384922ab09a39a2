import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { z } from 'zod';
import { type Log, messageOf, problem } from '../../kernel/index.ts';
import { storeTooOld } from '../backup/problems.ts';
import { storeDamaged, storeNewer, storeWriteFailed } from '../problems.ts';
import { linesOf } from './journal-lines.ts';
import { journalSize } from './journal-size.ts';
import { type JournalRecord, journalRecordSchema, oldestFormat, storeFormat } from './records.ts';
import type { Journaled } from './store.ts';

const lineSchema = z.strictObject({
  at: z.number(),
  /** SHA-256 of the line before, so that no line can be changed, taken out or put in unnoticed. */
  previous: z.string(),
  /** What was appended together: a line that a crash cut short takes all of it or nothing. */
  records: z.array(z.unknown()).min(1),
});

export interface JournalFile {
  readonly entries: readonly Journaled[];
  append(records: readonly JournalRecord[], at: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens an append-only file of JSON lines. A last line that a crash cut short was never acknowledged and is
 * dropped; anything else that does not fit, or is missing at the end, is damage.
 */
export async function openJournal(path: string, log: Log): Promise<JournalFile> {
  const file = await open(path, 'a+', 0o600);
  try {
    return await readJournal(path, file, log);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readJournal(path: string, file: FileHandle, log: Log): Promise<JournalFile> {
  const entries: Journaled[] = [];
  let previous = '';
  let size = 0;
  let number = 0;
  for await (const bytes of linesOf(file)) {
    const line = bytes.toString('utf8');
    entries.push(...readLine(line, previous, entries.length, `${path}:${++number}`));
    previous = hashOf(line);
    size += bytes.length + 1;
  }
  const noted = journalSize(path, log);
  const acknowledged = await noted.read();
  if (size < acknowledged)
    throw problem(storeDamaged, {
      file: path,
      why: `its last ${acknowledged - size} bytes are missing (to go on without them, remove ${noted.file})`,
    });
  if (size < (await file.stat()).size) {
    log.warn('the last record of the journal was cut short and is dropped', { file: path });
    await file.truncate(size);
  }

  return {
    entries,
    append: async (records, at) => {
      const line = JSON.stringify({ at, previous, records });
      const bytes = Buffer.from(`${line}\n`);
      try {
        await writeAll(file, bytes);
        await file.sync();
      } catch (error) {
        // Whatever part of it is on the disk would look like damage to the next start.
        await file.truncate(size).catch(() => undefined);
        throw problem(storeWriteFailed, { why: messageOf(error) }, { cause: error });
      }
      previous = hashOf(line);
      size += bytes.length;
      for (const record of records)
        entries.push({ position: entries.length, at, record: remembered(record) });
      await noted.write(size).catch((error: unknown) => {
        log.warn('the size of the journal cannot be noted', { file: noted.file, error });
      });
    },
    close: () => file.close(),
  };
}

function readLine(line: string, previous: string, position: number, place: string): Journaled[] {
  const damaged = (why: string): Error => problem(storeDamaged, { file: place, why });
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw damaged('not JSON');
  }
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) throw damaged('not a record');
  if (parsed.data.previous !== previous) throw damaged('it does not follow the line before');
  const { at, records } = parsed.data;
  return records.map((given, index) => {
    const record = journalRecordSchema.safeParse(given);
    if (record.success) {
      checkFormat(record.data, place);
      return { position: position + index, at, record: remembered(record.data) };
    }
    const type = (given as { type?: unknown } | null)?.type;
    throw problem(storeNewer, { version: `a record of type ${JSON.stringify(type)} in ${place}` });
  });
}

const forgotten: JournalRecord = {
  type: 'verdict',
  organization: '',
  gateway: '',
  revision: 0,
  view: '0'.repeat(64),
  status: 'active',
};

/** Verdicts are many, and nothing follows from them: in memory one stands for all. */
function remembered(record: JournalRecord): JournalRecord {
  return record.type === 'verdict' ? forgotten : record;
}

function checkFormat(record: JournalRecord, place: string): void {
  if (record.type !== 'installed' && record.type !== 'migrated') return;
  const { version } = record;
  if (version > storeFormat) throw problem(storeNewer, { version: `format ${version} in ${place}` });
  if (version < oldestFormat) throw problem(storeTooOld, { version, oldest: oldestFormat });
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; )
    written += (await file.write(bytes, written, bytes.length - written)).bytesWritten;
}

function hashOf(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}
