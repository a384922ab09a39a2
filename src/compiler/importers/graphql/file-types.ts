import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isRequiredInputField,
  isScalarType,
} from 'graphql';

type Input = GraphQLArgument | GraphQLInputField;

/** Which inputs hold a file, that no JSON can carry. */
export interface FileTypes {
  /** Whether an input is a file, or an object that cannot be without one. */
  has(input: Input): boolean;
}

/** The scalar that the GraphQL multipart request specification defines. */
const file = 'Upload';

export function fileTypes(schema: GraphQLSchema): FileTypes {
  const types = new Set<string>();
  if (!isScalarType(schema.getType(file))) return { has: () => false };
  const owners = ownersOfRequired(schema);
  const pending = [file];
  for (let type = pending.pop(); type !== undefined; type = pending.pop()) {
    if (types.has(type)) continue;
    types.add(type);
    pending.push(...(owners.get(type) ?? []));
  }
  return { has: ({ type }) => types.has(getNamedType(type).name) };
}

/** Input objects by the types of their required fields. */
function ownersOfRequired(schema: GraphQLSchema): Map<string, string[]> {
  const owners = new Map<string, string[]>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isRequiredInputField(field)) continue;
      const { name } = getNamedType(field.type);
      const known = owners.get(name);
      if (known === undefined) owners.set(name, [type.name]);
      else known.push(type.name);
    }
  }
  return owners;
}
