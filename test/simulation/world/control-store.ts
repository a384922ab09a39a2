import type { Entry, Order } from '../../../src/snapshot/index.ts';
import { compareOrder } from '../../../src/snapshot/index.ts';
import type { Desired, ViewRef } from '../../../src/wire/index.ts';
import { signed } from './objects.ts';
import type { Oracle } from './oracle.ts';
import { formatsIn, listFor, type Revision } from './revisions.ts';

/** What a control plane keeps: revisions, objects, the sequences it signed; and the views that follow from them. */
export interface ControlStore {
  apply(revision: Revision): void;
  /** Goes back to what it was some revisions ago, as from a backup. */
  restore(revisions: number): void;
  /** Loses the last headers that it noted as signed. */
  truncate(headers: number): void;
  /** Starts an epoch above every one that was ever used. */
  recover(): void;
  /** Reads again what others wrote. */
  refresh(): void;
  /** The process ended: views are made, and signed, anew. */
  forgetViews(): void;
  /** The lists of former views are gone. */
  forgetLists(): void;
  /** Whether it does not know a header that a gateway reports. */
  isForeign(active: ViewRef): boolean;
  /** How many revisions there are. */
  revision(): number;
  /** The view of these groups, under a header newer than `above`; undefined when a header cannot be written. */
  desired(groups: readonly string[], above?: Order): Desired | null | undefined;
  /** The list of a view that was kept. */
  listOf(view: string): readonly Entry[] | null;
  textOf(digest: string): string | undefined;
  /** Every header ever signed for these groups, oldest first. */
  history(groups: readonly string[]): readonly Desired[];
  /** The same store for another control plane, which has not read the last revisions yet. */
  lagging(revisions: number): ControlStore;
  /** A store of its own that goes on from an old copy, with the same key. */
  fork(revisions: number): ControlStore;
  /** No header can be written. */
  full: boolean;
}

interface Kept {
  epoch: number;
  signed: number;
  readonly revisions: Revision[];
  /** Digests of the views that were signed, by sequence. */
  readonly headers: Map<number, string>;
  /** Lists of the views that were kept, by digest. */
  readonly lists: Map<string, readonly Entry[]>;
}

/** What all stores of an installation share, whoever reads them. */
interface Everything {
  highest: number;
  readonly texts: Map<string, string>;
  readonly histories: Map<string, Desired[]>;
}

interface Durable {
  kept: Kept;
  readonly backups: Kept[];
}

export function controlStore(oracle: Oracle): ControlStore {
  const all: Everything = { highest: 1, texts: new Map(), histories: new Map() };
  const kept: Kept = { epoch: 1, signed: 0, revisions: [], headers: new Map(), lists: new Map() };
  return storeOver(oracle, all, { kept, backups: [] }, undefined);
}

function storeOver(oracle: Oracle, all: Everything, durable: Durable, lags: Kept | undefined): ControlStore {
  const { texts, histories } = all;
  const views = new Map<string, { revision: number; desired: Desired }>();
  /** What was read last, when that is not all. */
  let read = lags;
  const seen = (): Kept => read ?? durable.kept;

  function sign(entries: readonly Entry[], digest: string, groups: readonly string[]): Desired | undefined {
    if (store.full) return undefined;
    const { kept } = durable;
    const revision = seen().revisions.length;
    const ref = { epoch: kept.epoch, sequence: ++kept.signed, digest };
    kept.headers.set(ref.sequence, digest);
    // Who writes has read all that was written before.
    read = undefined;
    const envelope = signed({
      format: 'view@1',
      epoch: ref.epoch,
      sequence: ref.sequence,
      revision,
      organization: 'acme',
      groups: [...groups],
      view: digest,
      objects: entries.length,
      signedAt: '2026-01-01T00:00:00.000Z',
    });
    oracle.signed(envelope);
    const sizes = new Map(entries.map((entry) => [entry.digest, texts.get(entry.digest)?.length ?? 0]));
    const formats = formatsIn(entries.map((entry) => texts.get(entry.digest) ?? ''));
    const desired = { ref, revision, entries, sizes, formats, envelope };
    const key = groups.join(' ');
    const history = histories.get(key);
    if (history === undefined) histories.set(key, [desired]);
    else history.push(desired);
    return desired;
  }

  function desiredOnce(groups: readonly string[], above: Order | undefined): Desired | null | undefined {
    const { revisions } = seen();
    const revision = revisions.length;
    const content = revisions.at(-1);
    if (content === undefined) return null;
    const key = groups.join(' ');
    const known = views.get(key);
    let desired = known?.desired;
    if (known?.revision !== revision) {
      const list = listFor(content, groups);
      for (const [digest, text] of list.texts) texts.set(digest, text);
      durable.kept.lists.set(list.digest, list.entries);
      if (desired?.ref.digest !== list.digest) desired = sign(list.entries, list.digest, groups);
    }
    if (desired !== undefined && above !== undefined && compareOrder(desired.ref, above) <= 0)
      desired = sign(desired.entries, desired.ref.digest, groups);
    if (desired !== undefined) views.set(key, { revision, desired });
    return desired;
  }

  const store: ControlStore = {
    full: false,
    apply: (revision) => {
      // A store from before the first revision would desire nothing, and there would be no rest to wait for.
      if (durable.kept.revisions.length > 0) durable.backups.push(copy(durable.kept));
      durable.kept.revisions.push(revision);
    },
    restore: (revisions) => {
      const backup = durable.backups.at(-revisions);
      if (backup === undefined) return;
      durable.kept = copy(backup);
      views.clear();
    },
    truncate: (headers) => {
      const { kept } = durable;
      const to = Math.max(0, kept.signed - headers);
      while (kept.signed > to) kept.headers.delete(kept.signed--);
      views.clear();
    },
    recover: () => {
      durable.kept.epoch = ++all.highest;
      views.clear();
    },
    refresh: () => {
      read = undefined;
    },
    forgetViews: () => views.clear(),
    forgetLists: () => durable.kept.lists.clear(),
    isForeign: ({ epoch, sequence, digest }) => {
      const { epoch: own, signed: last, headers } = seen();
      if (epoch !== own) return epoch > own;
      return sequence > last || (headers.get(sequence) ?? digest) !== digest;
    },
    revision: () => seen().revisions.length,
    desired: (groups, above) => {
      // As the fleet does: what turned out to be old while it was made is made again.
      for (;;) {
        const before = seen().revisions.length;
        const desired = desiredOnce(groups, above);
        if (seen().revisions.length === before) return desired;
      }
    },
    listOf: (view) => seen().lists.get(view) ?? null,
    textOf: (digest) => texts.get(digest),
    history: (groups) => histories.get(groups.join(' ')) ?? [],
    lagging: (revisions) => storeOver(oracle, all, durable, durable.backups.at(-revisions)),
    fork: (revisions) => {
      const kept = copy(durable.backups.at(-revisions) ?? durable.kept);
      return storeOver(oracle, all, { kept, backups: [] }, undefined);
    },
  };
  return store;
}

function copy({ epoch, signed: last, revisions, headers, lists }: Kept): Kept {
  return {
    epoch,
    signed: last,
    revisions: [...revisions],
    headers: new Map(headers),
    lists: new Map(lists),
  };
}
