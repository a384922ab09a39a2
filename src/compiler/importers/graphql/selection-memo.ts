import type { GraphQLCompositeType } from 'graphql';
import type { Reaches } from './reach.ts';
import type { Selection } from './selection.ts';

/** What is known of a selection: itself, or that it asks for at least so many fields, which were too many. */
export interface KeptSelection {
  readonly size: number;
  readonly fits?: Selection;
}

/** Selections of one type, one depth, with or without `edges`, by the names of the ancestors that decide. */
type Shelf = Map<string, KeptSelection>;

/** Selections that were made before. The same type, so many levels deep, is met again below most others. */
export interface KeptSelections {
  at(type: GraphQLCompositeType, depth: number, above: readonly string[], edges: boolean): Kept;
}

interface Kept {
  readonly known: KeptSelection | undefined;
  keep(selection: KeptSelection): void;
}

/** Characters that are kept, all selections together; with more, it begins anew. */
const mostKept = 8 * 1024 * 1024;

/** Characters that a selection counts for besides its own. */
const overhead = 64;

/** Of the types above, only those decide that the selection comes to. */
export function keptSelections(reaches: Reaches): KeptSelections {
  const shelves = new Map<GraphQLCompositeType, Shelf[]>();
  let characters = 0;
  return {
    at: (type, depth, above, edges) => {
      const deciding = above.filter((other) => reaches(type, depth, other));
      const ancestors = deciding.length > 1 ? deciding.sort().join(' ') : (deciding[0] ?? '');
      const shelf = shelfAt(type, depth * 2 + Number(edges));
      return {
        known: shelf.get(ancestors),
        keep: (selection) => {
          characters += overhead + (selection.fits?.text.length ?? 0);
          if (characters > mostKept) {
            shelves.clear();
            characters = 0;
          } else shelf.set(ancestors, selection);
        },
      };
    },
  };

  function shelfAt(type: GraphQLCompositeType, index: number): Shelf {
    const ofType = shelves.get(type) ?? [];
    if (ofType.length === 0) shelves.set(type, ofType);
    const shelf = ofType[index] ?? new Map<string, KeptSelection>();
    ofType[index] = shelf;
    return shelf;
  }
}
