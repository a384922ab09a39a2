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

/** An object of a view, opened. */
export interface Opened<K extends ObjectKind> {
  readonly name: string;
  readonly object: ObjectOf<K>;
  readonly digest: string;
}

/** The objects of a view: all of them are known and fit their kinds, and none refers to one that is not there. */
export interface OpenedView {
  get<K extends ObjectKind>(kind: K, name: string): Opened<K> | undefined;
  all<K extends ObjectKind>(kind: K): Iterable<Opened<K>>;
}

/** Objects opened between two turns of the event loop. */
const slice = 64;

/** Opened objects by kind and digest. */
export type OpenedObjects = Map<string, ObjectOf<ObjectKind>>;

/**
 * Opens a view, or tells why it cannot be served, object by object. What was opened for the view before is in `kept`,
 * which holds this one's objects afterwards.
 */
export async function openView(view: View, kept: OpenedObjects): Promise<OpenedView | readonly Finding[]> {
  const findings: Finding[] = [];
  const opened = new Map<string, Map<string, Opened<ObjectKind>>>();
  const own: OpenedObjects = new Map();
  let count = 0;
  for (const { kind, name, bytes, digest } of view.objects.values()) {
    if (!isObjectKind(kind) || !servedKinds.has(kind)) {
      findings.push(fault({ kind, name }, 'unknown-kind', 'this gateway does not know objects of this kind'));
      continue;
    }
    const ofKind = opened.get(kind) ?? new Map<string, Opened<ObjectKind>>();
    opened.set(kind, ofKind);
    const key = `${kind} ${digest}`;
    const known = kept.get(key);
    if (known === undefined && ++count % slice === 0) await nextTurn();
    try {
      const object = known ?? openObject(kind, bytes);
      own.set(key, object);
      ofKind.set(name, { name, object, digest });
    } catch {
      findings.push(fault({ kind, name }, 'malformed', 'this gateway cannot read the object'));
    }
  }
  if (findings.length > 0) return findings;
  for (const [kind, ofKind] of opened)
    for (const { name, object } of ofKind.values())
      for (const needed of referencesOf(name, object))
        if (opened.get(needed.kind)?.has(needed.name) !== true)
          findings.push(
            fault({ kind, name }, 'incomplete', `the view lacks the ${needed.kind} ${needed.name}`),
          );
  if (findings.length > 0) return findings;
  kept.clear();
  for (const [key, object] of own) kept.set(key, object);
  return {
    get: <K extends ObjectKind>(kind: K, name: string) => opened.get(kind)?.get(name),
    all: <K extends ObjectKind>(kind: K) => (opened.get(kind)?.values() ?? []) as Iterable<Opened<K>>,
  };
}

export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function fault({ kind, name }: Pick<Entry, 'kind' | 'name'>, code: string, message: string): Finding {
  return { kind, name, code, severity: 'error', message };
}
