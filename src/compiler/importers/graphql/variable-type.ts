import { type GraphQLArgument, isNonNullType } from 'graphql';
import { isRequired } from './input-schema.ts';

/**
 * The type of the variable that an argument is given by. With a default the argument may be left out, and so the
 * variable (GraphQL, 5.8.5 All Variable Usages Are Allowed).
 */
export function variableType(argument: GraphQLArgument): string {
  const { type } = argument;
  return String(isNonNullType(type) && !isRequired(argument) ? type.ofType : type);
}
