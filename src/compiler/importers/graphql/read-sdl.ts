import {
  buildASTSchema,
  type DocumentNode,
  GraphQLError,
  GraphQLSchema,
  isObjectType,
  Kind,
  validateSchema,
} from 'graphql';
import { fileStart, finding } from '../../../kernel/index.ts';
import type { ImportInput, SpecBytes } from '../importer.ts';
import { checkDefaults } from './check-defaults.ts';
import { checkDefinitions, findingOf } from './check-definitions.ts';
import { commentAbove } from './comments.ts';
import { invalidGraphqlSchema, nestedTooDeep, noRootType, unknownImport } from './diagnostics.ts';
import { importsOf } from './imports.ts';
import { nestingLimit } from './nesting.ts';
import { parseFile, textOf } from './parse.ts';
import { placeOf } from './place.ts';
import type { Report } from './report.ts';
import { deepRequired } from './required-chain.ts';
import type { SourceSchema } from './source-schema.ts';
import { hasTooManyInterfaces, hasTooManyTypes } from './type-limit.ts';

/** Reads a schema in the schema definition language; undefined (and reported) when it cannot be used. */
export function readSdl(input: ImportInput<SpecBytes>, report: Report): SourceSchema | undefined {
  const { file } = input.main;
  const document = readFiles(input, report);
  if (document === undefined || hasTooManyTypes(document.definitions.length, file, report)) return undefined;
  if (hasTooManyInterfaces(document.definitions, file, report)) return undefined;
  if (!checkDefinitions(document, file, report)) return undefined;
  const schema = buildSchema(document, file, report);
  if (schema === undefined) return undefined;
  checkDefaults(schema, file, report);
  const fieldNode = (type: string, field: string) => {
    const owner = schema.getType(type);
    return isObjectType(owner) ? owner.getFields()[field]?.astNode : undefined;
  };
  return {
    schema,
    typeAt: ({ astNode }) => (astNode ? placeOf(astNode, file) : { file, range: fileStart }),
    fieldAt: (type, field) => {
      const node = fieldNode(type, field);
      return node ? placeOf(node, file) : { file, range: fileStart };
    },
    fieldComment: (type, field) => commentAbove(fieldNode(type, field)),
  };
}

/** The definitions of the main file and of all that it imports. */
function readFiles({ main, part }: ImportInput<SpecBytes>, report: Report): DocumentNode | undefined {
  const documents: (DocumentNode | undefined)[] = [];
  const seen = new Set([main.file]);
  const pending: SpecBytes[] = [main];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const text = textOf(next, report);
    documents.push(text === undefined ? undefined : parseFile(next.file, text, report));
    for (const { path, at } of text === undefined ? [] : importsOf(next.file, text)) {
      const imported = part(path);
      if (path !== main.file && imported === undefined) {
        report(finding(unknownImport, { path }, at));
        documents.push(undefined);
      } else if (imported !== undefined && !seen.has(path)) {
        seen.add(path);
        pending.push(imported);
      }
    }
  }
  const read = documents.filter((document) => document !== undefined);
  if (read.length < documents.length) return undefined;
  return { kind: Kind.DOCUMENT, definitions: read.flatMap(({ definitions }) => definitions) };
}

function buildSchema(document: DocumentNode, file: string, report: Report): GraphQLSchema | undefined {
  const named = withRootTypes(builtSchema(document, file, report), document);
  if (named === undefined) return undefined;
  const deep = deepRequired(named, nestingLimit);
  if (deep !== undefined) {
    const at = deep.astNode ? placeOf(deep.astNode, file) : { file, range: fileStart };
    report(finding(nestedTooDeep, { limit: nestingLimit }, at));
    return undefined;
  }
  const root = named.getQueryType();
  if (!root) {
    const given = document.definitions.find(({ kind }) => kind === Kind.SCHEMA_DEFINITION);
    report(finding(noRootType, {}, given ? placeOf(given, file) : { file, range: fileStart }));
  }
  const errors = validateSchema(named).filter(
    ({ message }) => message !== 'Query root type must be provided.',
  );
  for (const error of errors.slice(0, mostErrors)) report(findingOf(invalidGraphqlSchema, error, file));
  return root && errors.length === 0 ? named : undefined;
}

const mostErrors = 100;

/** Arguments of `@deprecated` and `@specifiedBy` are looked at while a schema is built, and may be wrong. */
function builtSchema(document: DocumentNode, file: string, report: Report): GraphQLSchema | undefined {
  try {
    return buildASTSchema(document, { assumeValidSDL: true });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    report(findingOf(invalidGraphqlSchema, error, file));
    return undefined;
  }
}

/** Without a schema definition a type called `query` or `QUERY` is the query type too, as in reShapr. */
function withRootTypes(
  schema: GraphQLSchema | undefined,
  { definitions }: DocumentNode,
): GraphQLSchema | undefined {
  if (schema === undefined || definitions.some(({ kind }) => kind === Kind.SCHEMA_DEFINITION)) return schema;
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const called = (name: string) => types.find((type) => type.name.toLowerCase() === name) ?? null;
  const query = schema.getQueryType() ?? called('query');
  const mutation = schema.getMutationType() ?? called('mutation');
  if (query === schema.getQueryType() && mutation === schema.getMutationType()) return schema;
  return new GraphQLSchema({ ...schema.toConfig(), query, mutation });
}
