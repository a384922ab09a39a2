import {
  type Entry,
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
  /** Objects of this view. */
  readonly size: number;
  /** Objects that were read for it. */
  readonly read: number;
}

/** Objects opened between two turns of the event loop. */
const slice = 64;

const none: ReadonlyMap<string, Opened<ObjectKind>> = new Map();

/** Opens a view, or tells why it cannot be served, object by object. What was in the view before is not read again. */
export async function openView(view: View, before?: OpenedView): Promise<OpenedView | readonly Finding[]> {
  const findings: Finding[] = [];
  const changed: { readonly kind: ObjectKind; readonly opened: Opened<ObjectKind> }[] = [];
  let stayed = 0;
  for (const { kind, name, digest } of view.entries.values()) {
    if (before?.kinds.get(kind)?.get(name)?.digest === digest) {
      stayed++;
      continue;
    }
    if (!isObjectKind(kind) || !servedKinds.has(kind)) {
      findings.push(fault({ kind, name }, 'unknown-kind', 'this gateway does not know objects of this kind'));
      continue;
    }
    if ((changed.length + 1) % slice === 0) await nextTurn();
    try {
      changed.push({ kind, opened: { name, object: openObject(kind, view.bytesOf(digest)), digest } });
    } catch {
      findings.push(fault({ kind, name }, 'malformed', 'this gateway cannot read the object'));
    }
  }
  if (findings.length > 0) return findings;

  const kinds = new Map(before?.kinds);
  const copied = new Map<string, Map<string, Opened<ObjectKind>>>();
  function own(kind: string): Map<string, Opened<ObjectKind>> {
    let map = copied.get(kind);
    if (map === undefined) {
      map = new Map(kinds.get(kind));
      copied.set(kind, map);
      kinds.set(kind, map);
    }
    return map;
  }
  let replaced = 0;
  for (const { kind, opened } of changed) {
    if (kinds.get(kind)?.has(opened.name)) replaced++;
    own(kind).set(opened.name, opened);
  }
  const isSmaller = before !== undefined && stayed + replaced < before.size;
  if (isSmaller) dropOthers(view, kinds, own);

  const opened = viewOf(kinds, view.entries.size, changed.length);
  // What stayed has what it needs, unless something is gone.
  if (isSmaller) {
    for (const [kind, ofKind] of kinds)
      for (const each of ofKind.values()) findings.push(...lacksOf(kind, each, opened));
  } else for (const { kind, opened: each } of changed) findings.push(...lacksOf(kind, each, opened));
  return findings.length > 0 ? findings : opened;
}

/** Removes what is not in the view. */
function dropOthers(
  { entries }: View,
  kinds: ReadonlyMap<string, ReadonlyMap<string, unknown>>,
  own: (kind: string) => Map<string, unknown>,
): void {
  const listed = new Map<string, Set<string>>();
  for (const { kind, name } of entries.values()) {
    const names = listed.get(kind) ?? new Set();
    listed.set(kind, names.add(name));
  }
  for (const [kind, ofKind] of kinds)
    for (const name of ofKind.keys()) if (listed.get(kind)?.has(name) !== true) own(kind).delete(name);
}

function viewOf(kinds: OpenedView['kinds'], size: number, read: number): OpenedView {
  const all = <K extends ObjectKind>(kind: K) =>
    (kinds.get(kind) ?? none) as ReadonlyMap<string, Opened<K>>;
  return { get: (kind, name) => all(kind).get(name), all, kinds, size, read };
}

function lacksOf(kind: string, { name, object }: Opened<ObjectKind>, view: OpenedView): Finding[] {
  return referencesOf(name, object)
    .filter((needed) => view.get(needed.kind, needed.name) === undefined)
    .map((needed) =>
      fault({ kind, name }, 'incomplete', `the view lacks the ${needed.kind} ${needed.name}`),
    );
}

export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function fault({ kind, name }: Pick<Entry, 'kind' | 'name'>, code: string, message: string): Finding {
  return { kind, name, code, severity: 'error', message };
}
