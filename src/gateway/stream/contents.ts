import { entryKey, type SealedObject } from '../../snapshot/index.ts';
import type { EntryList } from '../../wire/index.ts';

/** The bytes of objects that a gateway holds, by digest. */
export interface Contents {
  add(digest: string, bytes: Uint8Array): void;
  has(digest: string): boolean;
  /** The objects of a list, in its order; undefined when one is not held. */
  objectsOf(entries: EntryList): ReadonlyMap<string, SealedObject> | undefined;
  /** Forgets all but these. */
  retain(digests: ReadonlySet<string>): void;
}

export function contents(): Contents {
  const held = new Map<string, Uint8Array>();
  return {
    add: (digest, bytes) => {
      if (!held.has(digest)) held.set(digest, bytes);
    },
    has: (digest) => held.has(digest),
    objectsOf: (entries) => {
      const objects = new Map<string, SealedObject>();
      for (const entry of entries.values()) {
        const bytes = held.get(entry.digest);
        if (bytes === undefined) return undefined;
        objects.set(entryKey(entry), { ...entry, bytes });
      }
      return objects;
    },
    retain: (digests) => {
      for (const digest of held.keys()) if (!digests.has(digest)) held.delete(digest);
    },
  };
}
