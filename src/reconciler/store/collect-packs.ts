import type { Digest } from '../../snapshot/index.ts';
import type { Place } from './object-files.ts';
import type { Collected } from './store.ts';

interface Packs {
  /** Where each object is. An object that two packs hold is in one of them. */
  readonly places: Map<Digest, Place>;
  readonly packs: Map<string, readonly Digest[]>;
  isNeeded(digest: Digest): boolean;
  read(digest: Digest): Promise<Uint8Array>;
  /** Writes objects into a pack of their own, durably, which is their place from then on. */
  write(objects: ReadonlyMap<Digest, Uint8Array>): Promise<void>;
  remove(file: string): Promise<void>;
  forget(digest: Digest): void;
}

/**
 * Rewrites packs of which no more than half of the bytes are needed. A crash in between leaves objects in two packs,
 * never in none.
 */
export async function collectPacks(packs: Packs): Promise<Collected> {
  let objects = 0;
  let bytes = 0;
  for (const [file, digests] of [...packs.packs]) {
    const own = digests.filter((digest) => packs.places.get(digest)?.file === file);
    const needed = own.filter((digest) => packs.isNeeded(digest));
    if (needed.length > 0 && sizeOf(needed, packs) * 2 > sizeOf(own, packs)) continue;
    const kept = new Map<Digest, Uint8Array>();
    for (const digest of needed) kept.set(digest, await packs.read(digest));
    if (kept.size > 0) await packs.write(kept);
    for (const digest of own) {
      if (kept.has(digest)) continue;
      bytes += packs.places.get(digest)?.length ?? 0;
      objects++;
      packs.places.delete(digest);
      packs.forget(digest);
    }
    packs.packs.delete(file);
    await packs.remove(file);
  }
  return { objects, bytes };
}

function sizeOf(digests: readonly Digest[], { places }: Packs): number {
  return digests.reduce((size, digest) => size + (places.get(digest)?.length ?? 0), 0);
}
