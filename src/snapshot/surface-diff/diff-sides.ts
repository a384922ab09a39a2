import { compareText } from '../../kernel/index.ts';
import type { ExpositionObject } from '../objects/exposition.ts';
import { compareChanges, type DiffMemo, type SurfaceChange } from './change.ts';
import { diffSurfaces } from './diff-surfaces.ts';
import { diffUrls } from './diff-urls.ts';
import { type SurfaceSide, surfacesOf } from './surface.ts';
import { touchedExpositions } from './touched.ts';

/** A change, and the endpoints whose clients meet it. */
export interface EndpointChange extends SurfaceChange {
  /** Names of endpoints, ids where they have none, or a URL that is answered by another exposition; sorted. */
  readonly endpoints: readonly string[];
}

/**
 * What changes for the clients of every endpoint of a source, worst first: each change once, however many endpoints
 * it is seen on. A URL that is answered by another exposition is compared with what it answered before.
 */
export function diffSides(before: SurfaceSide, after: SurfaceSide): EndpointChange[] {
  const old = expositionsOf(before);
  const now = expositionsOf(after);
  const oldSurface = surfacesOf(before);
  const newSurface = surfacesOf(after);
  const memo: DiffMemo = new Map();
  const grouped = new Map<string, EndpointChange & { endpoints: string[] }>();

  function add(change: SurfaceChange, endpoint: string): void {
    const { kind, about, names, text, object } = change;
    const key = JSON.stringify([kind, about, about === 'endpoint' ? endpoint : names, text, object]);
    const known = grouped.get(key);
    if (known === undefined) grouped.set(key, { ...change, endpoints: [endpoint] });
    else known.endpoints.push(endpoint);
  }

  function compare(was: ExpositionObject, is: ExpositionObject, endpoint: string): void {
    for (const change of diffSurfaces(oldSurface(was), newSurface(is), memo)) {
      if (change.about === 'endpoint') add({ ...change, names: [endpoint] }, endpoint);
      else add(change, endpoint);
    }
  }

  for (const id of touchedExpositions(before, after)) {
    const was = old.get(id);
    const is = now.get(id);
    if (was !== undefined && is !== undefined) compare(was, is, labelOf(is));
  }
  const { changes, moved } = diffUrls({ old, now, oldSince: before.since, newSince: after.since });
  for (const change of changes) add(change, change.names[0] as string);
  for (const { url, was, is } of moved) compare(was, is, url);

  const all = [...grouped.values()];
  for (const change of all) change.endpoints.sort(compareText);
  return all.sort((a, b) => compareChanges(a, b) || compareText(a.endpoints.join(), b.endpoints.join()));
}

/** What a person calls an endpoint. */
export function labelOf({ id, name }: Pick<ExpositionObject, 'id' | 'name'>): string {
  return name ?? id;
}

/** By id. */
export function expositionsOf({ entries, open }: SurfaceSide): Map<string, ExpositionObject> {
  return new Map(
    entries
      .filter(({ kind }) => kind === 'exposition')
      .map(({ name, digest }) => [name, open('exposition', digest)]),
  );
}
