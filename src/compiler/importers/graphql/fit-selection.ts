import type { GraphQLCompositeType } from 'graphql';
import { firstFields, type Selecting, type Selection, select, selecting } from './selection.ts';
import { type SharedSchemas, usesOf } from './shared-schemas.ts';
import type { SourceSchema } from './source-schema.ts';

/** What one selection may have (`spec.graphql` of a Service). */
export interface SelectionLimits {
  readonly maxDepth: number;
  readonly maxFields: number;
}

export interface FittingSelection extends Pick<Selection, 'text' | 'schema'> {
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
export function fittingSelections(
  source: SourceSchema,
  limits: SelectionLimits,
  shared: SharedSchemas,
  parts: Selecting = selecting(source),
): Fit {
  const known = new Map<string, FittingSelection>();
  const noted = new WeakSet<Selection>();
  return (type, above) => {
    const key = above === undefined ? type.name : `${above} ${type.name}`;
    let selection = known.get(key);
    if (selection === undefined) {
      const { levels, chosen } = fitSelection(parts, type, above === undefined ? [] : [above], limits);
      note(chosen);
      const { text, schema } = chosen.text === '' ? nameOnly : chosen;
      selection = { text, schema, levels, endsEarly: chosen.endsEarly, uses: usesOf([schema]) };
      known.set(key, selection);
    }
    return selection;
  };

  /** Shares the schemas of what is asked for below a selection, and below that. */
  function note(selection: Selection): void {
    if (noted.has(selection)) return;
    noted.add(selection);
    for (const [name, { type, selection: below }] of selection.below) {
      shared.refer(name, source.typeAt(type), () => below.schema);
      note(below);
    }
  }
}

/**
 * The deepest selection of a type that keeps to the limits. Before a level is left out, `edges` are where `nodes`
 * says the same. An object without any field that can be asked for is asked for its type's name.
 */
function fitSelection(
  parts: Selecting,
  type: GraphQLCompositeType,
  above: readonly string[],
  { maxDepth, maxFields }: SelectionLimits,
): { readonly levels: number; readonly chosen: Selection } {
  let best: { levels: number; chosen: Selection } | undefined;
  // Upwards: a level more never has fewer fields, so that the first one too many ends it.
  for (let depth = 1; depth <= maxDepth; depth++) {
    const chosen = atDepth(depth, true) ?? (parts.hasEdges ? atDepth(depth, false) : undefined);
    if (chosen === undefined) break;
    best = { levels: depth, chosen };
    if (!chosen.endsEarly) return { levels: maxDepth, chosen };
  }
  return best ?? { levels: 0, chosen: firstFields(parts, type, above, maxFields) };

  function atDepth(depth: number, edges: boolean): Selection | undefined {
    return select(parts, type, depth, above, { edges, cut: false, left: maxFields });
  }
}

const nameOnly = {
  text: '__typename',
  schema: { type: 'object', properties: { __typename: { type: 'string' } }, required: ['__typename'] },
};
