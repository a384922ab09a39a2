import type { Clock } from '../../kernel/index.ts';
import { type Entry, type Order, parseList, type Signer } from '../../snapshot/index.ts';
import type { Desired } from '../../wire/index.ts';
import { type Deployment, groupsOf, loadDeployment } from '../deploy/deployment.ts';
import { viewsOf } from '../deploy/views.ts';
import type { Ledger } from '../state/ledger.ts';
import { type OrganizationState, organizationOf } from '../state/state.ts';
import type { Store } from '../store/store.ts';

/** What the gateways of an organization should serve. */
export interface Deployments {
  /** What is deployed now; reads the store again when a rollout was completed. */
  current(organization: string): Promise<Deployment>;
  /** With the revision that is rolled out; undefined when none is. */
  next(organization: string): Promise<Deployment> | undefined;
  /** What one gateway should serve: what is rolled out, from its wave on. */
  of(organization: string, gatewayId: string): Promise<Deployment>;
  /** Whether nothing else is desired of a gateway by now; asked right before it is told. */
  isOf(deployment: Deployment, gatewayId: string): boolean;
  groupsOf(
    deployment: Deployment,
    labels: Readonly<Record<string, string>>,
    allowed: readonly string[] | undefined,
  ): readonly string[];
  desired(deployment: Deployment, groups: readonly string[], above?: Order): Promise<Desired | null>;
  /** Views that a gateway may be given as they are. */
  remembered(): readonly Desired[];
  /** The list of a view that was kept; null when it is not known. */
  listOf(view: string): Promise<readonly Entry[] | null>;
}

export function deploymentsOf(ledger: Ledger, store: Store, signer: Signer, clock: Clock): Deployments {
  const views = viewsOf(ledger, store, signer, clock);
  /** By organization and revision: what is deployed, and what is rolled out. */
  const loaded = new Map<string, Map<number, Promise<Deployment>>>();
  const stateOf = (organization: string): OrganizationState => organizationOf(ledger.state(), organization);

  function load(organization: string, revision: number): Promise<Deployment> {
    const { deployed, rollout } = stateOf(organization);
    const live = new Set([deployed, rollout?.revision.sequence]);
    const kept = [...(loaded.get(organization) ?? [])].filter(([sequence]) => live.has(sequence));
    const own = new Map(kept);
    loaded.set(organization, own);
    const known = own.get(revision);
    if (known !== undefined) return known;
    const deployment = loadDeployment(
      organization,
      ledger.state(),
      store,
      revision === deployed ? undefined : rollout?.revision,
    );
    own.set(revision, deployment);
    deployment.catch(() => own.delete(revision));
    return deployment;
  }

  /** The sequence of the revision that stands for what a gateway should serve. */
  function revisionOf(organization: string, gatewayId: string): number {
    const { deployed, rollout } = stateOf(organization);
    return rollout?.moved.has(gatewayId) ? rollout.revision.sequence : deployed;
  }

  return {
    current: (organization) => load(organization, stateOf(organization).deployed),
    next: (organization) => {
      const { rollout } = stateOf(organization);
      return rollout === undefined ? undefined : load(organization, rollout.revision.sequence);
    },
    of: (organization, gatewayId) => load(organization, revisionOf(organization, gatewayId)),
    isOf: ({ organization, revision }, gatewayId) => revision === revisionOf(organization, gatewayId),
    groupsOf,
    desired: views.desired,
    remembered: views.remembered,
    listOf: async (view) => {
      const bytes = await store.object(view);
      return bytes === undefined ? null : parseList(bytes);
    },
  };
}
