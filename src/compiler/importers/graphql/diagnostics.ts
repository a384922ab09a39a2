import { findingKind } from '../../../kernel/index.ts';

export const graphqlSyntax = findingKind<{ problem: string }>({
  code: 'RSH4100',
  severity: 'error',
  title: 'GraphQL syntax',
  help: 'The text is no GraphQL schema definition language. Nothing else of the schema is looked at until it is.',
  message: ({ problem }) => problem,
  hint: () => 'correct the text here, or just before',
});

export const unknownGraphqlType = findingKind<{ type: string; suggestion: string | undefined }>({
  code: 'RSH4101',
  severity: 'error',
  title: 'A GraphQL type that is not defined',
  help: 'The schema uses a type that none of its files defines. Files belong to a schema when they are imported: `# import "types.graphql"`.',
  message: ({ type }) => `there is no type '${type}'`,
  hint: ({ suggestion }) => suggestion ?? 'define it, or import the file that does',
});

export const invalidGraphqlSchema = findingKind<{ problem: string }>({
  code: 'RSH4102',
  severity: 'error',
  title: 'A schema that GraphQL does not allow',
  help: 'A backend with this schema could not start, so the schema is not the one that the backend has.',
  message: ({ problem }) => problem,
  hint: () => 'correct the schema here, or take it from the backend again',
});

export const repeatedDefinition = findingKind<{ problem: string }>({
  code: 'RSH4103',
  severity: 'warning',
  title: 'A part of a GraphQL schema that is defined twice',
  help: 'A field, an argument or an enum value is defined more than once in one type. The last definition counts.',
  message: ({ problem }) => problem,
  hint: () => 'keep one of the two',
});

export const wrongDirective = findingKind<{ problem: string }>({
  code: 'RSH4104',
  severity: 'info',
  title: 'A directive that the GraphQL schema does not allow',
  help: 'Tools do not depend on directives other than `@deprecated`, `@oneOf` and `@specifiedBy`; each mistake is reported once.',
  message: ({ problem }) => problem,
});

export const unknownImport = findingKind<{ path: string }>({
  code: 'RSH4105',
  severity: 'error',
  title: 'An imported GraphQL file that is not there',
  help: 'A comment `# import "types.graphql"`, or `# import Type from "types.graphql"`, adds another file to a schema, by its path relative to the file with the comment. The file as a whole is added.',
  message: ({ path }) => `there is no file ${path}`,
  hint: () => 'add the file to the tree, or correct the path',
});

export const nestedTooDeep = findingKind<{ limit: number }>({
  code: 'RSH4106',
  severity: 'error',
  title: 'GraphQL that is nested too deeply',
  help: 'Lists, values, and input objects that require each other may be nested 100 levels deep.',
  message: ({ limit }) => `nested more than ${limit} levels deep`,
  hint: () => 'give the inner values a type of their own',
});

export const noRootType = findingKind<Record<string, never>>({
  code: 'RSH4107',
  severity: 'error',
  title: 'A GraphQL schema without a query type',
  help: 'Tools are made from the fields of the query type and of the mutation type. A schema names its query type in `schema { query: … }`, or has a type Query.',
  message: () => 'this schema has no query type',
  hint: () => 'add type Query, or import the file that has it: # import "query.graphql"',
});

export const wrongDefault = findingKind<{ value: string; type: string }>({
  code: 'RSH4108',
  severity: 'warning',
  title: 'A default value that does not fit its type',
  help: 'The default value is not carried over to the input schema of tools, and an argument that cannot be null becomes required.',
  message: ({ value, type }) => `the default ${value} is no ${type}`,
  hint: () => 'correct the default, or the type',
});

export const noDefinition = findingKind<{ what: string }>({
  code: 'RSH4109',
  severity: 'warning',
  title: 'An operation among the definitions of a GraphQL schema',
  help: 'Queries and fragments belong to clients. They define nothing of a schema and are passed over.',
  message: ({ what }) => `${what} defines nothing of the schema`,
  hint: () => 'move it to a file of its own, which no Service refers to',
});

export const subscriptions = findingKind<{ fields: number }>({
  code: 'RSH4110',
  severity: 'info',
  title: 'Subscriptions of a GraphQL schema',
  help: 'A tool call has one answer, and a subscription many. Its fields become no tools.',
  message: ({ fields }) => `${fields} subscription${fields === 1 ? ' becomes no tool' : 's become no tools'}`,
});

export const fileUpload = findingKind<{ operation: string }>({
  code: 'RSH4111',
  severity: 'warning',
  title: 'A GraphQL operation that takes a file',
  help: 'Files travel beside a GraphQL request, in a multipart body, and arguments of a tool are JSON. An operation that requires an `Upload` becomes no tool; where it is optional, it is left out.',
  message: ({ operation }) => `${operation} becomes no tool: it requires a file`,
  hint: () => 'exclude the operation, or give it an argument that is no Upload',
});

export const graphqlNameTaken = findingKind<{ field: string; operation: string; tool: string }>({
  code: 'RSH4112',
  severity: 'warning',
  title: 'A query and a mutation of one name',
  help: 'Tools and operations are called like their fields. Where a query has the name of a mutation, the query keeps it.',
  message: ({ field, operation, tool }) =>
    `the mutation ${field} is the operation ${operation} with the tool ${tool}: a query has its name`,
  hint: () => 'exclude one of the two operations if a model would mix them up',
});

export const selectionCut = findingKind<{
  operation: string;
  levels: number;
  maxDepth: number;
  maxFields: number;
}>({
  code: 'RSH4113',
  severity: 'info',
  title: 'A GraphQL selection with fewer levels than it may have',
  help: 'A tool asks for all fields of its answer that take no arguments, as many levels deep as `spec.graphql.maxDepth` of the Service allows, and with no more fields than `spec.graphql.maxFields`. Levels are left out as a whole, the deepest first.',
  message: ({ operation, levels, maxDepth, maxFields }) =>
    levels === 0
      ? `${operation} asks for the first ${maxFields} fields of its answer only`
      : `${operation} asks for ${levels} of ${maxDepth} levels: with one more it would ask for over ${maxFields} fields`,
});

export const selectionEnds = findingKind<{ operations: readonly string[]; maxDepth: number }>({
  code: 'RSH4114',
  severity: 'info',
  title: 'GraphQL selections that end at the depth limit',
  help: 'The answers of these tools go deeper than `spec.graphql.maxDepth` of the Service; what lies below is not asked for. Objects that contain themselves are never asked for twice on one way down.',
  message: ({ operations: [first, ...more], maxDepth }) =>
    more.length === 0
      ? `the answer of ${first} goes deeper than maxDepth, which is ${maxDepth}`
      : `the answers of ${first} and ${more.length} more go deeper than maxDepth, which is ${maxDepth}`,
});

export const relationsLeftOut = findingKind<{ operation: string; relations: number; offered: number }>({
  code: 'RSH4115',
  severity: 'info',
  title: 'A GraphQL type with more relations than a tool offers',
  help: 'Fields of an answer that take arguments are asked for by an argument `__relation_<field>`. A tool has at most as many as this, the first of the type.',
  message: ({ operation, relations, offered }) =>
    `${operation} offers ${offered} of ${relations} fields that take arguments`,
});

export const schemaTooLarge = findingKind<{ limit: number }>({
  code: 'RSH4116',
  severity: 'error',
  title: 'A GraphQL schema whose tools ask for too many fields',
  help: 'Each tool carries the text of its query. All of them together are larger than those of one service may be.',
  message: ({ limit }) => `the selections of all tools together have more than ${limit} characters`,
  hint: () => 'lower spec.graphql.maxFields of the Service',
});

export const tooManyTypes = findingKind<{ types: number; limit: number }>({
  code: 'RSH4118',
  severity: 'error',
  title: 'A GraphQL schema with too many types',
  help: 'Schemas of the largest public APIs have some two thousand types. The limit keeps one file from exhausting a build.',
  message: ({ types, limit }) => `${types} types are more than the ${limit} that a schema may have`,
  hint: () => 'take what the tools need into a schema of its own',
});

export const tooManyInterfaces = findingKind<{ type: string; interfaces: number; limit: number }>({
  code: 'RSH4119',
  severity: 'error',
  title: 'A GraphQL type that implements too many interfaces',
  help: 'A schema is checked against each interface of each type, and against the interfaces of those. The limit keeps one file from exhausting a build.',
  message: ({ type, interfaces, limit }) =>
    `${type} implements ${interfaces} interfaces, more than the ${limit} that a type may`,
  hint: () => 'take what the tools need into a schema of its own',
});

export const tooManyOperations = findingKind<{ operations: number; limit: number }>({
  code: 'RSH4120',
  severity: 'error',
  title: 'A GraphQL schema with too many operations',
  help: 'Each field of the query type and of the mutation type becomes a tool. The largest public APIs have less than a thousand. The limit keeps one file from exhausting a build.',
  message: ({ operations, limit }) =>
    `${operations} queries and mutations are more than the ${limit} that a schema may have`,
  hint: () => 'take what the tools need into a schema of its own',
});

export const wrongIntrospection = findingKind<{ problem: string }>({
  code: 'RSH4117',
  severity: 'error',
  title: 'An introspection result that is not complete',
  help: 'A schema as JSON is the answer to the introspection query of GraphQL: `{"data": {"__schema": …}}`, or what stands under `data` alone.',
  message: ({ problem }) => problem,
  hint: () => 'ask the backend again, with the whole introspection query',
});
