import { type Held, type Holding, namesIn } from './holding.ts';
import { takenBy } from './judge.ts';

/** What a change takes away, and whether somebody has to say that it is meant. */
export interface Loss {
  readonly count: number;
  readonly guard: 'everything' | 'group' | 'share' | undefined;
}

/**
 * The empty set and the share: no source loses all of its endpoints, no group all of its endpoints, and the
 * organization no more than a tenth of its tools (one alone aside), unless it is said how many go.
 */
export function lossOf(
  before: Holding | undefined,
  after: Holding,
  others: readonly Holding[],
): Loss | undefined {
  if (before === undefined) return undefined;
  const taken = takenBy(after, others);
  const stays = new Map([...after.expositions.values()].map((held) => [held.id, held]));
  const takenOver = others.flatMap(({ expositions }) =>
    [...expositions].filter(([name, { id }]) => taken.has(name) && stays.has(id)),
  );
  const had = [...before.expositions.values(), ...takenOver.map(([, held]) => held)];
  const gone = had.filter(({ id }) => !stays.has(id));
  const lostTools = had.flatMap(({ id, tools }) => {
    const now = stays.get(id);
    return now === undefined ? [] : Object.keys(tools).filter((tool) => !(tool in now.tools));
  });
  const own = namesIn(after);
  const isGroup = (name: string): boolean => name.startsWith('GatewayGroup/');
  const lostGroups = [...before.others.keys()].filter((name) => isGroup(name) && !own.has(name));
  const some = gone.length + lostTools.length + lostGroups.length;
  const deployed = new Set([...namesIn(before), ...taken]);
  const isEmptied = own.size === 0 && deployed.size > 0;

  const ids = new Set(had.map(({ id }) => id));
  const rest = others
    .flatMap(({ expositions }) => [...expositions.values()])
    .filter(({ id }) => !ids.has(id));
  const used = new Set([...after.expositions.values(), ...rest].map(({ group }) => group));
  const tools = (...held: readonly Held[]): number =>
    held.reduce((sum, each) => sum + Object.keys(each.tools).length, 0);
  const all = tools(...had, ...rest);
  const lost = tools(...had) - tools(...after.expositions.values());
  return { count: some === 0 && isEmptied ? deployed.size : some, guard: guard() };

  function guard(): Loss['guard'] {
    if ((had.length > 0 && after.expositions.size === 0) || isEmptied) return 'everything';
    if (had.some(({ group }) => !used.has(group))) return 'group';
    return lost > Math.max(1, all / 10) ? 'share' : undefined;
  }
}
