import type { Digest } from '../../snapshot/index.ts';
import type { JournalRecord } from './records.ts';

/** One record with its place in the journal and when it was written (milliseconds since 1970). */
export interface Journaled {
  readonly position: number;
  readonly at: number;
  readonly record: JournalRecord;
}

/** What a collection did. */
export interface Collected {
  /** Objects that were dropped, and bytes that they took. */
  readonly objects: number;
  readonly bytes: number;
}

/**
 * What a control plane keeps: content-addressed objects, and a journal of everything that happened, from which
 * all of its state follows. One process with files and several over PostgreSQL stand behind this.
 */
export interface Store {
  /** The bytes of an object; undefined when there is none. Throws when they are not those of the digest. */
  object(digest: Digest): Promise<Uint8Array | undefined>;
  /** Which of these objects are not here. */
  missing(digests: readonly Digest[]): Promise<Digest[]>;
  /** Stores objects; they are durable when this resolves. Those that are here already cost nothing. */
  putObjects(objects: Iterable<{ readonly digest: Digest; readonly bytes: Uint8Array }>): Promise<void>;
  /**
   * Drops objects that are not needed, except those that somebody stored or asked for since the collection before the
   * last: they may be about to be used. What they take on the disk may be freed later.
   */
  collect(needed: ReadonlySet<Digest>): Promise<Collected>;
  /** The journal from a position on. */
  read(from: number): Promise<readonly Journaled[]>;
  /**
   * Appends records, all or none, if the journal still ends at `position`; false when somebody else wrote
   * meanwhile. Durable when this resolves.
   */
  append(position: number, records: readonly JournalRecord[]): Promise<boolean>;
  /** The journal as it was written, for the audit. */
  journalText(): Promise<string>;
  close(): Promise<void>;
}
