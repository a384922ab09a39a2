import type { EntryList } from '../../wire/index.ts';

/** The bytes of objects that a gateway holds, by digest. */
export interface Contents {
  add(digest: string, bytes: Uint8Array): void;
  has(digest: string): boolean;
  /** Whether every object of a list is held. */
  hasAll(entries: EntryList): boolean;
  /** Throws when they are not held. */
  bytesOf(digest: string): Uint8Array;
  /** Forgets all but these. Does nothing while little came since it last did. */
  retain(inUse: () => ReadonlySet<string>): void;
}

/** The share of what is held that may be of no use any more. */
const slack = 1 / 8;

export function contents(): Contents {
  const held = new Map<string, Uint8Array>();
  let all = 0;
  let fresh = 0;
  return {
    add: (digest, bytes) => {
      if (held.has(digest)) return;
      held.set(digest, bytes);
      all += bytes.length;
      fresh += bytes.length;
    },
    has: (digest) => held.has(digest),
    hasAll: (entries) => {
      for (const { digest } of entries.values()) if (!held.has(digest)) return false;
      return true;
    },
    bytesOf: (digest) => {
      const bytes = held.get(digest);
      if (bytes === undefined) throw new Error(`object ${digest} is not held`);
      return bytes;
    },
    retain: (inUse) => {
      if (fresh <= all * slack) return;
      const digests = inUse();
      for (const [digest, bytes] of held)
        if (!digests.has(digest)) {
          held.delete(digest);
          all -= bytes.length;
        }
      fresh = 0;
    },
  };
}
