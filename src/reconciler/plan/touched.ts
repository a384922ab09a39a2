import { compareText } from '../../kernel/index.ts';
import { expositionsOf, labelOf, type SurfaceSide, touchedExpositions } from '../../snapshot/index.ts';
import type { OtherSource } from '../ownership/holdings.ts';
import type { Contract } from './contract.ts';
import { entriesOf, type PlanSide } from './plan-side.ts';

export interface Touched {
  /** Ids of expositions. */
  readonly expositions: ReadonlySet<string>;
  /** Groups that have one of them, before or after. */
  readonly groups: ReadonlySet<string>;
  readonly shown: Contract['touched'];
}

/** Groups that other sources place expositions on: gateways that come to one or leave it notice. */
export function groupsUsedBy(others: readonly OtherSource[]): Set<string> {
  return new Set(others.flatMap(({ side }) => groupsInUse(side)));
}

/**
 * The blast radius: endpoints that are not what they were, and the groups whose gateways notice. `elsewhere` are the
 * groups that other sources place expositions on.
 */
export function touchedBy(
  before: PlanSide,
  after: PlanSide,
  elsewhere: ReadonlySet<string> = new Set(),
): Touched {
  const expositions = new Set(touchedExpositions(before, after));
  const old = expositionsOf(before);
  const now = expositionsOf(after);
  const groups = new Set<string>();
  const endpoints: string[] = [];
  for (const id of expositions) {
    const both = [old.get(id), now.get(id)].flatMap((each) => each ?? []);
    for (const { group } of both) groups.add(group);
    const last = both.at(-1);
    if (last !== undefined) endpoints.push(labelOf(last));
  }
  return {
    expositions,
    groups,
    shown: {
      groups: [...new Set([...groups, ...relabelled(before, after, elsewhere)])].sort(compareText),
      endpoints: [...new Set(endpoints)].sort(compareText),
    },
  };
}

/** Groups that came, went, or select other gateways, and that endpoints are placed on. */
function relabelled(before: PlanSide, after: PlanSide, elsewhere: ReadonlySet<string>): string[] {
  const old = entriesOf(before, 'group');
  const now = entriesOf(after, 'group');
  const used = new Set([...elsewhere, ...[before, after].flatMap(groupsInUse)]);
  return [...new Set([...old.keys(), ...now.keys()])].filter((name) => {
    const was = old.get(name);
    const is = now.get(name);
    if (!used.has(name) || was?.digest === is?.digest) return false;
    if (was === undefined || is === undefined) return true;
    const labelsOf = (side: PlanSide, digest: string): string =>
      JSON.stringify(Object.entries(side.open('group', digest).labels).sort(([a], [b]) => compareText(a, b)));
    return labelsOf(before, was.digest) !== labelsOf(after, is.digest);
  });
}

export function groupsInUse(side: SurfaceSide): string[] {
  return [...expositionsOf(side).values()].map(({ group }) => group);
}
