import { type Diagnostic, finding } from '../../../kernel/index.ts';
import { digestOfJson, type GrpcCall, type JsonSchema, type ToolObject } from '../../../snapshot/index.ts';
import type { Exclusion, ImportedTool } from '../importer.ts';
import { distinctToolName, legalToolName } from '../tool-names.ts';
import { clientStreaming, notAMessage, renamedTool, shortenedSchema, tooLarge } from './diagnostics.ts';
import type { ProtoMessage, ProtoMethod, ProtoService, TypeUse } from './model.ts';
import { typesBehind, typeTree } from './needed-types.ts';
import type { OpenFiles } from './open-files.ts';
import type { RootSchema, SchemaMaker } from './schema/shared.ts';
import { isObjectInJson } from './schema/well-known.ts';
import type { Types } from './types.ts';

export interface ServiceTools {
  readonly tools: readonly ImportedTool[];
  readonly excluded: readonly Exclusion[];
  /** Requests and responses of the tools. */
  readonly messages: readonly ProtoMessage[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Fields that the methods of a service may lead to, each counted for every method. */
const mostFields = 150_000;

/** One tool per method that takes one message. */
export function toolsOf(
  service: ProtoService,
  types: Types,
  files: OpenFiles,
  schemas: SchemaMaker,
): ServiceTools {
  const tools: ImportedTool[] = [];
  const excluded: Exclusion[] = [];
  const messages = new Set<ProtoMessage>();
  const diagnostics: Diagnostic[] = [];
  const names = new Set<string>();
  const large = tooManyFields(service, types);
  if (large !== undefined) diagnostics.push(large);
  for (const method of service.methods) {
    const { name: operation, at } = method;
    const input = messageOf(method.input, service, types, diagnostics);
    const output = messageOf(method.output, service, types, diagnostics);
    if (method.input.stream) {
      const what = method.output.stream ? 'it takes and gives streams' : 'it takes a stream';
      diagnostics.push(finding(clientStreaming, { method: operation, what }, at));
      excluded.push({ operation, code: clientStreaming.code, at });
      continue;
    }
    if (input === undefined || output === undefined || large !== undefined) continue;
    const behind = typesBehind([input, output], types);
    messages.add(input).add(output);
    const name = toolName(operation, names);
    if (name !== operation) diagnostics.push(finding(renamedTool, { method: operation, name }, at));
    const request = schemas.root(input, 'input');
    const response = schemas.root(output, 'output');
    for (const [what, { shortened }] of [
      ['request', request],
      ['response', response],
    ] as const)
      if (shortened !== undefined)
        diagnostics.push(finding(shortenedSchema, { method: operation, what, types: shortened }, at));
    const call: GrpcCall = {
      protocol: 'grpc',
      path: `/${service.name}/${operation}`,
      descriptor: service.name,
      request: input.name,
      response: output.name,
      types: digestOfJson(typeTree(behind, types, files)),
      ...(method.output.stream ? { stream: true } : {}),
      ...(isObjectInJson(output.name) ? {} : { wrapResult: true }),
      ...(isObjectInJson(input.name) ? {} : { wholeArgument: true }),
    };
    tools.push({ tool: { name, operation, ...describe(method, request, response), call }, at });
  }
  return { tools, excluded, messages: [...messages], diagnostics };
}

/** Counted before anything is made: what the tools of a service cost grows with it. */
function tooManyFields(service: ProtoService, types: Types): Diagnostic | undefined {
  let fields = 0;
  for (const { input, output } of service.methods) {
    if (input.stream) continue;
    const symbols = [input, output].map(({ type, at }) => types.resolve(type, service.name, at));
    const messages = symbols.filter((symbol) => symbol?.kind === 'message');
    if (messages.length < symbols.length) continue;
    for (const symbol of typesBehind(messages, types))
      fields += 1 + (symbol.kind === 'message' ? symbol.fields.length : 0);
    if (fields <= mostFields) continue;
    const problem = `the methods of ${service.name} lead to more than ${mostFields} fields, each counted for every method`;
    return finding(tooLarge, { problem }, service.at);
  }
  return undefined;
}

function describe(
  method: ProtoMethod,
  request: RootSchema,
  response: RootSchema,
): Pick<ToolObject, 'description' | 'inputSchema' | 'outputSchema' | 'annotations' | 'uses'> {
  const description = [method.deprecated ? 'Deprecated.' : '', method.comment ?? ''].join(' ').trim();
  const annotations = annotationsOf(method);
  return {
    ...(description === '' ? {} : { description }),
    inputSchema: request.schema,
    outputSchema: method.output.stream ? streamSchema(response.schema) : response.schema,
    ...(annotations === undefined ? {} : { annotations }),
    uses: [...new Set([...request.uses, ...response.uses])].sort(),
  };
}

/** All messages of a stream of answers, as many of them as a result may hold. */
function streamSchema(message: JsonSchema): JsonSchema {
  return {
    type: 'object',
    properties: {
      messages: { type: 'array', items: message },
      truncated: { type: 'boolean', description: 'There were more messages than a result may hold.' },
    },
    required: ['messages'],
  };
}

/** What `idempotency_level` promises; a method that promises nothing gets no hint. */
function annotationsOf({ idempotency }: ProtoMethod): ToolObject['annotations'] {
  if (idempotency === 'NO_SIDE_EFFECTS') return { readOnlyHint: true };
  return idempotency === 'IDEMPOTENT' ? { readOnlyHint: false, idempotentHint: true } : undefined;
}

/** The message that a method of a service names; reports one that is none. */
export function messageOf(
  use: TypeUse,
  service: ProtoService,
  types: Types,
  diagnostics: Diagnostic[],
): ProtoMessage | undefined {
  const symbol = types.resolve(use.type, service.name, use.at);
  if (symbol?.kind === 'enum') diagnostics.push(finding(notAMessage, { type: use.type }, use.at));
  return symbol?.kind === 'message' ? symbol : undefined;
}

function toolName(operation: string, names: Set<string>): string {
  let name = legalToolName(operation);
  for (let salt = ''; names.has(name); salt += '+') name = distinctToolName(name, `${operation}${salt}`);
  names.add(name);
  return name;
}
