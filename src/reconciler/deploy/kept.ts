import type { OrganizationState, Revision } from '../state/state.ts';

/** Revisions of each source whose content is kept, at least, when nobody says otherwise. */
export const defaultHistory = 100;

/**
 * The revisions that can be shown and rolled back to: the newest of each source, whatever is deployed, and what is
 * rolled out.
 */
export function keptRevisions(
  { revisions, heads, rollout }: OrganizationState,
  history: number,
): ReadonlySet<Revision> {
  const kept = new Set<Revision>(heads.values());
  const counts = new Map<string, number>();
  for (const revision of [...revisions].reverse()) {
    const count = counts.get(revision.source) ?? 0;
    if (count < history || revision.sequence === rollout?.revision.sequence) kept.add(revision);
    counts.set(revision.source, count + 1);
  }
  return kept;
}

export function isKept(organization: OrganizationState, history: number, { sequence }: Revision): boolean {
  return [...keptRevisions(organization, history)].some((kept) => kept.sequence === sequence);
}
