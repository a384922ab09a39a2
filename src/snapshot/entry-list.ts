import { type Digest, digestOf } from './digest.ts';
import { type Entry, entryKey, listBytes, listRow } from './sealed.ts';

/** The list of a view by `entryKey`. It never changes: a change makes another one. */
export type EntryList = ReadonlyMap<string, Entry>;

/** How a list came about from another one. */
export interface ListChange {
  readonly from: EntryList;
  /** Entries that are new, or have another digest than in `from`. */
  readonly changed: readonly Entry[];
  /** Keys that only `from` has. */
  readonly removed: readonly string[];
}

type Made = Omit<ListChange, 'from'> & { readonly from: WeakRef<EntryList> };

const made = new WeakMap<EntryList, Made>();

/** The list after changes in the order that they came; null removes. */
export function nextList(
  from: EntryList,
  changes: Iterable<{ readonly key: string; readonly entry: Entry | null }>,
): EntryList {
  const list = new Map(from);
  const touched = new Set<string>();
  for (const { key, entry } of changes) {
    touched.add(key);
    if (entry === null) list.delete(key);
    else list.set(key, entry);
  }
  const changed: Entry[] = [];
  const removed: string[] = [];
  for (const key of touched) {
    const entry = list.get(key);
    if (entry === undefined) {
      if (from.has(key)) removed.push(key);
    } else if (from.get(key)?.digest !== entry.digest) changed.push(entry);
  }
  made.set(list, { from: new WeakRef(from), changed, removed });
  return list;
}

/** How a list was made by `nextList`; undefined when it was not, or nobody has the other one any more. */
export function changeOf(list: EntryList): ListChange | undefined {
  const change = made.get(list);
  const from = change?.from.deref();
  return change === undefined || from === undefined ? undefined : { ...change, from };
}

/** The same between any two lists. */
export function differenceOf(from: EntryList, to: EntryList): Omit<ListChange, 'from'> {
  const changed: Entry[] = [];
  let common = 0;
  for (const [key, entry] of to) {
    const before = from.get(key);
    if (before !== undefined) common++;
    if (before?.digest !== entry.digest) changed.push(entry);
  }
  return { changed, removed: common === from.size ? [] : [...from.keys()].filter((key) => !to.has(key)) };
}

/** The canonical form of lists whose digest was asked for. */
const forms = new WeakMap<EntryList, Buffer>();

/**
 * The digest of a list: that of `listDigest`. Where a list was made from one that was asked for before by replacing
 * entries, only their rows are written anew.
 */
export function digestOfList(list: EntryList): Digest {
  const form = rewritten(list) ?? Buffer.from(listBytes([...list.values()]));
  forms.set(list, form);
  return digestOf(form);
}

/**
 * A row has the same length whatever its digest is, and no other row holds its text. The form of the list before is
 * written over: who asks for that digest again has it made anew.
 */
function rewritten(list: EntryList): Buffer | undefined {
  const change = changeOf(list);
  const form = change && forms.get(change.from);
  if (change === undefined || form === undefined || change.removed.length > 0) return undefined;
  const rows = change.changed.map((entry) => {
    const old = change.from.get(entryKey(entry));
    return { at: old === undefined ? -1 : form.indexOf(listRow(old)), row: listRow(entry) };
  });
  if (rows.some(({ at }) => at < 0)) return undefined;
  forms.delete(change.from);
  for (const { at, row } of rows) form.write(row, at);
  return form;
}
