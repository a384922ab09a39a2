import { type GraphQLInputObjectType, type GraphQLSchema, isInputObjectType, isNonNullType } from 'graphql';

/**
 * An input object that stands more levels deep than this in objects that require each other. The GraphQL library
 * descends along them when it looks for cycles, and would run out of stack.
 */
export function deepRequired(schema: GraphQLSchema, limit: number): GraphQLInputObjectType | undefined {
  const seen = new Set<GraphQLInputObjectType>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isInputObjectType(type) || seen.has(type)) continue;
    seen.add(type);
    const path = [requiredOf(type)];
    for (let next = path.at(-1); next !== undefined; next = path.at(-1)) {
      const below = next.pop();
      if (below === undefined) path.pop();
      else if (!seen.has(below)) {
        if (path.length >= limit) return below;
        seen.add(below);
        path.push(requiredOf(below));
      }
    }
  }
  return undefined;
}

function requiredOf(type: GraphQLInputObjectType): GraphQLInputObjectType[] {
  return Object.values(type.getFields()).flatMap((field) =>
    isNonNullType(field.type) && isInputObjectType(field.type.ofType) ? [field.type.ofType] : [],
  );
}
