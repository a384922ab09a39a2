import { problem } from '../../kernel/index.ts';
import {
  type Contract,
  contractDigest,
  makePlan,
  observe,
  otherOrganization,
  type PlanSide,
  parseManifestList,
  type ResolvedHead,
  resolveHead,
  servicesOf,
} from '../../reconciler/index.ts';
import { listBytes } from '../../snapshot/index.ts';
import type { admin } from '../../wire/index.ts';
import type { Compiled } from '../compile/compile-tree.ts';
import { compiledSide } from '../compile/compiled-side.ts';
import { manifestFiles } from '../compile/manifest-files.ts';
import type { OpenedTree } from '../compile/open-tree.ts';
import type { Io } from '../io.ts';
import type { ServerConnection } from '../server/connection.ts';
import { type FetchedBasis, fetchBasis } from '../server/fetch-basis.ts';
import { fetchObjects } from '../server/fetch-side.ts';
import { softwareVersion } from '../version.ts';
import { deployedPolicies } from './deployed-policies.ts';
import { judgePlan } from './judge-plan.ts';
import { withTheirCommits } from './plan-commits.ts';
import { planLife, type SavedPlan } from './saved-plan.ts';

/** Plans a compiled tree against the deployed head of its source. */
export async function planAgainstServer(
  compiled: Compiled,
  opened: OpenedTree,
  connection: ServerConnection,
  io: Io,
): Promise<SavedPlan> {
  const { organization, source } = compiled.snapshot;
  const { status } = await connection.ask((client) => client.getStatus, { gatewayId: '' });
  if (status !== undefined && status.organization !== organization)
    throw problem(otherOrganization, { wanted: organization, own: status.organization });
  const objects = objectsOf(compiled);
  const tree = compiledSide(compiled);
  const basis = await fetchBasis(connection, source, servicesOf(tree), objects);
  const resolved = resolveHead({ ...basis, base: basis.base?.side, head: tree });
  for (const { digest, bytes } of resolved.made) objects.set(digest, bytes);
  const plain = makePlan({
    ...{ organization, source, commit: opened.commit, compiler: softwareVersion },
    ...{ base: basis.base, others: basis.others, head: resolved.side },
  });
  const contract = await withTheirCommits(plain, opened, basis.head?.commit);
  const manifests = await manifestFiles(opened.tree, compiled);
  for (const [digest, bytes] of manifests.objects) objects.set(digest, bytes);
  const parts = { contract, basis, resolved, objects, status, manifests: manifests.list };
  return planDocument(parts, connection, io);
}

interface Planned {
  readonly contract: Contract;
  readonly basis: FetchedBasis;
  readonly resolved: ResolvedHead;
  readonly objects: ReadonlyMap<string, Uint8Array>;
  readonly status: admin.Status | undefined;
  /** The list of the files that the head was compiled from; empty when there are none. */
  readonly manifests: string;
}

/** A contract with what was observed, what policies say, and all that is needed to apply it. */
export async function planDocument(
  { contract, basis, resolved, objects, status, manifests }: Planned,
  connection: ServerConnection,
  io: Io,
): Promise<SavedPlan> {
  const { base, others } = basis;
  const { side, released } = resolved;
  const surroundings = {
    deployed: await deployedPolicies(connection, status?.sources ?? []),
    groups: new Map((status?.groups ?? []).map(({ name, labels }) => [name, labels])),
  };
  const known = new Set(base?.side.entries.map(({ digest }) => digest));
  for (const digest of await textsOf(basis.head, connection)) known.add(digest);
  return {
    format: 'plan-document@1',
    contract,
    planDigest: contractDigest(contract),
    observations: {
      plannedAt: new Date(io.clock.now()).toISOString(),
      expiresAt: new Date(io.clock.now() + planLife).toISOString(),
      server: connection.address.text,
      gateways: observe(base?.side, side, status?.gateways ?? [], others),
    },
    ...(released.length === 0 ? {} : { released: [...released] }),
    ...(await judgePlan(contract, side, surroundings)),
    manifests,
    objects: new Map([...objects].filter(([digest]) => !known.has(digest))),
  };
}

/** Digests of the texts that a revision was compiled from. */
async function textsOf(head: admin.Revision | undefined, connection: ServerConnection): Promise<string[]> {
  if (head === undefined || head.manifests === '') return [];
  const list = (await fetchObjects(connection, [head.manifests])).get(head.manifests);
  return list === undefined ? [] : parseManifestList(list).map(([, digest]) => digest);
}

/** Compares with any base; the plan of an offline comparison cannot be applied. */
export function contractOf(
  compiled: Compiled,
  commit: string | undefined,
  base: { sequence: number; side: PlanSide } | undefined,
): Contract {
  return makePlan({
    organization: compiled.snapshot.organization,
    source: compiled.snapshot.source,
    base,
    head: compiledSide(compiled),
    commit,
    compiler: softwareVersion,
  });
}

/** Everything that a control plane needs of a compiled tree, by digest: its objects, its list, its provenance. */
export function objectsOf({ snapshot, provenance }: Compiled): Map<string, Uint8Array> {
  const objects = new Map(snapshot.objects.map(({ digest, bytes }) => [digest, bytes]));
  objects.set(snapshot.digest, listBytes(snapshot.objects));
  objects.set(provenance.digest, provenance.bytes);
  return objects;
}
