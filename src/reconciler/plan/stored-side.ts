import { cachingOpener, openProvenance } from '../../snapshot/index.ts';
import { loadBytes, loadList } from '../deploy/deployment.ts';
import type { Store } from '../store/store.ts';
import type { PlanSide } from './plan-side.ts';

/** A stored revision as one side of a plan. */
export async function sideOf(
  revision: { readonly snapshot: string; readonly provenance: string },
  store: Store,
): Promise<PlanSide> {
  const entries = await loadList(revision.snapshot, store);
  const origins = await store.object(revision.provenance);
  return {
    entries,
    open: cachingOpener(await loadBytes(entries, store)),
    origin: origins === undefined ? () => undefined : openProvenance(origins),
  };
}
