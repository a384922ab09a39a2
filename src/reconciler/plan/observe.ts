import { compareText } from '../../kernel/index.ts';
import {
  expositionsOf,
  formatLabels,
  type GroupObject,
  matchesGroup,
  mismatches,
} from '../../snapshot/index.ts';
import type { OtherSource } from '../ownership/holdings.ts';
import { withTakenOver } from '../ownership/taken-over.ts';
import { sinceAfter } from './make-plan.ts';
import { movedElections, type Standing } from './moved-elections.ts';
import { entriesOf, type PlanSide } from './plan-side.ts';
import { groupsInUse, groupsUsedBy, touchedBy } from './touched.ts';

/** A gateway as the control plane sees it. */
export interface ObservedGateway {
  readonly id: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Groups that it belongs to now, of every source. */
  readonly groups: readonly string[];
  readonly state: string;
}

/** What a plan does to one gateway. */
export interface GatewayEffect {
  readonly id: string;
  readonly groups: string[];
  readonly groupsAfter: string[];
  readonly state: string;
  readonly touched: boolean;
  readonly why: string[];
}

/**
 * Which gateways a change touches, and why: a gateway is touched when endpoints of its groups are not what they were,
 * or when it leaves groups that had endpoints, or comes to groups that have some, of whichever source. A gateway that its token confines to some groups may be
 * counted for one that it does not get.
 */
export function observe(
  base: PlanSide | undefined,
  after: PlanSide,
  gateways: readonly ObservedGateway[],
  others: readonly OtherSource[] = [],
): GatewayEffect[] {
  const before = withTakenOver(base, after, others);
  const elsewhere = groupsUsedBy(others);
  const { groups: changed, shown } = touchedBy(before, after, elsewhere);
  const usedBefore = new Set([...elsewhere, ...groupsInUse(before)]);
  const usedAfter = new Set([...elsewhere, ...groupsInUse(after)]);
  const old = groupsOf(before);
  const now = groupsOf(after);
  const moved = movedElections(
    standingOf(before, others),
    standingOf({ ...after, since: sinceAfter(before, after) }, others),
  );
  return [...gateways]
    .sort((a, b) => compareText(a.id, b.id))
    .map(({ id, labels, groups, state }) => {
      const groupsAfter = [
        ...groups.filter((name) => isMember(name, labels, true)),
        ...[...now.keys()].filter((name) => !groups.includes(name) && isMember(name, labels, false)),
      ].sort(compareText);
      const isTouched = shown.groups.some((name) => {
        const was = groups.includes(name);
        const is = groupsAfter.includes(name);
        if (was && is) return changed.has(name);
        return (was && usedBefore.has(name)) || (is && usedAfter.has(name));
      });
      const why = shown.groups.map((name) =>
        explain(name, labels, now.get(name) ?? old.get(name), groupsAfter),
      );
      const elections = isTouched ? moved(groups, groupsAfter) : [];
      return { id, groups: [...groups], groupsAfter, state, touched: isTouched, why: [...why, ...elections] };
    });

  /** Labels decide only where they changed: a token may confine a gateway to less. */
  function isMember(name: string, labels: Readonly<Record<string, string>>, was: boolean): boolean {
    const group = now.get(name);
    const earlier = old.get(name);
    if (group === undefined) return was && earlier === undefined;
    const isSame = earlier !== undefined && formatLabels(earlier.labels) === formatLabels(group.labels);
    return isSame ? was : matchesGroup(labels, group.labels);
  }
}

/** Of a side and what other sources have besides. */
function standingOf(side: PlanSide, others: readonly OtherSource[]): Standing {
  const own = [...expositionsOf(side).values()];
  const ids = new Set(own.map(({ id }) => id));
  const rest = others.flatMap((other) => [...expositionsOf(other.side).values()]);
  return {
    expositions: [...own, ...rest.filter(({ id }) => !ids.has(id))],
    since: new Map([...others.flatMap(({ side: { since } }) => [...(since ?? [])]), ...(side.since ?? [])]),
  };
}

function explain(
  name: string,
  labels: Readonly<Record<string, string>>,
  group: GroupObject | undefined,
  groupsAfter: readonly string[],
): string {
  const shown = formatLabels(labels) || 'no labels, which match every group';
  if (groupsAfter.includes(name)) return `in ${name}: ${shown}`;
  const why = group === undefined ? [] : mismatches(labels, group.labels);
  return `not in ${name}: ${why.join(', ') || 'the group goes, or its token does not allow it'}`;
}

function groupsOf(side: PlanSide): Map<string, GroupObject> {
  return new Map(
    [...entriesOf(side, 'group')].map(([name, { digest }]) => [name, side.open('group', digest)]),
  );
}
