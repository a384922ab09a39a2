import type { SurfaceSide } from '../../snapshot/index.ts';
import { expositionsIn, groupsOf, manifestsOf, type OtherSource } from './holdings.ts';

/** What a head takes away of what is deployed. */
export interface Removals {
  /** Endpoints, tools of endpoints that stay, and gateway groups; or manifests, where there is none of these. */
  readonly count: number;
  /** Why somebody has to say that it is meant; undefined where nobody has to. */
  readonly alarming: string | undefined;
}

/** Share of its tools that an organization may lose without a word. One that takes the place of another is no loss, and one alone is an edit. */
const share = 0.1;

/**
 * Counts what goes from a base to a head. Alarming is what looks more like a mistake than like a wish: a tree that
 * lost everything, a group without any endpoint left, more than a tenth of the tools that the organization offers.
 */
export function removalsOf(
  source: string,
  before: SurfaceSide,
  head: SurfaceSide,
  others: readonly OtherSource[],
): Removals {
  const left = new Map(expositionsIn(head).map(({ id, tools }) => [id, new Set(tools)]));
  const had = expositionsIn(before);
  const gone = had.filter(({ id }) => !left.has(id));
  const lost = had.flatMap(({ id, tools }) => tools.filter((tool) => left.get(id)?.has(tool) !== true));
  const tools = lost.length - gone.reduce((sum, exposition) => sum + exposition.tools.length, 0);
  const groups = [...groupsOf(before)].filter((group) => !groupsOf(head).has(group));
  const some = gone.length + tools + groups.length;
  const isEmptied = manifestsOf(head).size === 0 && manifestsOf(before).size > 0;
  const count = some === 0 && isEmptied ? manifestsOf(before).size : some;

  const known = new Set(had.map(({ id }) => id));
  const rest = others.flatMap(({ side }) => expositionsIn(side).filter(({ id }) => !known.has(id)));
  const used = new Set([...expositionsIn(head), ...rest].map(({ group }) => group));
  const emptied = had.find(({ group }) => !used.has(group))?.group;
  const [all, now] = [
    [...had, ...rest],
    [...expositionsIn(head), ...rest],
  ].map(toolsOf) as [number, number];
  return { count, alarming: why() };

  function why(): string | undefined {
    if (had.length > 0 && left.size === 0) return `every endpoint of source '${source}' (${had.length})`;
    if (isEmptied) return `everything of source '${source}'`;
    if (emptied !== undefined) return `every endpoint of gateway group '${emptied}'`;
    if (all - now > Math.max(1, all * share)) return `${all - now} of the ${all} tools of the organization`;
    return undefined;
  }
}

function toolsOf(expositions: readonly { readonly tools: readonly string[] }[]): number {
  return expositions.reduce((sum, { tools }) => sum + tools.length, 0);
}
