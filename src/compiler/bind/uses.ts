import type { Id } from '../../snapshot/index.ts';
import { sameInputs } from '../remember.ts';
import {
  type BoundExposition,
  type BoundGroup,
  type BoundPlan,
  type BoundService,
  coordinates,
} from './bound.ts';
import type { AttachedArtifact } from './manifests.ts';

/** What refers to one service. */
export interface ServiceUse {
  /** Attached to it, in the order of their files. */
  readonly artifacts: readonly AttachedArtifact[];
  readonly plans: readonly BoundPlan[];
  readonly expositions: readonly BoundExposition[];
  /** Of each exposition the group that it stands on; undefined where that comes from another source. */
  readonly groups: readonly (BoundGroup | undefined)[];
}

/** The use of a service that nothing refers to. */
export const noUse: ServiceUse = { artifacts: [], plans: [], expositions: [], groups: [] };

/** By the id of a service; only of services that something refers to. */
export function usesOf(
  services: ReadonlyMap<string, BoundService>,
  artifacts: readonly AttachedArtifact[],
  plans: Iterable<BoundPlan>,
  expositions: Iterable<BoundExposition>,
  groups: ReadonlyMap<string, BoundGroup>,
): Map<Id, ServiceUse> {
  const uses = new Map<Id, Growing>();
  const useOf = (id: Id): Growing => {
    let use = uses.get(id);
    if (use === undefined) {
      use = { artifacts: [], plans: [], expositions: [], groups: [] };
      uses.set(id, use);
    }
    return use;
  };
  for (const artifact of artifacts) {
    const service = services.get(coordinates(artifact.spec.service));
    if (service !== undefined) useOf(service.id).artifacts.push(artifact);
  }
  for (const plan of plans) useOf(plan.service.id).plans.push(plan);
  for (const exposition of expositions) {
    const use = useOf(exposition.plan.service.id);
    use.expositions.push(exposition);
    use.groups.push(groups.get(exposition.group));
  }
  return uses;
}

type Growing = { [K in keyof ServiceUse]: ServiceUse[K][number][] };

/** Uses, each the same object as before where it holds the same. */
export function settledUses(
  uses: ReadonlyMap<Id, ServiceUse>,
  before: ReadonlyMap<Id, ServiceUse>,
): ReadonlyMap<Id, ServiceUse> {
  const settled = new Map<Id, ServiceUse>();
  for (const [id, use] of uses) {
    const known = before.get(id);
    settled.set(
      id,
      known !== undefined && sameInputs(Object.values(known), Object.values(use)) ? known : use,
    );
  }
  return settled;
}
