import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, type Log, makeDirectory, type WriteDurably, writeDurably } from '../../kernel/index.ts';
import { openJournal } from './journal-file.ts';
import { lockDirectory, unlockDirectory } from './lock.ts';
import { openObjectFiles } from './object-files.ts';
import type { Store } from './store.ts';

export interface FileStoreOptions {
  readonly directory: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly write?: WriteDurably;
}

/** The embedded store: plain files in a directory that one process uses at a time. */
export async function openFileStore({
  directory,
  clock,
  log,
  write = writeDurably,
}: FileStoreOptions): Promise<Store> {
  await makeDirectory(join(directory, 'objects'), 0o700);
  const closing = new AbortController();
  await lockDirectory(directory, clock, closing.signal);
  try {
    const objects = await openObjectFiles(join(directory, 'objects'), write);
    const journal = await openJournal(join(directory, 'journal.jsonl'), log);
    let tail: Promise<unknown> = Promise.resolve();

    return {
      object: objects.object,
      missing: (digests) => Promise.resolve(objects.missing(digests)),
      putObjects: objects.put,
      collect: objects.collect,
      read: (from) => Promise.resolve(journal.entries.slice(from)),
      append: (position, records) => {
        const turn = tail.then(async () => {
          if (journal.entries.length !== position) return false;
          await journal.append(records, clock.now());
          return true;
        });
        tail = turn.catch(() => undefined);
        return turn;
      },
      journalText: () => readFile(join(directory, 'journal.jsonl'), 'utf8'),
      close: async () => {
        await tail;
        closing.abort();
        await journal.close();
        await unlockDirectory(directory);
      },
    };
  } catch (error) {
    closing.abort();
    await unlockDirectory(directory);
    throw error;
  }
}
