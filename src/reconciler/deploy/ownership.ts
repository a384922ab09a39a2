import type { SurfaceSide } from '../../snapshot/index.ts';
import { loadBasis } from '../ownership/deployed-sources.ts';
import { judgeOwnership } from '../ownership/judge-ownership.ts';
import { type TakenOver, takenOver } from '../ownership/taken-over.ts';
import { refuseBlocked } from '../plan/refuse-blocked.ts';
import type { State } from '../state/state.ts';
import { organizationOf } from '../state/state.ts';
import { takenAfter } from '../state/taken.ts';
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
 * protected or kept is not asked about: a rollback restores a revision as it was. Returns what it takes over again.
 */
export async function checkRestored(restored: Restored, state: State, store: Store): Promise<TakenOver[]> {
  const own = organizationOf(state, restored.organization);
  // What was taken over after that revision goes back to its owner first.
  const taken = takenAfter(own.taken, restored);
  const given = new Map(state.organizations).set(restored.organization, { ...own, taken });
  const { others, base } = await loadBasis(restored, restored, { ...state, organizations: given }, store);
  refuseBlocked(judgeOwnership({ base: base?.side, head: restored, others, isRollback: true }));
  return takenOver(restored, others);
}
