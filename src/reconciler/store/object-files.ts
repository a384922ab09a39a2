import { open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { messageOf, problem, type WriteDurably } from '../../kernel/index.ts';
import { type Digest, digestOf, isDigest } from '../../snapshot/index.ts';
import { storeDamaged, storeWriteFailed } from '../problems.ts';
import { collectPacks } from './collect-packs.ts';
import type { Collected } from './store.ts';

const headSchema = z.strictObject({
  format: z.literal('pack@1'),
  objects: z.array(z.tuple([z.string(), z.number().int().nonnegative()])),
});

export interface Place {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

/** Bytes of objects kept in memory. */
const cacheSize = 128 * 1024 * 1024;

export interface ObjectFiles {
  object(digest: Digest): Promise<Uint8Array | undefined>;
  /** Those of these objects that are not here. */
  missing(digests: readonly Digest[]): Digest[];
  put(objects: Iterable<{ readonly digest: Digest; readonly bytes: Uint8Array }>): Promise<void>;
  /** See `Store.collect`. */
  collect(needed: ReadonlySet<Digest>): Promise<Collected>;
}

/**
 * Objects in pack files: one per `put`, so that ten thousand objects cost one fsync. A pack is a line of JSON
 * that lists digests and lengths, and the bytes one after the other. Packs are never changed; a collection writes
 * what is still needed of one into another, and removes it.
 */
export async function openObjectFiles(directory: string, write: WriteDurably): Promise<ObjectFiles> {
  const places = new Map<Digest, Place>();
  const packs = new Map<string, readonly Digest[]>();
  /** Stored or asked for since the last collection, and between that and the one before. */
  let touched = new Set<Digest>();
  let touchedBefore = new Set<Digest>();
  let tail: Promise<unknown> = Promise.resolve();
  const cache = new LRUCache<Digest, Uint8Array>({
    maxSize: cacheSize,
    sizeCalculation: (bytes) => bytes.length + 64,
  });
  for (const name of (await readdir(directory)).sort())
    if (name.endsWith('.pack'))
      packs.set(join(directory, name), await readIndex(join(directory, name), places));

  async function readObject(digest: Digest): Promise<Uint8Array | undefined> {
    const place = places.get(digest);
    if (place === undefined) return undefined;
    const bytes = Buffer.alloc(place.length);
    const file = await open(place.file, 'r').catch((error: unknown) => {
      // A collection moved it meanwhile.
      if (places.get(digest) !== place) return undefined;
      throw error;
    });
    if (file === undefined) return readObject(digest);
    try {
      const { bytesRead } = await file.read(bytes, 0, place.length, place.offset);
      if (bytesRead < place.length || digestOf(bytes) !== digest)
        throw problem(storeDamaged, { file: place.file, why: `object ${digest} has other content` });
    } finally {
      await file.close();
    }
    return bytes;
  }

  async function writePack(objects: ReadonlyMap<Digest, Uint8Array>): Promise<void> {
    const lengths = [...objects].map(([digest, bytes]) => [digest, bytes.length] as const);
    const head = Buffer.from(`${JSON.stringify({ format: 'pack@1', objects: lengths })}\n`);
    const file = join(directory, `${digestOf(head)}.pack`);
    try {
      await write(file, [head, ...objects.values()]);
    } catch (error) {
      throw problem(storeWriteFailed, { why: messageOf(error) }, { cause: error });
    }
    addPlaces(file, head.length, lengths, places);
    packs.set(file, [...objects.keys()]);
  }

  function exclusive<T>(work: () => Promise<T>): Promise<T> {
    const turn = tail.then(work);
    tail = turn.catch(() => undefined);
    return turn;
  }

  return {
    missing: (digests) =>
      [...new Set(digests)].filter((digest) => {
        touched.add(digest);
        return !places.has(digest);
      }),
    object: async (digest) => {
      const cached = cache.get(digest);
      if (cached !== undefined) return cached;
      const bytes = await readObject(digest);
      if (bytes !== undefined) cache.set(digest, bytes);
      return bytes;
    },
    put: (objects) =>
      exclusive(async () => {
        const fresh = new Map<Digest, Uint8Array>();
        for (const { digest, bytes } of objects) {
          touched.add(digest);
          if (!places.has(digest)) fresh.set(digest, bytes);
        }
        if (fresh.size === 0) return;
        await writePack(fresh);
        for (const [digest, bytes] of fresh) cache.set(digest, bytes);
      }),
    collect: (needed) =>
      exclusive(async () => {
        const collected = await collectPacks({
          places,
          packs,
          isNeeded: (digest) => needed.has(digest) || touched.has(digest) || touchedBefore.has(digest),
          read: async (digest) => (await readObject(digest)) as Uint8Array,
          write: writePack,
          remove: (file) => rm(file),
          forget: (digest) => cache.delete(digest),
        });
        touchedBefore = touched;
        touched = new Set();
        return collected;
      }),
  };
}

/** Returns the digests in a pack. */
async function readIndex(path: string, places: Map<Digest, Place>): Promise<Digest[]> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    let head = '';
    for await (const line of file.readLines({ autoClose: false })) {
      head = line;
      break;
    }
    const parsed = headSchema.safeParse(parseJson(head));
    if (!parsed.success || !parsed.data.objects.every(([digest]) => isDigest(digest)))
      throw problem(storeDamaged, { file: path, why: 'not a pack' });
    const start = Buffer.byteLength(head) + 1;
    const end = addPlaces(path, start, parsed.data.objects, places);
    if (end !== size) throw problem(storeDamaged, { file: path, why: `${size} bytes instead of ${end}` });
    return parsed.data.objects.map(([digest]) => digest);
  } finally {
    await file.close();
  }
}

/** Returns the offset after the last object. */
function addPlaces(
  file: string,
  start: number,
  lengths: readonly (readonly [Digest, number])[],
  places: Map<Digest, Place>,
): number {
  let offset = start;
  for (const [digest, length] of lengths) {
    places.set(digest, { file, offset, length });
    offset += length;
  }
  return offset;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
