import type { GraphQLCompositeType } from 'graphql';
import { type Selection, select, type Walk } from './selection.ts';
import { type SharedSchemas, usesOf } from './shared-schemas.ts';
import type { SourceSchema } from './source-schema.ts';

/** What one selection may have (`spec.graphql` of a Service). */
export interface SelectionLimits {
  readonly maxDepth: number;
  readonly maxFields: number;
}

export interface FittingSelection extends Selection {
  /** Levels that are asked for; 0 when not even all fields of the first fit. */
  readonly levels: number;
  /** Shared schemas that its own refers to, directly. */
  readonly uses: readonly string[];
  /** The limit of depth left something out. */
  readonly endsEarly: boolean;
}

/** The selection of a type that stands below another one, or at the top of an answer. */
export type Fit = (type: GraphQLCompositeType, above?: string) => FittingSelection;

/** Makes selections, each once. */
export function fittingSelections(source: SourceSchema, limits: SelectionLimits, shared: SharedSchemas): Fit {
  const known = new Map<string, FittingSelection>();
  return (type, above) => {
    const key = above === undefined ? type.name : `${above} ${type.name}`;
    let selection = known.get(key);
    if (selection === undefined) {
      selection = fitSelection(source, type, above === undefined ? [] : [above], limits, shared);
      known.set(key, selection);
    }
    return selection;
  };
}

/**
 * The deepest selection of a type that keeps to the limits. Before a level is left out, `edges` are where `nodes`
 * says the same. An object without any field that can be asked for is asked for its type's name.
 */
function fitSelection(
  source: SourceSchema,
  type: GraphQLCompositeType,
  above: readonly string[],
  { maxDepth, maxFields }: SelectionLimits,
  shared: SharedSchemas,
): FittingSelection {
  let best: FittingSelection | undefined;
  // Upwards: a level more never has fewer fields, so that the first one too many ends it.
  for (let depth = 1; depth <= maxDepth; depth++) {
    const next = atDepth(depth, true) ?? atDepth(depth, false);
    if (next === undefined) break;
    best = next;
    if (!next.endsEarly) return { ...next, levels: maxDepth };
  }
  return best ?? firstFields();

  function atDepth(depth: number, edges: boolean): FittingSelection | undefined {
    const walk = newWalk(edges, false);
    const selection = select(source, type, depth, above, walk);
    return selection && fitting(selection, depth, walk);
  }

  function firstFields(): FittingSelection {
    const walk = newWalk(false, true);
    return fitting(select(source, type, 1, above, walk), 0, walk);
  }

  function newWalk(edges: boolean, cut: boolean): Walk {
    return { edges, cut, left: maxFields, shared: new Map() };
  }

  function fitting(selection: ReturnType<typeof select>, levels: number, walk: Walk): FittingSelection {
    for (const [name, { type: of, schema }] of walk.shared)
      shared.refer(name, source.typeAt(of), () => schema);
    const endsEarly = selection?.endsEarly ?? false;
    const { text, schema } = selection === undefined || selection.text === '' ? nameOnly : selection;
    return { text, schema, levels, endsEarly, uses: usesOf([schema]) };
  }
}

const nameOnly = {
  text: '__typename',
  schema: { type: 'object', properties: { __typename: { type: 'string' } }, required: ['__typename'] },
};
