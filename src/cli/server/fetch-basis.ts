import { type Basis, neededOfOthers, withoutManifests } from '../../reconciler/index.ts';
import { cachingOpener, parseList, type SurfaceSide } from '../../snapshot/index.ts';
import type { admin } from '../../wire/index.ts';
import type { ServerConnection } from './connection.ts';
import { fetchObjects, fetchSide } from './fetch-side.ts';

/** What a plan stands on, and the revision that is the head of its source. */
export interface FetchedBasis extends Basis {
  readonly head: admin.Revision | undefined;
}

/** Asks a control plane for all that a plan of a source needs of what is deployed. */
export async function fetchBasis(
  connection: ServerConnection,
  source: string,
  services: ReadonlySet<string>,
  atHand: ReadonlyMap<string, Uint8Array>,
): Promise<FetchedBasis> {
  const { head, since, others, takenBy, gone } = await connection.ask((client) => client.getHead, { source });
  const lists = await fetchObjects(connection, [...new Set(others.map(({ snapshot }) => snapshot))]);
  const fetched = others.map((other) => ({
    ...other,
    entries: parseList(lists.get(other.snapshot) as Uint8Array),
  }));
  const needed = fetched.flatMap(({ entries }) =>
    neededOfOthers(entries, services).map(({ digest }) => digest),
  );
  const objects = await fetchObjects(connection, [...new Set(needed)]);
  const open = cachingOpener((digest) => objects.get(digest) as Uint8Array);
  const sides = fetched.map(({ source: other, entries, since: added, gone: taken }) => {
    const side: SurfaceSide = { entries, open, since: new Map(Object.entries(added)) };
    return { source: other, side: withoutManifests(side, new Set(taken)) };
  });
  const basis = { others: sides, takenBy: new Map(Object.entries(takenBy)), head };
  if (head === undefined) return { ...basis, base: undefined };
  const whole = { ...(await fetchSide(connection, head, atHand)), since: new Map(Object.entries(since)) };
  const side = withoutManifests(whole, new Set(gone));
  return { ...basis, base: { sequence: head.sequence, snapshot: head.snapshot, side } };
}
