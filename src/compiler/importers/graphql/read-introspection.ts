import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery, validateSchema } from 'graphql';
import { z } from 'zod';
import { finding, isJsonObject, type Location } from '../../../kernel/index.ts';
import type { LocatedDocument, ValuePath } from '../../../manifest/index.ts';
import { invalidGraphqlSchema, nestedTooDeep, wrongIntrospection } from './diagnostics.ts';
import { introspectionPath } from './introspection-path.ts';
import { nestingLimit } from './nesting.ts';
import { lowerFirst } from './parse.ts';
import type { Report } from './report.ts';
import { deepRequired } from './required-chain.ts';
import type { SourceSchema } from './source-schema.ts';
import { hasTooManyTypes } from './type-limit.ts';

const namedSchema = z.object({ name: z.string() });
const typeSchema = namedSchema.extend({
  kind: z.string(),
  fields: z.array(namedSchema).nullish(),
  inputFields: z.array(namedSchema).nullish(),
});

/** What is looked at here; the GraphQL library looks at the rest. */
const answerSchema = z.object({
  queryType: namedSchema,
  types: z.array(typeSchema),
  directives: z.array(namedSchema),
});

/** Reads the answer of an introspection query; undefined (and reported) when it cannot be used. */
export function readIntrospection(document: LocatedDocument, report: Report): SourceSchema | undefined {
  const root = introspectionPath(document) ?? [];
  const value = root.reduce<unknown>(
    (part, key) => (isJsonObject(part) ? part[key] : undefined),
    document.value,
  );
  const answer = answerSchema.safeParse(value);
  if (!answer.success) {
    const [issue] = answer.error.issues;
    const path = (issue?.path ?? []).filter((key) => typeof key !== 'symbol');
    const problem = `${['__schema', ...path].join('.')} is missing, or not what introspection answers`;
    report(finding(wrongIntrospection, { problem }, document.locate([...root, ...path])));
    return undefined;
  }
  if (hasTooManyTypes(answer.data.types.length, document.file, report)) return undefined;
  const schema = clientSchema(value as IntrospectionQuery['__schema'], document.locate(root, 'key'), report);
  if (schema === undefined) return undefined;
  const { types } = answer.data;
  const indexes = new Map(types.map(({ name }, index) => [name, index]));
  const typePath = (type: string): ValuePath => [...root, 'types', indexes.get(type) ?? 0];
  const known = new Map<string, ReadonlyMap<string, number>>();
  const fieldIndexes = (type: string): ReadonlyMap<string, number> => {
    const fields = types[indexes.get(type) ?? 0]?.fields ?? [];
    const made =
      known.get(type) ?? new Map(fields.map(({ name }, index) => [name, index] as const).reverse());
    known.set(type, made);
    return made;
  };
  return {
    schema,
    typeAt: ({ name }) => document.locate([...typePath(name), 'name']),
    fieldAt: (type, field) => {
      const index = fieldIndexes(type).get(field) ?? -1;
      return document.locate([...typePath(type), 'fields', index, 'name']);
    },
    fieldComment: () => undefined,
  };
}

/** The GraphQL library tells what is wrong with an answer by errors of any class. */
function clientSchema(
  answer: IntrospectionQuery['__schema'],
  at: Location,
  report: Report,
): GraphQLSchema | undefined {
  try {
    const schema = buildClientSchema({ __schema: answer });
    if (deepRequired(schema, nestingLimit) !== undefined) {
      report(finding(nestedTooDeep, { limit: nestingLimit }, at));
      return undefined;
    }
    const errors = validateSchema(schema);
    for (const { message } of errors.slice(0, 100))
      report(finding(invalidGraphqlSchema, { problem: lowerFirst(message.replace(/\.$/, '')) }, at));
    return errors.length === 0 ? schema : undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const problem = lowerFirst(message.replace(/(\. Ensure |: \{).*$/s, '').replace(/\.$/, ''));
    report(finding(wrongIntrospection, { problem }, at));
    return undefined;
  }
}
