import { finding, isJsonObject, type JsonObject } from '../../../kernel/index.ts';
import type { HttpBody, JsonSchema } from '../../../snapshot/index.ts';
import type { Arguments } from './arguments.ts';
import { otherBodyTypes, unsupportedBody } from './diagnostics.ts';
import { examplesFor, examplesOf, withExamples } from './examples.ts';
import { formEncodings } from './form-encodings.ts';
import type { Node, Resolver } from './resolve.ts';
import type { SchemaConverter } from './schema.ts';

export interface Body {
  readonly body: HttpBody;
  /** What arguments that are named nowhere must be. */
  readonly additional: JsonSchema | boolean;
}

/**
 * The request body of an operation: undefined when it has none, `unsupported` (and reported) when it has one
 * that cannot be sent. The properties of an object become arguments beside the parameters, as in reShapr; any
 * other body is one argument, `body`.
 */
export function readBody(
  operation: Node,
  operationName: string,
  args: Arguments,
  converter: SchemaConverter,
  resolver: Resolver,
): Body | undefined | 'unsupported' {
  const declared = resolver.child(operation, 'requestBody');
  const requestBody = declared === undefined ? undefined : resolver.follow(declared);
  const content = requestBody === undefined ? undefined : resolver.child(requestBody, 'content');
  if (requestBody === undefined || content === undefined || !isJsonObject(content.value)) return undefined;

  const types = Object.keys(content.value);
  const chosen = chooseType(types);
  if (chosen === undefined) {
    const problem = { operation: operationName, types: types.join(', ') || 'of no media type' };
    resolver.report(finding(unsupportedBody, problem, resolver.locate(content, 'key')));
    return 'unsupported';
  }
  if (types.length > 1) {
    const others = types.filter((type) => type !== chosen.type).join(', ');
    resolver.report(
      finding(otherBodyTypes, { chosen: chosen.type, others }, resolver.locate(content, 'key')),
    );
  }
  const required = (requestBody.value as JsonObject)['required'] === true;
  const media = resolver.child(content, chosen.type);
  const encodings = chosen.encoding === 'form' ? formEncodings(media, resolver) : undefined;
  const sent: HttpBody = {
    contentType: concrete(chosen.type, chosen.encoding),
    encoding: chosen.encoding,
    ...(encodings === undefined ? {} : { encodings }),
    required,
  };
  const schema = media === undefined ? undefined : resolver.child(media, 'schema');
  const examples = examplesOf(media, resolver);
  const flat = schema === undefined || chosen.encoding === 'text' ? undefined : flatBody(schema, resolver);
  if (flat === undefined) {
    const whole: Record<string, unknown> =
      schema === undefined ? {} : { ...converter.convert(schema, 'input') };
    const { description } = requestBody.value as JsonObject;
    if (typeof description === 'string' && whole['description'] === undefined)
      whole['description'] = description;
    const argument = args.add('body', 'body', withExamples(whole, examples), required);
    return { body: { ...sent, whole: argument }, additional: false };
  }

  const converted = converter.convert(flat.node, 'input');
  const convertedProperties = converted['properties'] as Record<string, JsonSchema>;
  const requiredNames = new Set((converted['required'] as string[] | undefined) ?? []);
  const properties = Object.entries(convertedProperties).map(([property, propertySchema]) => ({
    argument: args.add(
      property,
      'body',
      withExamples(propertySchema, examplesFor(property, examples)),
      requiredNames.has(property),
    ),
    property,
  }));
  const rest = flat.open;
  return {
    body: { ...sent, properties, ...(rest ? { rest } : {}) },
    additional: rest ? (converted['additionalProperties'] as JsonSchema | boolean) : false,
  };
}

interface ChosenType {
  /** As the spec writes it. */
  readonly type: string;
  readonly encoding: HttpBody['encoding'];
}

function chooseType(types: readonly string[]): ChosenType | undefined {
  const tests: [HttpBody['encoding'], (type: string) => boolean][] = [
    ['json', (type) => type === 'application/json'],
    ['json', (type) => type.endsWith('+json')],
    ['json', (type) => type === '*/*' || type === 'application/*'],
    ['form', (type) => type === 'application/x-www-form-urlencoded'],
    ['text', (type) => type.startsWith('text/') || type === 'application/octet-stream'],
  ];
  for (const [encoding, test] of tests) {
    const type = types.find((candidate) => test(candidate.replace(/;.*$/, '').trim().toLowerCase()));
    if (type !== undefined) return { type, encoding };
  }
  return undefined;
}

/** A spec may declare a range of media types (`text/*`); a request has one. */
function concrete(type: string, encoding: HttpBody['encoding']): string {
  if (!type.includes('*')) return type;
  return encoding === 'json' ? 'application/json' : 'text/plain';
}

const composed = [
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'patternProperties',
  'dependentSchemas',
  'minProperties',
];

/** An object whose properties say all there is to say, so that it can be spread among the arguments. */
function flatBody(schema: Node, resolver: Resolver): { node: Node; open: boolean } | undefined {
  const node = resolver.follow(schema);
  if (node === undefined || !isJsonObject(node.value)) return undefined;
  const { value } = node;
  const isObject = value['type'] === 'object' || value['type'] === undefined;
  if (!isObject || value['nullable'] === true || !isJsonObject(value['properties'])) return undefined;
  if (composed.some((keyword) => value[keyword] !== undefined)) return undefined;
  const additional = value['additionalProperties'];
  return { node, open: additional === true || isJsonObject(additional) };
}
