import type { RevisionRecord } from '../store/records.ts';

/** Exposition ids of a source with the revision that added each, after one more revision. */
export function sinceAfter(
  before: ReadonlyMap<string, number> | undefined,
  { since, gone }: Pick<RevisionRecord, 'since' | 'gone'>,
): Map<string, number> {
  const after = new Map(before);
  for (const id of gone) after.delete(id);
  for (const [id, sequence] of Object.entries(since)) after.set(id, sequence);
  return after;
}
