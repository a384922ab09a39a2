import { problem } from '../../kernel/index.ts';
import { makePlan, removalsOf, resolveHead, unknownSource } from '../../reconciler/index.ts';
import { listBytes, listDigest, type Origin, sealProvenance } from '../../snapshot/index.ts';
import type { Io } from '../io.ts';
import type { ServerConnection } from '../server/connection.ts';
import { fetchBasis } from '../server/fetch-basis.ts';
import { softwareVersion } from '../version.ts';
import { planDocument } from './plan-tree.ts';
import type { SavedPlan } from './saved-plan.ts';

/** A plan that removes all that a source owns, and how many removals that are. */
export async function planDestroy(
  connection: ServerConnection,
  source: string,
  io: Io,
): Promise<{ readonly plan: SavedPlan; readonly removals: number }> {
  const { status } = await connection.ask((client) => client.getStatus, { gatewayId: '' });
  const basis = await fetchBasis(connection, source, new Set(), new Map());
  if (basis.base === undefined || status === undefined) {
    const known = (status?.sources ?? []).flatMap(({ id, head }) => (head === undefined ? [] : [id]));
    throw problem(unknownSource, { source, known });
  }
  const { side: before } = basis.base;
  // What is left of a source is that it was there.
  const entries = before.entries.filter(({ kind }) => kind === 'source');
  const origins = entries.flatMap(({ kind, name }): Origin[] => {
    const origin = before.origin(kind, name);
    return origin === undefined ? [] : [origin];
  });
  const provenance = sealProvenance(origins);
  const empty = { ...before, entries, provenance: provenance.digest };
  const resolved = resolveHead({ ...basis, base: before, head: empty });
  const { organization } = status;
  const contract = makePlan({
    ...{ organization, source, commit: undefined, compiler: softwareVersion },
    ...{ base: basis.base, others: basis.others, head: resolved.side },
  });
  const list = { digest: listDigest(entries), bytes: listBytes(entries) };
  const objects = new Map([provenance, list, ...resolved.made].map(({ digest, bytes }) => [digest, bytes]));
  const plan = await planDocument(
    { contract, basis, resolved, objects, status, manifests: '' },
    connection,
    io,
  );
  return { plan, removals: removalsOf(source, before, resolved.side, basis.others).count };
}
