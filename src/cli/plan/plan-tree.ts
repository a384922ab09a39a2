import { problem } from '../../kernel/index.ts';
import {
  type Contract,
  contractDigest,
  makePlan,
  observe,
  otherOrganization,
  type PlanSide,
} from '../../reconciler/index.ts';
import { listBytes } from '../../snapshot/index.ts';
import type { Compiled } from '../compile/compile-tree.ts';
import { compiledSide } from '../compile/compiled-side.ts';
import type { OpenedTree } from '../compile/open-tree.ts';
import type { Io } from '../io.ts';
import type { ServerConnection } from '../server/connection.ts';
import { fetchSide } from '../server/fetch-side.ts';
import { softwareVersion } from '../version.ts';
import { withTheirCommits } from './plan-commits.ts';
import { planLife, type SavedPlan } from './saved-plan.ts';

/** Plans a compiled tree against the deployed head of its source. */
export async function planAgainstServer(
  compiled: Compiled,
  opened: OpenedTree,
  connection: ServerConnection,
  io: Io,
): Promise<SavedPlan> {
  const { snapshot } = compiled;
  const { status } = await connection.ask((client) => client.getStatus, { gatewayId: '' });
  if (status !== undefined && status.organization !== snapshot.organization)
    throw problem(otherOrganization, { wanted: snapshot.organization, own: status.organization });
  const { head, since } = await connection.ask((client) => client.getHead, { source: snapshot.source });
  const objects = objectsOf(compiled);
  const base =
    head === undefined
      ? undefined
      : {
          sequence: head.sequence,
          side: { ...(await fetchSide(connection, head, objects)), since: new Map(Object.entries(since)) },
        };
  const side = compiledSide(compiled);
  const contract = await withTheirCommits(contractOf(compiled, opened.commit, base), opened, head?.commit);
  const known = new Set(base?.side.entries.map(({ digest }) => digest));
  return {
    format: 'plan-document@1',
    contract,
    planDigest: contractDigest(contract),
    observations: {
      plannedAt: new Date(io.clock.now()).toISOString(),
      expiresAt: new Date(io.clock.now() + planLife).toISOString(),
      server: connection.address.text,
      gateways: observe(base?.side, side, status?.gateways ?? []),
    },
    objects: new Map([...objects].filter(([digest]) => !known.has(digest))),
  };
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
