import { type Diagnostic, finding, type JsonObject } from '../../../kernel/index.ts';
import type { LocatedDocument } from '../../../manifest/index.ts';
import type { HttpCall } from '../../../snapshot/index.ts';
import type { Exclusion, ImportedTool, ImportInput, ImportResult } from '../importer.ts';
import { annotationsOf } from './annotations.ts';
import { argumentsOf } from './arguments.ts';
import { readBody } from './body/body.ts';
import {
  endlessRef,
  malformedSpec,
  remoteRef,
  structureProblem,
  unresolvedRef,
  unsupportedBody,
  unsupportedKeyword,
  unusedRef,
} from './diagnostics.ts';
import { nameTools } from './name-tools.ts';
import { type Operation, operationsOf } from './operations.ts';
import { readParameters } from './parameters.ts';
import { type Resolver, resolverOf } from './resolve.ts';
import { readOutput } from './response.ts';
import { type SchemaConverter, schemaConverter } from './schema.ts';
import { usesOf } from './schema-graph.ts';
import { type SecurityScheme, securityOf, securitySchemes } from './security.ts';
import { checkStructure } from './structure/check.ts';
import { reportUnusedOfOperation } from './unused.ts';

/** Turns an OpenAPI 2.0, 3.0 or 3.1 document into tools, one per operation. */
export function importOpenApi(input: ImportInput<LocatedDocument>): ImportResult {
  const diagnostics: Diagnostic[] = [];
  const resolver = resolverOf(input, diagnostics);
  const converter = schemaConverter(resolver);
  const schemes = securitySchemes(resolver);
  const imported = new Map<Operation, Omit<ImportedTool['tool'], 'name'>>();
  const excluded: Exclusion[] = [];
  for (const operation of operationsOf(resolver)) {
    const tool = importOperation(operation, schemes, converter, resolver);
    if (tool !== undefined) imported.set(operation, tool);
    else {
      const at = resolver.locate(operation.node, 'key');
      excluded.push({ operation: operation.name, code: unsupportedBody.code, at });
    }
  }
  const names = nameTools([...imported.keys()], resolver);
  const tools = [...imported].map(([operation, tool]): ImportedTool => {
    const name = names.get(operation) as string;
    const security = securityOf(operation.node, resolver);
    const at = resolver.locate(operation.node, 'key');
    return { tool: { ...tool, name }, at, ...(security === undefined ? {} : { security }) };
  });
  const schemas = converter.shared();
  checkStructure(resolver);
  checkDialect(resolver);
  return { tools, schemas, excluded, diagnostics: withoutRepetition(diagnostics) };
}

/** Dialects of JSON Schema that mean what this importer takes schemas to mean. */
const dialects = [
  'https://spec.openapis.org/oas/3.1/dialect/',
  'https://json-schema.org/draft/2020-12/schema',
];

function checkDialect(resolver: Resolver): void {
  const given = resolver.child(resolver.root, 'jsonSchemaDialect');
  if (given === undefined || typeof given.value !== 'string') return;
  const { value } = given;
  if (dialects.some((known) => value.startsWith(known))) return;
  const at = resolver.locate(given, 'key');
  resolver.report(finding(unsupportedKeyword, { keyword: 'jsonSchemaDialect' }, at));
}

/**
 * What the importer could not read is an error already, and no structure problem besides; a reference that an
 * operation meets is not one that none does.
 */
function withoutRepetition(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const place = ({ file, range: { start } }: Diagnostic): string => `${file}:${start.line}:${start.column}`;
  const placesOf = (kinds: readonly { code: string }[]): Set<string> =>
    new Set(diagnostics.filter(({ code }) => kinds.some((kind) => kind.code === code)).map(place));
  const malformed = placesOf([malformedSpec]);
  const broken = placesOf([unresolvedRef, remoteRef, endlessRef]);
  return diagnostics.filter((each) => {
    if (each.code === structureProblem.code) return !malformed.has(place(each));
    return each.code !== unusedRef.code || !broken.has(place(each));
  });
}

function importOperation(
  operation: Operation,
  schemes: readonly SecurityScheme[],
  converter: SchemaConverter,
  resolver: Resolver,
): Omit<ImportedTool['tool'], 'name'> | undefined {
  const args = argumentsOf();
  const parameters = readParameters(operation, schemes, args, converter, resolver);
  const body = readBody(operation, { args, converter, resolver });
  if (body === 'unsupported') return undefined;
  reportUnusedOfOperation(operation, resolver);

  const output = readOutput(operation.node, converter, resolver);
  const inputSchema = args.schema(body?.additional ?? false);
  const annotations = annotationsOf(operation.method);
  const call: HttpCall = {
    protocol: 'http',
    method: operation.method,
    path: operation.path,
    parameters,
    ...(body === undefined ? {} : { body: body.body }),
    ...(output.accept === undefined ? {} : { accept: output.accept }),
    ...(output.wrap ? { wrapResult: true } : {}),
  };
  const uses = [...new Set([...usesOf(inputSchema), ...usesOf(output.schema ?? {})])].sort();
  return {
    ...texts(operation.node.value as JsonObject),
    operation: operation.name,
    inputSchema,
    ...(output.schema === undefined ? {} : { outputSchema: output.schema }),
    ...(annotations === undefined ? {} : { annotations }),
    uses,
    call,
  };
}

/** `description`, else `summary`, as in reShapr; a summary beside a description becomes the title. */
function texts(operation: JsonObject): { title?: string; description?: string } {
  const summary = textOf(operation['summary']);
  const description = textOf(operation['description']) ?? summary;
  const deprecated = operation['deprecated'] === true ? 'Deprecated. ' : '';
  return {
    ...(summary === undefined ? {} : { title: summary }),
    ...(description === undefined && deprecated === ''
      ? {}
      : { description: `${deprecated}${description ?? ''}`.trim() }),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
