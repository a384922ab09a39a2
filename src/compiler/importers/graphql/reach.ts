import {
  type GraphQLCompositeType,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isUnionType,
} from 'graphql';
import { selectableFields } from './selectable-fields.ts';
import { addAll, type TypeSet, type TypeSets } from './type-sets.ts';

/** Whether the selection of a type, so many levels deep, comes to another type: as an ancestor that changes it. */
export type Reaches = (type: GraphQLCompositeType, depth: number, other: string) => boolean;

/** Levels up to which that is told; deeper selections are taken to come to every type. */
const deepest = 4;

export function reachOf(schema: GraphQLSchema, sets: TypeSets): Reaches {
  const reached = new Map<GraphQLCompositeType, TypeSet[]>();
  const behindFields = new Map<GraphQLCompositeType, TypeSet[]>();
  return (type, depth, other) => {
    if (depth > deepest) return true;
    if (depth === 1 && !isUnionType(type)) return selectableFields(type, true).composites.has(other);
    return sets.has(behind(type, depth), other);
  };

  function behind(type: GraphQLCompositeType, depth: number): TypeSet {
    const { set, isNew } = setAt(reached, type, depth);
    if (!isNew) return set;
    if (!isUnionType(type)) addAll(set, behindFieldsOf(type, depth));
    const levels = isUnionType(type) ? depth : depth - 1;
    if (levels > 0 && (isUnionType(type) || isInterfaceType(type)))
      for (const possible of schema.getPossibleTypes(type)) addAll(set, behindFieldsOf(possible, levels));
    return set;
  }

  function behindFieldsOf(type: GraphQLObjectType | GraphQLInterfaceType, depth: number): TypeSet {
    const { set, isNew } = setAt(behindFields, type, depth);
    if (!isNew) return set;
    for (const name of selectableFields(type, true).composites.keys()) {
      sets.add(set, name);
      const next = depth > 1 ? schema.getType(name) : undefined;
      if (!isCompositeType(next)) continue;
      if (depth > 2 || isUnionType(next)) addAll(set, behind(next, depth - 1));
      else for (const below of selectableFields(next, true).composites.keys()) sets.add(set, below);
    }
    return set;
  }

  function setAt(
    of: Map<GraphQLCompositeType, TypeSet[]>,
    type: GraphQLCompositeType,
    depth: number,
  ): { readonly set: TypeSet; readonly isNew: boolean } {
    const byDepth = of.get(type) ?? [];
    if (byDepth.length === 0) of.set(type, byDepth);
    const known = byDepth[depth];
    if (known !== undefined) return { set: known, isNew: false };
    const set = sets.empty();
    byDepth[depth] = set;
    return { set, isNew: true };
  }
}
