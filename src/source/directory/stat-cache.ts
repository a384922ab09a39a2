import { lstatSync } from 'node:fs';
import { blobId, type Clock } from '../../kernel/index.ts';
import { readRegularFile, type Stamp, sameStamp, stampOf } from './read-file.ts';
import { systemReason } from './system-error.ts';

/** A file whose bytes were read, and the id that git gives them. */
export interface KeptFile {
  readonly bytes: Uint8Array;
  readonly blob: string;
  readonly stamp: Stamp;
  /** Whether the stamp can be trusted to change with the next change of the file. */
  readonly trusted: boolean;
}

/** A file over the limit, with its size in bytes. */
export interface TooLarge {
  readonly tooLarge: number;
  readonly stamp: Stamp;
}

export type FileContent = KeptFile | TooLarge | { readonly reason: string };

/** What the reads of a tree cost, for tests and metrics. */
export interface ReadWork {
  filesRead: number;
  bytesRead: number;
}

/** Files of the last tree of a directory, so that the next one reads only what changed. Holds one tree at most. */
export interface StatCache {
  readonly work: ReadWork;
  /** By absolute path. */
  files: ReadonlyMap<string, KeptFile>;
}

export function statCache(): StatCache {
  return { work: { filesRead: 0, bytesRead: 0 }, files: new Map() };
}

/** The content of a file: from the cache when its stamp is the same and can be trusted, else read. */
export function contentOf(path: string, limit: number, cache: StatCache, clock: Clock): FileContent {
  const kept = cache.files.get(path);
  if (kept?.trusted && kept.stamp.size <= limit && stillThat(path, kept.stamp)) return kept;
  const startedAt = clock.now();
  const read = readRegularFile(path, limit);
  if (!('bytes' in read)) return read;
  cache.work.filesRead++;
  cache.work.bytesRead += read.bytes.length;
  return {
    bytes: read.bytes,
    blob: blobId(read.bytes),
    stamp: read.stamp,
    trusted: read.settled && !isRacy(read.stamp, startedAt),
  };
}

function stillThat(path: string, stamp: Stamp): boolean {
  try {
    return sameStamp(stamp, stampOf(lstatSync(path, { bigint: true })));
  } catch (error) {
    systemReason(error);
    return false;
  }
}

const second = 1_000_000_000n;

/**
 * A file that changed just before it was read may change again within the same tick of the file system's
 * clock and keep its stamp, as in git's "racily clean" entries. A tick is some milliseconds, or up to two
 * seconds where times are whole seconds (FAT, HFS+). A time in the future is never trusted.
 */
function isRacy(stamp: Stamp, readAt: number): boolean {
  const newest = stamp.modified > stamp.changed ? stamp.modified : stamp.changed;
  const tick = newest % second === 0n ? 2n * second : second / 10n;
  return newest + tick >= BigInt(Math.floor(readAt)) * 1_000_000n;
}
