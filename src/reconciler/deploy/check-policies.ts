import { cachingOpener } from '../../snapshot/index.ts';
import type { Contract } from '../plan/contract.ts';
import { endpointsOf } from '../plan/plan-endpoints.ts';
import type { PlanSide } from '../plan/plan-side.ts';
import { judge, judging, policiesOf, refuseDenied, type StandingPolicy } from '../plan/policies.ts';
import { organizationOf, type State } from '../state/state.ts';
import type { Store } from '../store/store.ts';
import { loadBytes, loadList } from './deployment.ts';

/** Refuses a plan that a policy denies: one of the tree, or one that is deployed, of whichever source. */
export async function checkPolicies(
  contract: Contract,
  head: PlanSide,
  state: State,
  store: Store,
): Promise<void> {
  const deployed: (StandingPolicy & { source: string })[] = [];
  const groups = new Map<string, Readonly<Record<string, string>>>();
  for (const [source, revision] of organizationOf(state, contract.organization).heads) {
    const side = await controlObjectsOf(revision.snapshot, store);
    for (const policy of policiesOf(side, deployedOrigin(source))) deployed.push({ ...policy, source });
    if (source === contract.source) continue;
    for (const { kind, name, digest } of side.entries)
      if (kind === 'group') groups.set(name, side.open('group', digest).labels);
  }
  const policies = judging(contract, policiesOf(head, ownOrigin), deployed);
  if (policies.length === 0) return;
  refuseDenied(await judge(contract, endpointsOf(head, groups, contract), policies));
}

/** Where a policy of the tree that is planned stands. */
export const ownOrigin = 'this tree';

/** Where a policy stands that is deployed. */
export function deployedOrigin(source: string): string {
  return `source ${source}, as deployed`;
}

async function controlObjectsOf(snapshot: string, store: Store): Promise<PlanSide> {
  const entries = (await loadList(snapshot, store)).filter(
    ({ kind }) => kind === 'policy' || kind === 'group',
  );
  return { entries, open: cachingOpener(await loadBytes(entries, store)), origin: () => undefined };
}
