import { type Digest, parseList } from '../../snapshot/index.ts';
import type { Desired } from '../../wire/index.ts';
import type { GatewayInfo } from '../fleet/fleet.ts';
import type { OrganizationState, State } from '../state/state.ts';
import type { Collected, Store } from '../store/store.ts';
import { keptRevisions } from './kept.ts';
import { parseManifestList } from './manifest-list.ts';

/** What is needed besides the kept revisions: views that gateways have or should have. */
export type ViewsInUse = readonly {
  /** Of the list of the view. */
  readonly digest: Digest;
  /** Of its objects, where they are to be sent. */
  readonly objects: readonly Digest[];
}[];

/** Views that gateways serve, that they may be given, and that are on their way. */
export function viewsInUse(gateways: readonly GatewayInfo[], remembered: readonly Desired[]): ViewsInUse {
  const sent = gateways.flatMap(({ peer }) => [peer.desired, peer.flight?.desired ?? null]);
  const objects = new Map<Digest, readonly Digest[]>();
  for (const { peer } of gateways) if (peer.active !== null) objects.set(peer.active.digest, []);
  for (const desired of [...remembered, ...sent])
    if (desired !== null)
      objects.set(
        desired.ref.digest,
        desired.entries.map(({ digest }) => digest),
      );
  return [...objects].map(([digest, own]) => ({ digest, objects: own }));
}

/** Lists of views that are kept for gateways that come back after a while with what they had. */
const lastLists = 200;

/** Drops objects that no kept revision, no rollout and no view in use needs. */
export async function collectObjects(
  state: State,
  store: Store,
  history: number,
  views: ViewsInUse,
): Promise<Collected> {
  const needed = new Set(views.flatMap(({ digest, objects }) => [digest, ...objects]));
  for (const organization of state.organizations.values())
    for (const digest of await neededBy(organization, store, history)) needed.add(digest);
  return store.collect(needed);
}

/** Everything that the kept revisions of an organization consist of, and the lists of its last views. */
async function neededBy(
  organization: OrganizationState,
  store: Store,
  history: number,
): Promise<Set<Digest>> {
  const needed = new Set<Digest>();
  for (const { snapshot, provenance, manifests } of keptRevisions(organization, history)) {
    if (!needed.has(snapshot))
      for (const digest of await referred(snapshot, store, (bytes) =>
        parseList(bytes).map((entry) => entry.digest),
      ))
        needed.add(digest);
    needed.add(provenance);
    if (manifests === undefined || needed.has(manifests)) continue;
    const files = (bytes: Uint8Array): Digest[] => parseManifestList(bytes).map(([, digest]) => digest);
    for (const digest of await referred(manifests, store, files)) needed.add(digest);
  }
  let header = organization.headers;
  for (let count = 0; header !== undefined && count < lastLists; count++, header = header.before)
    if (header.view !== undefined) needed.add(header.view);
  return needed;
}

/** A list and what it refers to. */
async function referred(
  list: Digest,
  store: Store,
  read: (bytes: Uint8Array) => readonly Digest[],
): Promise<readonly Digest[]> {
  const bytes = await store.object(list);
  return bytes === undefined ? [list] : [list, ...read(bytes)];
}
