import { finding, isJsonObject } from '../../../kernel/index.ts';
import type { JsonSchema } from '../../../snapshot/index.ts';
import { noOutputSchema, notOffered } from './diagnostics.ts';
import type { Node, Resolver } from './resolve.ts';
import type { SchemaConverter } from './schema.ts';

export interface Output {
  readonly schema: JsonSchema | undefined;
  /** The answer is no object: it is given as `{result: …}`. */
  readonly wrap: boolean;
  /** Media types that the operation may answer with. */
  readonly accept: string | undefined;
}

/**
 * What an operation answers when it succeeds. MCP asks for an object and for every answer to keep to it, so an
 * operation that may also succeed with nothing, or with something else than JSON, has no output schema.
 */
export function readOutput(operation: Node, converter: SchemaConverter, resolver: Resolver): Output {
  const responses = resolver.child(operation, 'responses');
  const none: Output = { schema: undefined, wrap: false, accept: undefined };
  if (responses === undefined || !isJsonObject(responses.value)) return none;

  const schemas: Node[] = [];
  const types = new Set<string>();
  let why: string | undefined;
  for (const status of Object.keys(responses.value).filter((key) => /^2(\d\d|XX)$/i.test(key))) {
    const response = resolver.follow(resolver.child(responses, status) as Node);
    if (response === undefined) return none;
    const links = resolver.child(response, 'links');
    if (links !== undefined)
      resolver.report(finding(notOffered, { what: 'links' }, resolver.locate(links, 'key')));
    const content = resolver.child(response, 'content');
    const media = content !== undefined && isJsonObject(content.value) ? Object.keys(content.value) : [];
    for (const type of media) types.add(type);
    const json = media.filter(isJsonType);
    if (content === undefined || json.length === 0 || json.length < media.length)
      why ??=
        media.length === 0
          ? `${status} has no content`
          : `${status} may be ${media.filter((type) => !isJsonType(type)).join(', ')}`;
    for (const type of json) {
      const schema = resolver.child(resolver.child(content as Node, type) as Node, 'schema');
      if (schema !== undefined) schemas.push(schema);
      else why ??= `${status} has no schema`;
    }
  }
  const accept = acceptOf([...types]);
  if (schemas.length === 0) return { ...none, accept };
  if (why !== undefined) {
    resolver.report(finding(noOutputSchema, { why }, resolver.locate(responses, 'key')));
    return { ...none, accept };
  }
  return { ...outputSchema(schemas, converter, resolver), accept };
}

function outputSchema(
  nodes: readonly Node[],
  converter: SchemaConverter,
  resolver: Resolver,
): Pick<Output, 'schema' | 'wrap'> {
  const alternatives = uniqueSchemas(nodes.map((node) => converter.convert(node, 'output')));
  const schema = alternatives.length === 1 ? (alternatives[0] as JsonSchema) : { anyOf: alternatives };
  if (nodes.every((node) => isObjectSchema(node, resolver, 0)))
    return { schema: { ...schema, type: 'object' }, wrap: false };
  return { schema: { type: 'object', properties: { result: schema }, required: ['result'] }, wrap: true };
}

function uniqueSchemas(schemas: readonly JsonSchema[]): JsonSchema[] {
  return [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
}

/** Whether everything that fits a schema is an object. */
function isObjectSchema(schema: Node, resolver: Resolver, depth: number): boolean {
  const node = depth > 20 ? undefined : resolver.follow(schema);
  if (node === undefined || !isJsonObject(node.value)) return false;
  const { value } = node;
  if (value['nullable'] === true) return false;
  if (value['type'] !== undefined) return value['type'] === 'object';
  const members = (keyword: string): Node[] => {
    const list = resolver.child(node, keyword);
    if (list === undefined || !Array.isArray(list.value)) return [];
    return list.value.map((_, index) => resolver.child(list, index) as Node);
  };
  if (members('allOf').some((member) => isObjectSchema(member, resolver, depth + 1))) return true;
  for (const keyword of ['anyOf', 'oneOf']) {
    const alternatives = members(keyword);
    if (alternatives.length > 0)
      return alternatives.every((member) => isObjectSchema(member, resolver, depth + 1));
  }
  return false;
}

function isJsonType(type: string): boolean {
  return /^(application\/json|[^;]+\+json)(\s*;.*)?$/i.test(type.trim());
}

/** JSON first, because that is what a model reads best; whatever else is declared after it. */
function acceptOf(types: readonly string[]): string | undefined {
  if (types.length === 0) return undefined;
  const json = types.filter(isJsonType);
  return [...json, ...types.filter((type) => !isJsonType(type))].join(', ');
}
