import type { Clock } from '../../kernel/index.ts';
import { type Entry, type Order, parseList, type Signer } from '../../snapshot/index.ts';
import type { Desired } from '../../wire/index.ts';
import { type Deployment, groupsOf, loadDeployment } from '../deploy/deployment.ts';
import { viewsOf } from '../deploy/views.ts';
import type { Ledger } from '../state/ledger.ts';
import { organizationOf } from '../state/state.ts';
import type { Store } from '../store/store.ts';

/** What the gateways of an organization should serve. */
export interface Deployments {
  /** What is deployed now; reads the store again when a revision was added. */
  current(organization: string): Promise<Deployment>;
  /** Whether nothing was applied since; asked right before something is told to a gateway. */
  isCurrent(deployment: Deployment): boolean;
  groupsOf(
    deployment: Deployment,
    labels: Readonly<Record<string, string>>,
    allowed: readonly string[] | undefined,
  ): string[];
  desired(deployment: Deployment, groups: readonly string[], above?: Order): Promise<Desired | null>;
  /** The list of a view that was kept; null when it is not known. */
  listOf(view: string): Promise<readonly Entry[] | null>;
}

export function deploymentsOf(ledger: Ledger, store: Store, signer: Signer, clock: Clock): Deployments {
  const views = viewsOf(ledger, store, signer, clock);
  const loaded = new Map<string, { revision: number; deployment: Promise<Deployment> }>();
  const revisionOf = (organization: string): number =>
    organizationOf(ledger.state(), organization).revisions.at(-1)?.sequence ?? 0;
  return {
    isCurrent: ({ organization, revision }) => revision === revisionOf(organization),
    current: (organization) => {
      const revision = revisionOf(organization);
      const known = loaded.get(organization);
      if (known?.revision === revision) return known.deployment;
      const deployment = loadDeployment(organization, ledger.state(), store);
      loaded.set(organization, { revision, deployment });
      deployment.catch(() => loaded.delete(organization));
      return deployment;
    },
    groupsOf,
    desired: views.desired,
    listOf: async (view) => {
      const bytes = await store.object(view);
      return bytes === undefined ? null : parseList(bytes);
    },
  };
}
