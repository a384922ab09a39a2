import { compareText } from '../kernel/index.ts';
import type { ExpositionObject } from './objects/exposition.ts';

/**
 * Who answers first at `/mcp/<organization>/<service>/<version>`: the highest `since`, ties by name, then by id.
 */
export function byElection(
  since: ReadonlyMap<string, number> | undefined,
): (a: ExpositionObject, b: ExpositionObject) => number {
  const sinceOf = ({ id }: ExpositionObject): number => since?.get(id) ?? 0;
  return (a, b) =>
    sinceOf(b) - sinceOf(a) || compareText(a.name ?? '', b.name ?? '') || compareText(a.id, b.id);
}

/** Who is elected on gateways that belong to one group alone, by `<group> <URL>`. */
export function electedByGroup(
  expositions: readonly ExpositionObject[],
  since: ReadonlyMap<string, number> | undefined,
): Map<string, ExpositionObject> {
  const elected = new Map<string, ExpositionObject>();
  for (const exposition of [...expositions].sort(byElection(since))) {
    const key = `${exposition.group} ${serviceUrl(exposition)}`;
    if (!elected.has(key)) elected.set(key, exposition);
  }
  return elected;
}

export function serviceUrl({ organization, service }: ExpositionObject): string {
  return `/mcp/${organization}/${encodeURIComponent(service.name)}/${encodeURIComponent(service.version)}`;
}

export function idUrl({ id }: ExpositionObject): string {
  return `/mcp/${id}`;
}

/** The readable URL; undefined for an exposition without a name. */
export function nameUrl({ organization, name }: ExpositionObject): string | undefined {
  return name === undefined ? undefined : `/mcp/${organization}/${name}`;
}
