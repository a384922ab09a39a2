import { compareText } from '../../kernel/index.ts';
import { byElection, type ExpositionObject, labelOf, serviceUrl } from '../../snapshot/index.ts';

/** All that is deployed at one moment, and since when. */
export interface Standing {
  readonly expositions: readonly ExpositionObject[];
  readonly since: ReadonlyMap<string, number>;
}

/**
 * What happens to the URLs of services on gateways of several groups, a line each. Who is elected there follows from
 * all of the groups, so that no look at one group alone shows it; gateways of one group need no such line.
 */
export function movedElections(
  before: Standing,
  after: Standing,
): (groups: readonly string[], groupsAfter: readonly string[]) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (groups, groupsAfter) => {
    if (groups.length < 2 && groupsAfter.length < 2) return [];
    const key = JSON.stringify([groups, groupsAfter]);
    const lines = known.get(key) ?? linesOf(electedOf(before, groups), electedOf(after, groupsAfter));
    known.set(key, lines);
    return lines;
  };
}

function electedOf(
  { expositions, since }: Standing,
  groups: readonly string[],
): Map<string, ExpositionObject> {
  const own = expositions.filter(({ group }) => groups.includes(group)).sort(byElection(since));
  // The first one of each URL is elected: it is put last.
  return new Map(own.reverse().map((exposition) => [serviceUrl(exposition), exposition]));
}

function linesOf(
  before: ReadonlyMap<string, ExpositionObject>,
  after: ReadonlyMap<string, ExpositionObject>,
): string[] {
  return [...before]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([url, was]) => {
      const is = after.get(url);
      if (is === undefined || is.id === was.id) return [];
      return [`${url} is answered by ${labelOf(is)}, no longer by ${labelOf(was)}`];
    });
}
