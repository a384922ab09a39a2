import {
  buildASTSchema,
  execute,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  parse,
  validate,
} from 'graphql';
import { isJsonObject } from '../../../src/kernel/index.ts';
import { type BackendServer, startBackend } from '../backend-server.ts';

/** One field with arguments, as the backend got them: coerced, with defaults. */
export interface SeenField {
  readonly field: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export interface GraphqlBackend extends BackendServer {
  /** Of all requests since the last `forget`. */
  readonly fields: readonly SeenField[];
  forget(): void;
}

/** The executable form of a schema, by the `graphql` package alone. */
export function schemaOf(sdl: string): GraphQLSchema {
  return buildASTSchema(parse(sdl), { assumeValidSDL: true });
}

/**
 * A GraphQL server of this schema over real HTTP, by the `graphql` package alone: it validates, coerces, and answers
 * with values drawn from a seed, of every possible type, null where that may be.
 */
export async function startGraphqlBackend(schema: GraphQLSchema, seed = 1): Promise<GraphqlBackend> {
  const fields: SeenField[] = [];
  const random = randomOf(seed);
  const fieldResolver: GraphQLFieldResolver<unknown, unknown> = (
    _source,
    args,
    _context,
    { fieldName, returnType },
  ) => {
    if (Object.keys(args).length > 0) fields.push({ field: fieldName, args });
    return answerOf(returnType, schema, random);
  };
  const typeResolver = (value: unknown): string | undefined =>
    isJsonObject(value) && typeof value['__typename'] === 'string' ? value['__typename'] : undefined;
  const server = await startBackend((request, response) => {
    const { query, operationName, variables } = JSON.parse(request.body) as {
      query: string;
      operationName: string;
      variables: Record<string, unknown>;
    };
    const document = parse(query);
    const errors = validate(schema, document);
    const run = async (): Promise<unknown> =>
      errors.length > 0
        ? { errors }
        : execute({
            schema,
            document,
            operationName,
            variableValues: variables,
            fieldResolver,
            typeResolver,
          });
    void run().then((result) => {
      response.writeHead(errors.length > 0 ? 400 : 200, {
        'content-type': 'application/graphql-response+json',
      });
      response.end(JSON.stringify(result));
    });
  });
  // Its getters stay getters.
  return Object.assign(Object.create(server) as BackendServer, {
    fields,
    forget: () => void fields.splice(0),
  });
}

function answerOf(type: GraphQLOutputType, schema: GraphQLSchema, random: () => number): unknown {
  if (isNonNullType(type)) return present(type.ofType, schema, random);
  return random() < 0.15 ? null : present(type, schema, random);
}

function present(type: GraphQLOutputType, schema: GraphQLSchema, random: () => number): unknown {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  if (isNonNullType(type)) return present(type.ofType, schema, random);
  if (isListType(type))
    return Array.from({ length: Math.floor(random() * 3) }, () => answerOf(type.ofType, schema, random));
  if (isEnumType(type)) return pick(type.getValues()).value;
  if (isObjectType(type)) return { __typename: type.name };
  if (!isScalarType(type)) return { __typename: pick(schema.getPossibleTypes(type)).name };
  switch (type.name) {
    case 'Int':
      return Math.floor(random() * 2000) - 1000;
    case 'Float':
      return random() * 1e6;
    case 'Boolean':
      return random() < 0.5;
    case 'ID':
    case 'String':
      return pick(['', 'plain', '日本', 'with "quotes"\nand lines', '$x']);
    default:
      return pick<unknown>(['2026-01-01T00:00:00Z', 12, { any: [1, null] }, ['list'], true]);
  }
}

/** Numbers from 0 to 1, always the same for a seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
