import { compareText } from '../kernel/index.ts';
import { canonicalBytes, canonicalText } from './canonical.ts';
import { type Digest, digestOf } from './digest.ts';
import type { ObjectKind, ObjectOf } from './objects/kinds.ts';

/** What a list says of an object: which it is and what it contains, never the content. */
export interface Entry {
  readonly kind: string;
  /** Unique within its kind; no control characters. */
  readonly name: string;
  readonly digest: Digest;
}

/** An object in the form it is stored, sent and hashed in. */
export interface SealedObject extends Entry {
  /** Canonical JSON, whose SHA-256 is `digest`. */
  readonly bytes: Uint8Array;
}

export function seal<K extends ObjectKind>(kind: K, name: string, object: ObjectOf<K>): SealedObject {
  const bytes = canonicalBytes(object);
  return { kind, name, digest: digestOf(bytes), bytes };
}

type Named = Pick<Entry, 'kind' | 'name'>;

/** One text per object of a list. */
export function entryKey(entry: Named): string {
  return `${entry.kind} ${entry.name}`;
}

export function compareEntries(a: Named, b: Named): number {
  return compareText(a.kind, b.kind) || compareText(a.name, b.name);
}

/**
 * The canonical form of a list of objects: sorted `[kind, name, digest]` triples. Its SHA-256 is the digest of
 * the snapshot or of the view, so a list is itself content-addressed.
 */
export function listBytes(entries: readonly Entry[]): Uint8Array {
  const sorted = [...entries].sort(compareEntries);
  return Buffer.from(`[${sorted.map(listRow).join(',')}]`, 'utf8');
}

/** One object in the canonical form of a list. */
export function listRow({ kind, name, digest }: Entry): string {
  return canonicalText([kind, name, digest]);
}

export function listDigest(entries: readonly Entry[]): Digest {
  return digestOf(listBytes(entries));
}
