import type { PeerState } from '../../wire/index.ts';

/** How many live gateways each group of an organization has: those whose streams are open. */
export interface GroupSizes {
  /** A gateway is no longer what it was. */
  moved(organization: string, before: PeerState | null, after: PeerState | null): void;
  /** By the name of the group. */
  of(organization: string, groups: readonly string[]): Readonly<Record<string, number>>;
}

/** Counted as gateways come and go: each beat is answered with the counts. */
export function groupSizes(): GroupSizes {
  const sizes = new Map<string, number>();

  function add(organization: string, groups: readonly string[], more: 1 | -1): void {
    for (const group of groups) {
      const key = `${organization}/${group}`;
      const size = (sizes.get(key) ?? 0) + more;
      if (size === 0) sizes.delete(key);
      else sizes.set(key, size);
    }
  }

  return {
    moved: (organization, before, after) => {
      const [old, now] = [liveIn(before), liveIn(after)];
      if (old === now) return;
      add(organization, old, -1);
      add(organization, now, 1);
    },
    of: (organization, groups) =>
      Object.fromEntries(groups.map((group) => [group, sizes.get(`${organization}/${group}`) ?? 0])),
  };
}

const none: readonly string[] = [];

function liveIn(state: PeerState | null): readonly string[] {
  return state === null || state.stream === null ? none : state.facts.groups;
}
