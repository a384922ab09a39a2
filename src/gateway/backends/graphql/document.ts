import { isJsonObject } from '../../../kernel/index.ts';
import type { GraphqlCall } from '../../../snapshot/index.ts';
import { argumentOf, type ToolArguments } from '../request/arguments.ts';

/** The body of a GraphQL request (GraphQL over HTTP, "Request Parameters"). */
export interface GraphqlRequest {
  readonly query: string;
  readonly operationName: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

type Relation = NonNullable<GraphqlCall['relations']>[number];

/**
 * The request of one call: pure. The text is made of what the compiler wrote and of nothing else; all that a caller
 * gives is the value of a variable.
 */
export function graphqlRequest(call: GraphqlCall, args: ToolArguments): GraphqlRequest {
  const asked = (call.relations ?? []).flatMap((relation) => {
    const given = argumentOf(args, relation.argument);
    return isJsonObject(given) ? [{ relation, given }] : [];
  });
  const variables: [string, unknown][] = [];
  const add = (name: string, value: unknown): void => {
    if (value !== undefined) variables.push([name, value]);
  };
  for (const { argument } of call.arguments) add(argument, argumentOf(args, argument));
  for (const { relation, given } of asked)
    for (const { argument, variable } of relation.arguments) add(variable, argumentOf(given, argument));
  return {
    query: documentOf(
      call,
      asked.map(({ relation }) => relation),
    ),
    operationName: call.field,
    variables: Object.fromEntries(variables),
  };
}

/** The text of the operation that asks for these relations. */
export function documentOf(call: GraphqlCall, relations: readonly Relation[]): string {
  const { operation, field } = call;
  const own = call.arguments.map(({ argument, type }) => ({ argument, variable: argument, type }));
  const all = [...own, ...relations.flatMap((relation) => relation.arguments)];
  const declared = list(all.map(({ variable, type }) => `$${variable}: ${type}`));
  return `${operation} ${field}${declared} { ${fieldText(field, own, [call.selection, ...relations.map(relationText)])} }`;
}

function relationText({ field, arguments: args, selection }: Relation): string {
  return fieldText(field, args, [selection]);
}

function fieldText(
  field: string,
  args: readonly { readonly argument: string; readonly variable: string }[],
  selections: readonly (string | undefined)[],
): string {
  const given = list(args.map(({ argument, variable }) => `${argument}: $${variable}`));
  const below = selections.filter((selection) => selection !== undefined);
  return `${field}${given}${below.length === 0 ? '' : ` { ${below.join(' ')} }`}`;
}

/** An empty list in parentheses is no GraphQL. */
function list(items: readonly string[]): string {
  return items.length === 0 ? '' : `(${items.join(', ')})`;
}
