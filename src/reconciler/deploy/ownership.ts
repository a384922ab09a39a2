import type { SurfaceSide } from '../../snapshot/index.ts';
import { loadBasis } from '../ownership/deployed-sources.ts';
import { judgeOwnership } from '../ownership/judge-ownership.ts';
import { takenOver } from '../ownership/taken-over.ts';
import { refuseBlocked } from '../plan/refuse-blocked.ts';
import type { State } from '../state/state.ts';
import { organizationOf } from '../state/state.ts';
import { takenAfter } from '../state/taken.ts';
import type { RevisionRecord } from '../store/records.ts';
import type { Store } from '../store/store.ts';

/** What a source would hold after a rollback. */
interface Restored extends SurfaceSide {
  readonly organization: string;
  readonly source: string;
  /** The revision whose content it is. */
  readonly restores: number;
}

/**
 * Checks what a rollback restores against the other sources of its organization, as they hold it by now. What is
 * protected or kept is not asked about: a rollback restores a revision as it was. Returns what it takes over again, of
 * what went back to its owner in the meantime.
 */
export async function checkRestored(
  restored: Restored,
  state: State,
  store: Store,
): Promise<RevisionRecord['adopted']> {
  const own = organizationOf(state, restored.organization);
  // What was taken over after that revision goes back to its owner first.
  const taken = takenAfter(own.taken, restored);
  const given = new Map(state.organizations).set(restored.organization, { ...own, taken });
  const { others, base } = await loadBasis(restored, restored, { ...state, organizations: given }, store);
  const groups = base?.side.entries.filter(({ kind }) => kind === 'group') ?? [];
  const before = base === undefined ? undefined : { ...base.side, entries: groups };
  refuseBlocked(judgeOwnership({ base: before, head: restored, others }));
  const again = takenOver(restored, others);
  return again.length === 0
    ? undefined
    : again.map(({ source, manifests }) => ({ source, manifests: [...manifests] }));
}
