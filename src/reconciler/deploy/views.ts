import type { Clock } from '../../kernel/index.ts';
import {
  compareOrder,
  composeView,
  formatsOf,
  listBytes,
  type Order,
  type Signer,
  type ViewList,
} from '../../snapshot/index.ts';
import type { Desired } from '../../wire/index.ts';
import type { Ledger } from '../state/ledger.ts';
import { type OrganizationState, organizationOf } from '../state/state.ts';
import type { Store } from '../store/store.ts';
import type { Deployment } from './deployment.ts';

/** The views of one organization: computed, signed and stored once for all gateways with the same groups. */
export interface Views {
  /**
   * The view of a set of groups, under a header that is newer than `above`; null before the first revision, and for
   * what is neither deployed nor rolled out any more.
   */
  desired(deployment: Deployment, groups: readonly string[], above?: Order): Promise<Desired | null>;
  /** Those that a gateway may be given as they are: their objects are needed. */
  remembered(): readonly Desired[];
}

/** Sets of groups remembered at once; gateways rarely have more than a few. */
const knownLimit = 1_000;

export function viewsOf(ledger: Ledger, store: Store, signer: Signer, clock: Clock): Views {
  /** By organization and groups: what was signed for what is deployed, and for what is rolled out. */
  const known = new Map<string, readonly Desired[]>();
  const turns = new Map<string, Promise<unknown>>();

  async function compute(
    deployment: Deployment,
    groups: readonly string[],
    above: Order | undefined,
  ): Promise<Desired | null> {
    const key = keyOf(deployment, groups);
    const { organization, revision } = deployment;
    const live = liveRevisions(organizationOf(ledger.state(), organization));
    // Who asks for what nobody should serve any more asks again: nothing is signed for it.
    if (!live.includes(revision)) return null;
    // What was signed last is what its gateways have, also when that was for an earlier revision.
    const signed = (known.get(key) ?? []).filter(
      (each, index, all) => live.includes(each.revision) || index === all.length - 1,
    );
    const before = signed.find((each) => each.revision === revision);
    const current = before ?? (await refreshed(deployment, groups, signed));
    const desired =
      above !== undefined && compareOrder(current.ref, above) <= 0
        ? await sign(deployment, groups, { ...current, digest: current.ref.digest })
        : current;
    if (!known.has(key) && known.size >= knownLimit) known.delete(known.keys().next().value as string);
    known.set(key, [...signed.filter((each) => each.revision !== revision), desired]);
    return desired;
  }

  /** What was signed for it already: all gateways ask at the same moment. */
  function readyFor(deployment: Deployment, key: string, above: Order | undefined): Desired | undefined {
    const { organization, revision } = deployment;
    if (!liveRevisions(organizationOf(ledger.state(), organization)).includes(revision)) return undefined;
    const signed = known.get(key)?.find((each) => each.revision === revision);
    const isOld = signed !== undefined && above !== undefined && compareOrder(signed.ref, above) <= 0;
    return isOld ? undefined : signed;
  }

  /** A view whose content did not change keeps its header: there is nothing to tell its gateways. */
  async function refreshed(
    deployment: Deployment,
    groups: readonly string[],
    signed: readonly Desired[],
  ): Promise<Desired> {
    const view = composeView(deployment.deployed, new Set(groups), deployment.open);
    const same = signed.find(({ ref }) => ref.digest === view.digest);
    if (same !== undefined) return { ...same, revision: deployment.revision };
    await store.putObjects([...view.made, { digest: view.digest, bytes: listBytes(view.entries) }]);
    return sign(deployment, groups, { ...view, sizes: sizesOf(deployment, view) });
  }

  async function sign(
    deployment: Deployment,
    groups: readonly string[],
    view: Pick<Desired, 'entries' | 'sizes'> & { readonly digest: string },
  ): Promise<Desired> {
    const { organization, revision } = deployment;
    const order = await ledger.commit((state) => {
      const sequence = organizationOf(state, organization).signed + 1;
      return {
        records: [{ type: 'signed' as const, organization, sequence, view: view.digest }],
        result: { epoch: state.epoch, sequence },
      };
    });
    const envelope = signer.sign({
      format: 'view@1',
      ...order,
      revision,
      organization,
      groups: [...groups],
      view: view.digest,
      objects: view.entries.length,
      signedAt: new Date(clock.now()).toISOString(),
    });
    const { digest, entries, sizes } = view;
    const formats = formatsOf(entries);
    return { ref: { ...order, digest }, revision, entries, sizes, formats, envelope };
  }

  return {
    remembered: () => [...known.values()].flat(),
    desired: (deployment, groups, above) => {
      if (deployment.revision === 0) return Promise.resolve(null);
      const key = keyOf(deployment, groups);
      const ready = turns.has(key) ? undefined : readyFor(deployment, key, above);
      if (ready !== undefined) return Promise.resolve(ready);
      const turn = (turns.get(key) ?? Promise.resolve()).then(() => compute(deployment, groups, above));
      const settled = turn
        .catch(() => undefined)
        .then(() => {
          if (turns.get(key) === settled) turns.delete(key);
        });
      turns.set(key, settled);
      return turn;
    },
  };
}

function liveRevisions({ deployed, rollout }: OrganizationState): number[] {
  return rollout === undefined ? [deployed] : [deployed, rollout.revision.sequence];
}

function sizesOf(deployment: Deployment, { entries, made }: ViewList): ReadonlyMap<string, number> {
  const sizes = new Map(made.map(({ digest, bytes }) => [digest, bytes.length]));
  for (const { digest } of entries) if (!sizes.has(digest)) sizes.set(digest, deployment.sizeOf(digest));
  return sizes;
}

function keyOf({ organization }: Deployment, groups: readonly string[]): string {
  return JSON.stringify([organization, ...groups]);
}
