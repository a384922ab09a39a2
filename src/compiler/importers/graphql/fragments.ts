import {
  type GraphQLAbstractType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isLeafType,
  isUnionType,
} from 'graphql';
import { type OutputField, selectableFields } from './selectable-fields.ts';
import { sizeOf, type TypeSet, type TypeSets } from './type-sets.ts';

/** What one possible type of an interface or a union has besides, at least one field. */
export interface Fragment {
  readonly type: GraphQLObjectType;
  readonly fields: readonly OutputField[];
  /** Those that answer no objects. */
  readonly leaves: readonly OutputField[];
}

/** What all possible types have besides. */
export interface Fragments {
  readonly all: readonly Fragment[];
  /** Those with leaves. */
  readonly withLeaves: readonly Fragment[];
  /** Types of the objects that a possible type answers, other than itself. */
  readonly composites: TypeSet;
  /** How many these are. */
  readonly size: number;
  /** One of them has `edges`, and they are left out. */
  readonly leavesEdges: boolean;
  /** Leaves of all of them. */
  readonly leaves: number;
  /** The first of their fields: enough to tell that all would be too many. */
  readonly first: Counted;
}

/** Some fields, and how many of them answer objects of which type. */
export interface Counted {
  readonly size: number;
  readonly composites: ReadonlyMap<string, number>;
}

/** More fields than any selection may have (`spec.graphql.maxFields`), by far. */
const enough = 4_000;

/** Each made once: an interface may have thousands of possible types, and stand in the answer of every tool. */
export function fragmentsOf(
  schema: GraphQLSchema,
  sets: TypeSets,
): (type: GraphQLAbstractType, edges: boolean) => Fragments {
  const known = new Map<string, Fragments>();
  return (type, edges) => {
    const key = `${edges} ${type.name}`;
    let made = known.get(key);
    if (made === undefined) {
      made = make(type, edges);
      known.set(key, made);
    }
    return made;
  };

  function make(type: GraphQLAbstractType, edges: boolean): Fragments {
    const own = isUnionType(type) ? {} : type.getFields();
    const besides = (fields: readonly OutputField[]): readonly OutputField[] =>
      isUnionType(type) ? fields : fields.filter(({ name }) => own[name] === undefined);
    const composites = sets.empty();
    let leavesEdges = false;
    const all = schema.getPossibleTypes(type).map((possible): Fragment => {
      const selectable = selectableFields(possible, edges);
      leavesEdges ||= selectable.leavesEdges;
      for (const name of selectable.composites.keys()) if (name !== possible.name) sets.add(composites, name);
      return {
        type: possible,
        fields: besides(selectable.fields),
        leaves: besides(selectable.leaves),
      };
    });
    return {
      all: all.filter(({ fields }) => fields.length > 0),
      withLeaves: all.filter(({ leaves }) => leaves.length > 0),
      composites,
      size: sizeOf(composites),
      leavesEdges,
      leaves: all.reduce((sum, { leaves }) => sum + leaves.length, 0),
      first: firstOf(all),
    };
  }
}

/** Without those that answer their own type, which are never asked for. */
function firstOf(fragments: readonly Fragment[]): Counted {
  const composites = new Map<string, number>();
  let size = 0;
  for (const { type, fields } of fragments) {
    for (const field of fields) {
      const answer = getNamedType(field.type);
      if (answer === type) continue;
      size++;
      if (!isLeafType(answer)) composites.set(answer.name, (composites.get(answer.name) ?? 0) + 1);
      if (size === enough) return { size, composites };
    }
  }
  return { size, composites };
}
