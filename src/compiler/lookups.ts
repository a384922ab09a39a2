import { sameInputs } from './remember.ts';

type Index = ReadonlyMap<unknown, unknown>;

/** What a stage looked up of one index: the index, and the keys that it asked for, found or not. */
export interface Lookup {
  readonly index: Index;
  readonly keys: ReadonlySet<unknown>;
}

/** What can be asked of an index, so that it is known what was. */
export interface Noted<K, V> {
  get(key: K): V | undefined;
}

/** Each index as it is asked by one stage, and what that asked for. */
export type NotedEach<I extends readonly Index[]> = {
  readonly [At in keyof I]: I[At] extends ReadonlyMap<infer K, infer V> ? Noted<K, V> : never;
};

/** An index that notes what is asked of it. */
export function noted(index: Index): { readonly lookup: Lookup; readonly asked: Noted<unknown, unknown> } {
  const keys = new Set<unknown>();
  const get = (key: unknown): unknown => {
    keys.add(key);
    return index.get(key);
  };
  return { lookup: { index, keys }, asked: { get } };
}

/** Tells of lookups whether they would find the same in the indexes as they are now. */
export function sameLookups(now: readonly Index[]): (lookups: readonly Lookup[]) => boolean {
  const changes = now.map(() => new Map<Index, readonly unknown[]>());
  return (lookups) =>
    lookups.every(({ index: before, keys }, at) => {
      const index = now[at] as Index;
      if (before === index) return true;
      const known = changes[at] as Map<Index, readonly unknown[]>;
      let changed = known.get(before);
      if (changed === undefined) {
        changed = changedKeys(before, index);
        known.set(before, changed);
      }
      return !changed.some((key) => keys.has(key));
    });
}

/** The keys of which two indexes do not say the same. */
function changedKeys(before: Index, after: Index): unknown[] {
  const changed: unknown[] = [];
  for (const [key, value] of after) if (!sameInputs([before.get(key)], [value])) changed.push(key);
  for (const key of before.keys()) if (!after.has(key)) changed.push(key);
  return changed;
}
