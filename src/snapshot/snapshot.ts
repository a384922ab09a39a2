import { createHash } from 'node:crypto';
import type { Digest } from './digest.ts';
import { withCommas } from './pieces.ts';
import { compareEntries, type Entry, listDigest, type SealedObject } from './sealed.ts';

/** The compiled form of a source: a set of objects with one digest. Equal trees have equal digests. */
export interface Snapshot {
  readonly source: string;
  readonly organization: string;
  readonly digest: Digest;
  /** Sorted by kind and name. */
  readonly objects: readonly SealedObject[];
}

export function snapshotOf(source: string, organization: string, objects: Iterable<SealedObject>): Snapshot {
  const sorted = [...objects].sort(compareEntries);
  return { source, organization, digest: listDigest(sorted), objects: sorted };
}

/** A snapshot of objects in order, of whose list there are pieces, with commas inside and none between them. */
export function snapshotOfPieces(
  source: string,
  organization: string,
  objects: readonly SealedObject[],
  pieces: readonly Uint8Array[],
): Snapshot {
  const hash = createHash('sha256').update('[');
  for (const piece of withCommas(pieces)) hash.update(piece);
  return { source, organization, digest: hash.update(']').digest('hex'), objects };
}

/** The list of a snapshot, without the contents. */
export interface SnapshotList {
  readonly digest: Digest;
  readonly entries: readonly Entry[];
}
