import { problem } from '../../kernel/index.ts';
import {
  cachingOpener,
  type Deployed,
  type Entry,
  type GroupObject,
  matchesGroup,
  type Opener,
  parseList,
} from '../../snapshot/index.ts';
import { withoutManifests } from '../ownership/holdings.ts';
import { storeDamaged } from '../problems.ts';
import { sinceAfter } from '../state/since.ts';
import { organizationOf, type Revision, type State } from '../state/state.ts';
import { goneFrom, takenAfter } from '../state/taken.ts';
import type { Store } from '../store/store.ts';

/** What an organization runs, opened: the heads of its sources, composed. */
export interface Deployment {
  readonly organization: string;
  /** The revision that stands for it: the last one that was rolled out, or the one that is; 0 before the first. */
  readonly revision: number;
  readonly deployed: Deployed;
  readonly groups: readonly GroupObject[];
  readonly open: Opener;
  /** Bytes of an object of `deployed`. */
  sizeOf(digest: string): number;
}

/** What is deployed, or what will be with the revision that is rolled out. */
export async function loadDeployment(
  organization: string,
  state: State,
  store: Store,
  rolledOut?: Revision,
): Promise<Deployment> {
  const { deployed, ...now } = organizationOf(state, organization);
  const heads = new Map(now.heads);
  const since = new Map(now.since);
  if (rolledOut !== undefined) {
    heads.set(rolledOut.source, rolledOut);
    since.set(rolledOut.source, sinceAfter(since.get(rolledOut.source), rolledOut));
  }
  const taken = rolledOut === undefined ? now.taken : takenAfter(now.taken, rolledOut);
  const entries: Entry[] = [];
  const addedBy = new Map<string, number>();
  for (const [source, head] of heads) {
    const held = await heldBy(head, goneFrom(taken, head), store);
    entries.push(...held);
    const ids = new Set(held.map(({ name }) => name));
    for (const [id, sequence] of since.get(source) ?? []) if (ids.has(id)) addedBy.set(id, sequence);
  }
  const bytesOf = await loadBytes(entries, store);
  const open = cachingOpener(bytesOf);
  const groups = entries
    .filter(({ kind }) => kind === 'group')
    .map(({ digest }) => open('group', digest))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    organization,
    revision: rolledOut?.sequence ?? deployed,
    deployed: { organization, entries, since: addedBy },
    groups,
    open,
    sizeOf: (digest) => bytesOf(digest).length,
  };
}

/** What a head holds, without what others took over since. */
async function heldBy(head: Revision, gone: ReadonlySet<string>, store: Store): Promise<readonly Entry[]> {
  const entries = await loadList(head.snapshot, store);
  if (gone.size === 0) return entries;
  const expositions = entries.filter(({ kind }) => kind === 'exposition');
  return withoutManifests({ entries, open: cachingOpener(await loadBytes(expositions, store)) }, gone)
    .entries;
}

/** Of a deployment, by labels and allowed groups: many gateways have the same. */
const knownLimit = 10_000;
const knownGroups = new WeakMap<Deployment, Map<string, readonly string[]>>();

/** Names of the groups that a gateway belongs to, among those that its token allows; sorted. */
export function groupsOf(
  deployment: Deployment,
  labels: Readonly<Record<string, string>>,
  allowed: readonly string[] | undefined,
): readonly string[] {
  const known = knownGroups.get(deployment) ?? new Map<string, readonly string[]>();
  knownGroups.set(deployment, known);
  const key = JSON.stringify([labels, allowed]);
  let groups = known.get(key);
  if (groups === undefined) {
    groups = deployment.groups
      .filter((group) => matchesGroup(labels, group.labels) && (allowed?.includes(group.name) ?? true))
      .map((group) => group.name);
    if (known.size >= knownLimit) known.clear();
    known.set(key, groups);
  }
  return groups;
}

export async function loadList(digest: string, store: Store): Promise<Entry[]> {
  return parseList(await required(digest, store));
}

/** Reads the contents of a list into memory, for an opener that does not wait. */
export async function loadBytes(
  entries: readonly Entry[],
  store: Store,
): Promise<(digest: string) => Uint8Array> {
  const bytes = new Map<string, Uint8Array>();
  for (const { digest } of entries) if (!bytes.has(digest)) bytes.set(digest, await required(digest, store));
  return (digest) => {
    const found = bytes.get(digest);
    if (found === undefined) throw new Error(`object ${digest} was not loaded`);
    return found;
  };
}

/** Finds out at the start, and not at the next registration, whether everything is there that a head needs. */
export async function checkHeads({ organizations }: State, store: Store): Promise<void> {
  for (const { heads, rollout } of organizations.values())
    for (const { snapshot, provenance } of [...heads.values(), ...(rollout ? [rollout.revision] : [])]) {
      const digests = (await loadList(snapshot, store)).map(({ digest }) => digest);
      const missing = await store.missing([...digests, provenance]);
      if (missing[0] !== undefined) throw absent(missing[0]);
    }
}

async function required(digest: string, store: Store): Promise<Uint8Array> {
  const bytes = await store.object(digest);
  if (bytes === undefined) throw absent(digest);
  return bytes;
}

function absent(digest: string): Error {
  return problem(storeDamaged, { file: 'its objects', why: `object ${digest} is missing` });
}
