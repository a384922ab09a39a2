import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { systemReason } from './system-error.ts';

/** What tells one content of a file from the next without reading it. Times are nanoseconds. */
export interface Stamp {
  readonly device: bigint;
  readonly inode: bigint;
  readonly size: bigint;
  readonly modified: bigint;
  readonly changed: bigint;
}

export type ReadResult =
  /** `settled` says that the file did not change while it was read. */
  | { readonly bytes: Uint8Array; readonly stamp: Stamp; readonly settled: boolean }
  | { readonly tooLarge: number; readonly stamp: Stamp }
  | { readonly reason: string };

/** How often a file that changes while it is read is read again, before it is taken as it is. */
const attempts = 3;

/**
 * Reads a regular file once, up to `limit` bytes. Never waits for a writer of a FIFO and never follows a
 * link. Synchronous, since for small files that is seven times faster; the caller yields between files.
 */
export function readRegularFile(path: string, limit: number): ReadResult {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
    for (let attempt = 1; ; attempt++) {
      const before = fstatSync(file, { bigint: true });
      if (!before.isFile()) return { reason: 'is not a regular file' };
      const stamp = stampOf(before);
      if (before.size > limit) return { tooLarge: Number(before.size), stamp };
      const bytes = readAtMost(file, Number(before.size));
      const settled = sameStamp(stamp, stampOf(fstatSync(file, { bigint: true })));
      if (bytes !== undefined && (settled || attempt === attempts)) return { bytes, stamp, settled };
      if (attempt === attempts) return { reason: 'changes while it is read' };
    }
  } catch (error) {
    return { reason: systemReason(error) };
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

export function stampOf(stats: BigIntStats): Stamp {
  const { dev, ino, size, mtimeNs, ctimeNs } = stats;
  return { device: dev, inode: ino, size, modified: mtimeNs, changed: ctimeNs };
}

export function sameStamp(a: Stamp, b: Stamp): boolean {
  return (
    a.device === b.device &&
    a.inode === b.inode &&
    a.size === b.size &&
    a.modified === b.modified &&
    a.changed === b.changed
  );
}

/**
 * The bytes from the start, or undefined when there are more than `size`: the file grows. One byte more is asked for,
 * so that a file of the size that it has says so with the first read.
 */
function readAtMost(file: number, size: number): Uint8Array | undefined {
  const buffer = Buffer.allocUnsafe(size + 1);
  for (let length = 0; length <= size; ) {
    const read = readSync(file, buffer, length, size + 1 - length, length);
    length += read;
    if (read === 0 || length === size) return buffer.subarray(0, length);
  }
  return undefined;
}
