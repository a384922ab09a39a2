import {
  changeOf,
  differenceOf,
  type Entry,
  type EntryList,
  entryKey,
  type Finding,
  isObjectKind,
  type ObjectKind,
  type ObjectOf,
  openObject,
  referencesOf,
  servedKinds,
  type View,
} from '../../snapshot/index.ts';

/** An object of a view, opened. As long as it stays in the views that follow each other, it is the same one. */
export interface Opened<K extends ObjectKind> {
  readonly name: string;
  readonly object: ObjectOf<K>;
  readonly digest: string;
}

/** The objects of a view: all of them are known and fit their kinds, and none refers to one that is not there. */
export interface OpenedView {
  get<K extends ObjectKind>(kind: K, name: string): Opened<K> | undefined;
  /** By name; the very map of the view before when no object of this kind is another one. */
  all<K extends ObjectKind>(kind: K): ReadonlyMap<string, Opened<K>>;
  readonly kinds: ReadonlyMap<string, ReadonlyMap<string, Opened<ObjectKind>>>;
  readonly entries: EntryList;
  /** What is another one than in the view before, or gone, by `entryKey`. */
  readonly changed: ReadonlyMap<string, Named>;
  /** Objects that were read for it. */
  readonly read: number;
}

type Named = Pick<Entry, 'kind' | 'name'>;

/** Objects opened between two turns of the event loop. */
const slice = 64;

/** Objects whose references are looked up between two turns; that is quicker than opening one. */
const checks = 1024;

const none: ReadonlyMap<string, Opened<ObjectKind>> = new Map();

/** Opens a view, or tells why it cannot be served, object by object. What was in the view before is not read again. */
export async function openView(view: View, before?: OpenedView): Promise<OpenedView | readonly Finding[]> {
  const { changed, removed } = changesSince(view.entries, before);
  const fresh: { readonly kind: ObjectKind; readonly opened: Opened<ObjectKind> }[] = [];
  const findings: Finding[] = [];
  for (const { kind, name, digest } of changed) {
    if (!isObjectKind(kind) || !servedKinds.has(kind)) {
      findings.push(fault({ kind, name }, 'unknown-kind', 'this gateway does not know objects of this kind'));
      continue;
    }
    if ((fresh.length + 1) % slice === 0) await nextTurn();
    try {
      fresh.push({ kind, opened: { name, object: openObject(kind, view.bytesOf(digest)), digest } });
    } catch {
      findings.push(fault({ kind, name }, 'malformed', 'this gateway cannot read the object'));
    }
  }
  if (findings.length > 0) return findings;

  const kinds = new Map<string, ReadonlyMap<string, Opened<ObjectKind>>>(before?.kinds);
  const copies = new Map<string, Map<string, Opened<ObjectKind>>>();
  function own(kind: string): Map<string, Opened<ObjectKind>> {
    const copy = copies.get(kind) ?? new Map(kinds.get(kind));
    copies.set(kind, copy);
    kinds.set(kind, copy);
    return copy;
  }
  await nextTurn();
  for (const { kind, name } of removed) own(kind).delete(name);
  for (const { kind, opened } of fresh) own(kind).set(opened.name, opened);
  await nextTurn();
  const keys = new Map([...changed, ...removed].map((entry) => [entryKey(entry), entry]));
  const opened = viewOf(kinds, view.entries, keys, fresh.length);

  // What stayed has what it needs, unless something is gone.
  const checked: Iterable<readonly [string, Opened<ObjectKind>]> =
    removed.length === 0 ? fresh.map((each) => [each.kind, each.opened]) : allOf(kinds);
  let count = 0;
  for (const [kind, each] of checked) {
    if (count++ % checks === 0) await nextTurn();
    findings.push(...lacksOf(kind, each, opened));
  }
  return findings.length > 0 ? findings : opened;
}

function* allOf(kinds: OpenedView['kinds']): Iterable<readonly [string, Opened<ObjectKind>]> {
  for (const [kind, ofKind] of kinds) for (const each of ofKind.values()) yield [kind, each];
}

/** What a list has that the view before has not, and the other way round. */
function changesSince(
  entries: EntryList,
  before: OpenedView | undefined,
): { readonly changed: readonly Entry[]; readonly removed: readonly Named[] } {
  if (before === undefined) return { changed: [...entries.values()], removed: [] };
  const known = changeOf(entries);
  const change = known?.from === before.entries ? known : differenceOf(before.entries, entries);
  return { ...change, removed: change.removed.map((key) => before.entries.get(key) as Entry) };
}

function viewOf(
  kinds: OpenedView['kinds'],
  entries: EntryList,
  changed: OpenedView['changed'],
  read: number,
): OpenedView {
  const all = <K extends ObjectKind>(kind: K) => (kinds.get(kind) ?? none) as ReadonlyMap<string, Opened<K>>;
  return { get: (kind, name) => all(kind).get(name), all, kinds, entries, changed, read };
}

function lacksOf(kind: string, { name, object }: Opened<ObjectKind>, view: OpenedView): Finding[] {
  return referencesOf(name, object)
    .filter((needed) => view.get(needed.kind, needed.name) === undefined)
    .map((needed) => fault({ kind, name }, 'incomplete', `the view lacks the ${needed.kind} ${needed.name}`));
}

export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function fault({ kind, name }: Named, code: string, message: string): Finding {
  return { kind, name, code, severity: 'error', message };
}
