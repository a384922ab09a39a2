import type { PlanSide } from '../../reconciler/index.ts';
import { cachingOpener, type Entry, openProvenance, parseList } from '../../snapshot/index.ts';
import { pieceCollector } from '../../wire/index.ts';
import type { ServerConnection } from './connection.ts';

/**
 * A deployed revision as one side of a plan. Objects that are at hand already, because the new snapshot has
 * them too, are not asked for.
 */
export async function fetchSide(
  connection: ServerConnection,
  revision: { readonly snapshot: string; readonly provenance: string },
  atHand: ReadonlyMap<string, Uint8Array>,
): Promise<PlanSide> {
  const roots = await fetchObjects(connection, [revision.snapshot, revision.provenance]);
  const entries = parseList(roots.get(revision.snapshot) as Uint8Array);
  const missing = [...new Set(entries.map(({ digest }: Entry) => digest))].filter(
    (digest) => !atHand.has(digest),
  );
  const fetched = await fetchObjects(connection, missing);
  return {
    entries,
    open: cachingOpener((digest) => (atHand.get(digest) ?? fetched.get(digest)) as Uint8Array),
    origin: openProvenance(roots.get(revision.provenance) as Uint8Array),
  };
}

export async function fetchObjects(
  connection: ServerConnection,
  digests: readonly string[],
): Promise<Map<string, Uint8Array>> {
  const objects = new Map<string, Uint8Array>();
  if (digests.length === 0) return objects;
  const collect = pieceCollector();
  for await (const { piece } of connection.stream((client) => client.getObjects, { digests: [...digests] })) {
    const object = piece === undefined ? undefined : collect(piece);
    if (object !== undefined) objects.set(object.digest, object.bytes);
  }
  return objects;
}
