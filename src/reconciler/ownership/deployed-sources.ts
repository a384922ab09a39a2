import { cachingOpener, type Entry, type SurfaceSide } from '../../snapshot/index.ts';
import { loadBytes, loadList } from '../deploy/deployment.ts';
import type { PlanSide } from '../plan/plan-side.ts';
import { sideOf } from '../plan/stored-side.ts';
import { organizationOf, type State } from '../state/state.ts';
import { goneFrom } from '../state/taken.ts';
import type { Store } from '../store/store.ts';
import { expositionsIn, type OtherSource, withoutManifests } from './holdings.ts';

/** What a plan of one source stands on: what is deployed of it, and of the other sources of its organization. */
export interface Basis {
  readonly base:
    | { readonly sequence: number; readonly snapshot: string; readonly side: PlanSide }
    | undefined;
  readonly others: readonly OtherSource[];
  /** `<kind>/<name>` of what others took over from this source → who has it. */
  readonly takenBy: ReadonlyMap<string, string>;
}

/** Reads a basis for a head. */
export async function loadBasis(
  { organization, source }: { readonly organization: string; readonly source: string },
  head: SurfaceSide,
  state: State,
  store: Store,
): Promise<Basis> {
  const { heads, since, taken } = organizationOf(state, organization);
  const deployed = heads.get(source);
  const services = servicesOf(head);
  const takenBy = new Map([...(taken.get(source) ?? [])].map(([manifest, { by }]) => [manifest, by]));
  const others = await Promise.all(
    [...heads].flatMap(([other, revision]) =>
      other === source
        ? []
        : [otherSource(revision, services, since.get(other), goneFrom(taken, revision), store)],
    ),
  );
  if (deployed === undefined) return { base: undefined, others, takenBy };
  const whole = { ...(await sideOf(deployed, store)), since: since.get(source) ?? new Map<string, number>() };
  const side = withoutManifests(whole, goneFrom(taken, deployed));
  return { base: { sequence: deployed.sequence, snapshot: deployed.snapshot, side }, others, takenBy };
}

async function otherSource(
  { source, snapshot }: { readonly source: string; readonly snapshot: string },
  services: ReadonlySet<string>,
  since: ReadonlyMap<string, number> = new Map(),
  gone: ReadonlySet<string>,
  store: Store,
): Promise<OtherSource> {
  const entries = await loadList(snapshot, store);
  const open = cachingOpener(await loadBytes(neededOfOthers(entries, services), store));
  return { source, side: withoutManifests({ entries, open, since }, gone) };
}

/**
 * What has to be opened of another source: where its endpoints are, and what they offer of `services`, which both may
 * have.
 */
export function neededOfOthers(entries: readonly Entry[], services: ReadonlySet<string>): Entry[] {
  return entries.filter(
    ({ kind, name }) =>
      kind === 'exposition' ||
      kind === 'group' ||
      (kind !== 'manifest' && services.has(name.slice(0, Math.max(0, name.indexOf('/'))))),
  );
}

/** Ids of the services that a side has endpoints of. */
export function servicesOf(side: SurfaceSide): Set<string> {
  return new Set(expositionsIn(side).map(({ service }) => service.id));
}
