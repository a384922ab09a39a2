import { type Holding, namesIn, renamed } from './holding.ts';

/** What a tree comes to with what is kept of what is deployed. */
export interface Keeping {
  readonly holding: Holding;
  /** Manifests that the tree lacks. */
  readonly kept: ReadonlySet<string>;
}

/** Expositions that are deployed with `keepOnDelete` stay, with the plan, the service and the group that they need. */
export function keep(before: Holding | undefined, tree: Holding): Keeping {
  if (before === undefined) return { holding: tree, kept: new Set() };
  const declared = new Set([...namesIn(tree), ...renamed(before, tree)]);
  const staying = [...before.expositions].filter(
    ([name, { keepOnDelete }]) => keepOnDelete === true && !declared.has(name),
  );
  const needed = staying.flatMap(([, { needs }]) =>
    needs.filter((name) => before.others.has(name) && !declared.has(name)),
  );
  return {
    holding: {
      ...tree,
      others: new Map([
        ...tree.others,
        ...needed.map((name) => [name, before.others.get(name) ?? ''] as const),
      ]),
      expositions: new Map([...staying, ...tree.expositions]),
    },
    kept: new Set([...staying.map(([name]) => name), ...needed]),
  };
}
