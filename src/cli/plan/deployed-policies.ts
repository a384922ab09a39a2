import { deployedOrigin, policiesOf, type StandingPolicy } from '../../reconciler/index.ts';
import { cachingOpener, parseList } from '../../snapshot/index.ts';
import type { admin } from '../../wire/index.ts';
import type { ServerConnection } from '../server/connection.ts';
import { fetchObjects } from '../server/fetch-side.ts';

/** The policies that are deployed, of every source of the organization. Nothing else of a source is asked for. */
export async function deployedPolicies(
  connection: ServerConnection,
  sources: readonly admin.Source[],
): Promise<(StandingPolicy & { readonly source: string })[]> {
  const heads = sources.flatMap(({ id, head }) =>
    head === undefined ? [] : [{ id, snapshot: head.snapshot }],
  );
  const lists = await fetchObjects(connection, [...new Set(heads.map(({ snapshot }) => snapshot))]);
  const policies = heads.map(({ id, snapshot }) => ({
    id,
    entries: parseList(lists.get(snapshot) as Uint8Array).filter(({ kind }) => kind === 'policy'),
  }));
  const digests = policies.flatMap(({ entries }) => entries.map(({ digest }) => digest));
  const objects = await fetchObjects(connection, [...new Set(digests)]);
  const open = cachingOpener((digest) => objects.get(digest) as Uint8Array);
  return policies.flatMap(({ id, entries }) =>
    policiesOf({ entries, open, origin: () => undefined }, deployedOrigin(id)).map((policy) => ({
      ...policy,
      source: id,
    })),
  );
}
