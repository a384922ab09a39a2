import type { Tree } from '../world/tree.ts';
import { groupName, type Held, type Holding, holdingOf, namesIn, without } from './holding.ts';
import { besideOthers, type Refusal, refusalsOf, takenBy } from './judge.ts';
import { type Keeping, keep } from './keep.ts';
import { type Loss, lossOf } from './removals.ts';

/** A revision as people understand it: a source holds this from then on. */
interface Noted {
  readonly source: string;
  readonly sequence: number;
  readonly holding: Holding;
  /** Exposition id → the revision that added it. */
  readonly since: ReadonlyMap<string, number>;
}

/** That a source took something over from another. */
interface Taking {
  readonly from: string;
  readonly by: string;
  readonly sequence: number;
}

/** An installation as a person with a notebook would keep it: what is deployed, and who took what from whom. */
export interface Model {
  readonly heads: ReadonlyMap<string, Noted>;
  readonly revisions: readonly Noted[];
  /** `<former owner> <manifest>` → the last time that it was taken. */
  readonly takings: ReadonlyMap<string, Taking>;
}

export const emptyModel: Model = { heads: new Map(), revisions: [], takings: new Map() };

/** What an apply or a rollback should come to. */
export interface Expected {
  readonly refusals: ReadonlySet<Refusal>;
  readonly loss: Loss | undefined;
  readonly kept: ReadonlySet<string>;
  readonly adopted: ReadonlySet<string>;
  /** What the tree declares and another source has by now. */
  readonly released: ReadonlySet<string>;
  readonly after: Model;
}

/** What a source holds at the moment, without what was taken over since. */
export function heldBy(model: Model, source: string): Holding | undefined {
  const head = model.heads.get(source);
  if (head === undefined) return undefined;
  const gone = [...namesIn(head.holding)].filter(
    (name) => (model.takings.get(`${source} ${name}`)?.sequence ?? 0) > head.sequence,
  );
  return without(head.holding, new Set(gone));
}

function othersOf(model: Model, source: string): Holding[] {
  return [...model.heads.keys()].flatMap((other) => (other === source ? [] : (heldBy(model, other) ?? [])));
}

export function expectApply(model: Model, tree: Tree): Expected {
  const declared = holdingOf(tree);
  const { source } = declared;
  const others = othersOf(model, source);
  const released = new Set(
    [...namesIn(declared)].filter((name) => {
      const by = model.takings.get(`${source} ${name}`)?.by;
      const owner = others.find((other) => other.source === by);
      return owner !== undefined && !declared.adopts.has(owner.source) && namesIn(owner).has(name);
    }),
  );
  const before = heldBy(model, source);
  const after = keep(before, without(declared, released));
  const { holding, kept } = after;
  return {
    refusals: refusalsOf({ before, after, others }),
    loss: lossOf(before, holding, others),
    ...{ kept, adopted: takenBy(holding, others), released },
    after: noted(model, after, (held, name) => {
      const former = others.find((other) => other.expositions.get(name)?.id === held.id);
      const taken = former === undefined ? undefined : model.heads.get(former.source);
      const isThere = [...(before?.expositions.values() ?? [])].some(({ id }) => id === held.id);
      return (isThere ? model.heads.get(source) : taken)?.since.get(held.id);
    }),
  };
}

/** Going back gives back what was taken over since, and asks the same as an apply of what others have. */
export function expectRollback(model: Model, source: string, sequence: number): Expected | undefined {
  const target = model.revisions.find((each) => each.source === source && each.sequence === sequence);
  if (target === undefined) return undefined;
  const takings = new Map(
    [...model.takings].filter(([, taking]) => taking.by !== source || taking.sequence <= sequence),
  );
  const given = { ...model, takings };
  const others = othersOf(given, source);
  const before = heldBy(given, source);
  const { holding } = target;
  return {
    refusals: new Set(besideOthers(before, holding, others)),
    loss: undefined,
    ...{ kept: new Set(), adopted: takenBy(holding, others), released: new Set() },
    after: noted(given, { holding, kept: new Set() }, ({ id }) => target.since.get(id)),
  };
}

function noted(
  model: Model,
  { holding }: Keeping,
  sinceOf: (held: Held, name: string) => number | undefined,
): Model {
  const { source } = holding;
  const sequence = model.revisions.length + 1;
  const since = new Map(
    [...holding.expositions].map(([name, held]) => [held.id, sinceOf(held, name) ?? sequence]),
  );
  const head: Noted = { source, sequence, holding, since };
  const takings = new Map(model.takings);
  for (const other of othersOf(model, source))
    for (const name of takenBy(holding, [other]))
      takings.set(`${other.source} ${name}`, { from: other.source, by: source, sequence });
  return {
    heads: new Map(model.heads).set(source, head),
    revisions: [...model.revisions, head],
    takings,
  };
}

/** What gateways with a label should serve, one line for each endpoint. */
export function servedTo(model: Model, label: string): string[] {
  const holdings = [...model.heads.keys()].flatMap((source) => heldBy(model, source) ?? []);
  const groups = new Map(holdings.flatMap(({ others }) => [...others]));
  return holdings
    .flatMap(({ expositions }) => [...expositions.values()])
    .filter(({ group }) => groups.get(groupName(group)) === label)
    .map(shownServed)
    .sort();
}

type Served = Pick<Held, 'service' | 'plan' | 'group' | 'name' | 'tools'>;

export function shownServed({ service, plan, group, name, tools }: Served): string {
  const texts = Object.entries(tools).map(([tool, text]) => `${tool}: ${text}`);
  return `${service}/${plan}@${group} ${name ?? ''} ${texts.sort().join(' ')}`;
}
