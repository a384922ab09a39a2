import { compareOrder, type Entry, type Order } from '../../../src/snapshot/index.ts';
import type { Desired } from '../../../src/wire/index.ts';
import { digestOfList, signed } from './objects.ts';
import type { Oracle } from './oracle.ts';
import { formatsIn, listFor, type Revision } from './revisions.ts';

/** What a control plane keeps: revisions, objects, the sequences it signed; and the views that follow from them. */
export interface ControlStore {
  apply(revision: Revision): void;
  /** Goes back to what it was some revisions ago, as from a backup. */
  restore(revisions: number): void;
  /** Starts an epoch above every one that was ever used. */
  recover(): void;
  /** The process ended: views are made, and signed, anew. */
  forgetViews(): void;
  order(): Order;
  /** How many revisions there are. */
  revision(): number;
  /** The view of these groups, under a header newer than `above`. */
  desired(groups: readonly string[], above?: Order): Desired | null;
  /** The list of a view that was kept. */
  listOf(view: string): readonly Entry[] | null;
  textOf(digest: string): string | undefined;
  /** Every header ever signed for these groups, oldest first. */
  history(groups: readonly string[]): readonly Desired[];
}

interface Kept {
  epoch: number;
  signed: number;
  readonly revisions: Revision[];
  /** Lists of the views that were kept, by digest. */
  readonly lists: Map<string, readonly Entry[]>;
}

export function controlStore(oracle: Oracle): ControlStore {
  let kept: Kept = { epoch: 1, signed: 0, revisions: [], lists: new Map() };
  let highest = 1;
  const backups: Kept[] = [];
  const texts = new Map<string, string>();
  const views = new Map<string, { revision: number; desired: Desired }>();
  const histories = new Map<string, Desired[]>();

  function copy({ epoch, signed: last, revisions, lists }: Kept): Kept {
    return { epoch, signed: last, revisions: [...revisions], lists: new Map(lists) };
  }

  function sign(entries: readonly Entry[], digest: string, groups: readonly string[]): Desired {
    const { epoch, revisions } = kept;
    const ref = { epoch, sequence: ++kept.signed, digest };
    const envelope = signed({
      format: 'view@1',
      epoch,
      sequence: ref.sequence,
      revision: revisions.length,
      organization: 'acme',
      groups: [...groups],
      view: digest,
      objects: entries.length,
      signedAt: '2026-01-01T00:00:00.000Z',
    });
    oracle.signed(envelope);
    const sizes = new Map(entries.map((entry) => [entry.digest, texts.get(entry.digest)?.length ?? 0]));
    const formats = formatsIn(entries.map((entry) => texts.get(entry.digest) ?? ''));
    const desired = { ref, revision: revisions.length, entries, sizes, formats, envelope };
    const key = groups.join(' ');
    histories.set(key, [...(histories.get(key) ?? []), desired]);
    return desired;
  }

  return {
    apply: (revision) => {
      // A store from before the first revision would desire nothing, and there would be no rest to wait for.
      if (kept.revisions.length > 0) backups.push(copy(kept));
      kept.revisions.push(revision);
    },
    restore: (revisions) => {
      const backup = backups.at(-revisions);
      if (backup === undefined) return;
      kept = copy(backup);
      views.clear();
    },
    recover: () => {
      kept.epoch = ++highest;
      views.clear();
    },
    forgetViews: () => views.clear(),
    order: () => ({ epoch: kept.epoch, sequence: kept.signed }),
    revision: () => kept.revisions.length,
    desired: (groups, above) => {
      const revision = kept.revisions.length;
      const content = kept.revisions.at(-1);
      if (content === undefined) return null;
      const key = groups.join(' ');
      const known = views.get(key);
      let desired = known?.desired;
      if (known?.revision !== revision) {
        const list = listFor(content, groups);
        for (const [digest, text] of list.texts) texts.set(digest, text);
        const digest = digestOfList(list.entries);
        kept.lists.set(digest, list.entries);
        if (desired?.ref.digest !== digest) desired = sign(list.entries, digest, groups);
      }
      if (desired !== undefined && above !== undefined && compareOrder(desired.ref, above) <= 0)
        desired = sign(desired.entries, desired.ref.digest, groups);
      if (desired !== undefined) views.set(key, { revision, desired });
      return desired ?? null;
    },
    listOf: (view) => kept.lists.get(view) ?? null,
    textOf: (digest) => texts.get(digest),
    history: (groups) => histories.get(groups.join(' ')) ?? [],
  };
}
