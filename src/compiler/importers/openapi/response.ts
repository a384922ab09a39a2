import { finding, isJsonObject, type Json } from '../../../kernel/index.ts';
import type { JsonSchema } from '../../../snapshot/index.ts';
import { isJsonType } from './body/media-types.ts';
import { noOutputSchema, notOffered } from './diagnostics.ts';
import { examplesOf, withExamples } from './examples.ts';
import { keyOf, type Node, type Resolver } from './resolve.ts';
import type { SchemaConverter } from './schema.ts';
import { isNullable } from './schema-30.ts';

/** Characters of an example that is carried along. */
const exampleLimit = 1000;

export interface Output {
  readonly schema: JsonSchema | undefined;
  /** The answer is no object: it is given as `{result: …}`. */
  readonly wrap: boolean;
  /** Media types that the operation may answer with. */
  readonly accept: string | undefined;
}

/**
 * What an operation answers when it succeeds. MCP asks for an object and for every answer to keep to it, so an
 * operation that may also succeed with nothing, or without JSON, has no output schema.
 */
export function readOutput(operation: Node, converter: SchemaConverter, resolver: Resolver): Output {
  const responses = resolver.child(operation, 'responses');
  const none: Output = { schema: undefined, wrap: false, accept: undefined };
  if (responses === undefined || !isJsonObject(responses.value)) return none;

  const answers: Node[] = [];
  const types = new Set<string>();
  let why: string | undefined;
  let isJson = true;
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
    if (media.length === 0) why ??= `${status} has no content`;
    else if (json.length === 0) {
      why ??= `${status} is ${media.join(', ')}`;
      isJson = false;
    }
    for (const type of json) {
      const answer = resolver.child(content as Node, type) as Node;
      if (resolver.child(answer, 'schema') !== undefined) answers.push(answer);
      else why ??= `${status} has no schema`;
    }
  }
  const accept = acceptOf([...types], isJson);
  if (answers.length === 0) return { ...none, accept };
  if (why !== undefined) {
    resolver.report(finding(noOutputSchema, { why }, resolver.locate(responses, 'key')));
    return { ...none, accept };
  }
  return { ...outputSchema(answers, converter, resolver), accept };
}

function outputSchema(
  answers: readonly Node[],
  converter: SchemaConverter,
  resolver: Resolver,
): Pick<Output, 'schema' | 'wrap'> {
  const nodes = answers.map((answer) => resolver.child(answer, 'schema') as Node);
  const alternatives = uniqueSchemas(nodes.map((node) => converter.convert(node, 'output')));
  const one = alternatives.length === 1 ? (alternatives[0] as JsonSchema) : { anyOf: alternatives };
  const examples = answers.flatMap((answer) => examplesOf(answer, resolver));
  const schema = withExamples(one, examples.filter(isShort).slice(0, 1));
  if (nodes.every((node) => isObjectSchema(node, resolver)))
    return { schema: { ...schema, type: 'object' }, wrap: false };
  return { schema: { type: 'object', properties: { result: schema }, required: ['result'] }, wrap: true };
}

function uniqueSchemas(schemas: readonly JsonSchema[]): JsonSchema[] {
  return [...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values()];
}

/** Whether everything that fits a schema is an object. Each schema is looked at once, however many refer to it. */
function isObjectSchema(
  schema: Node,
  resolver: Resolver,
  depth = 0,
  verdicts = new Map<string, boolean>(),
): boolean {
  const node = depth > 20 ? undefined : resolver.follow(schema);
  if (node === undefined || !isJsonObject(node.value)) return false;
  const { value } = node;
  if (isNullable(value, resolver.dialect)) return false;
  if (value['type'] !== undefined) return value['type'] === 'object';
  const key = keyOf(node);
  const known = verdicts.get(key);
  if (known !== undefined) return known;
  // What comes back to itself is no object by that.
  verdicts.set(key, false);
  const members = (keyword: string): Node[] => {
    const list = resolver.child(node, keyword);
    if (list === undefined || !Array.isArray(list.value)) return [];
    return list.value.map((_, index) => resolver.child(list, index) as Node);
  };
  const isObject = (member: Node): boolean => isObjectSchema(member, resolver, depth + 1, verdicts);
  const choices = ['anyOf', 'oneOf'].map(members).find((alternatives) => alternatives.length > 0);
  const verdict = members('allOf').some(isObject) || (choices?.every(isObject) ?? false);
  verdicts.set(key, verdict);
  return verdict;
}

/** Tools are listed with their schemas: an example is worth it only while it is small. */
function isShort(example: Json): boolean {
  return JSON.stringify(example).length <= exampleLimit;
}

/** JSON where every answer may be JSON, because that is what a model reads best; else it comes first. */
function acceptOf(types: readonly string[], isJson: boolean): string | undefined {
  if (types.length === 0) return undefined;
  const json = types.filter(isJsonType);
  return (isJson ? json : [...json, ...types.filter((type) => !isJsonType(type))]).join(', ');
}
