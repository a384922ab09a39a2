import type { Change, EntryList, GatewayState } from './state.ts';

/** The digests of every object that this state may still ask for; the bytes of all others can be forgotten. */
export function digestsInUse(state: GatewayState): ReadonlySet<string> {
  const digests = new Set<string>();
  const lists: (EntryList | undefined)[] = [
    state.active?.entries,
    state.base,
    state.work?.entries,
    state.waiting?.entries,
  ];
  for (const list of lists) for (const { digest } of list?.values() ?? []) digests.add(digest);
  for (let change: Change | null = state.incoming?.changes ?? null; change !== null; change = change.previous)
    if (change.entry !== null) digests.add(change.entry.digest);
  return digests;
}
