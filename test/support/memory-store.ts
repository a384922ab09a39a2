import type { Store } from '../../src/reconciler/index.ts';
import type { Journaled } from '../../src/reconciler/store/store.ts';

/** A store that keeps everything in memory, for as long as its test runs. */
export function memoryStore(now: () => number = () => 0): Store {
  const objects = new Map<string, Uint8Array>();
  const journal: Journaled[] = [];
  return {
    object: (digest) => Promise.resolve(objects.get(digest)),
    missing: (digests) => Promise.resolve(digests.filter((digest) => !objects.has(digest))),
    putObjects: (given) => {
      for (const { digest, bytes } of given) objects.set(digest, bytes);
      return Promise.resolve();
    },
    collect: () => Promise.resolve({ objects: 0, bytes: 0 }),
    read: (from) => Promise.resolve(journal.slice(from)),
    append: (position, records) => {
      if (position !== journal.length) return Promise.resolve(false);
      for (const record of records) journal.push({ position: journal.length, at: now(), record });
      return Promise.resolve(true);
    },
    journalText: () => Promise.resolve(''),
    close: () => Promise.resolve(),
  };
}
