import {
  type Contract,
  endpointsOf,
  judge,
  judging,
  ownOrigin,
  type PlanSide,
  policiesOf,
  type StandingPolicy,
} from '../../reconciler/index.ts';
import type { PlanDocument } from './render/document.ts';

/** Who judges besides the policies of the tree, and what only a control plane knows. */
export interface Surroundings {
  readonly deployed: readonly (StandingPolicy & { readonly source: string })[];
  /** Labels of groups that other sources declare, by name. */
  readonly groups: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** What policies say of a plan, and the endpoints that they look at; neither where there is no policy. */
export async function judgePlan(
  contract: Contract,
  head: PlanSide,
  { deployed, groups }: Surroundings,
): Promise<Pick<PlanDocument, 'endpoints' | 'policies'>> {
  const policies = judging(contract, policiesOf(head, ownOrigin), deployed);
  if (policies.length === 0) return {};
  const endpoints = endpointsOf(head, groups, contract);
  return { policies: await judge(contract, endpoints, policies), endpoints };
}
