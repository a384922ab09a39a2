import { finding, isJsonObject, type JsonObject } from '../../../../kernel/index.ts';
import type { HttpBody, JsonSchema } from '../../../../snapshot/index.ts';
import { otherBodyTypes, unsupportedBody } from '../diagnostics.ts';
import { examplesOf, withExamples } from '../examples.ts';
import type { Operation } from '../operations.ts';
import type { Node, Resolver } from '../resolve.ts';
import { contentSchema, fileSchema, hasFile } from './files.ts';
import { flatBody } from './flat-body.ts';
import { formEncodings } from './form-encodings.ts';
import { chooseType, concreteType } from './media-types.ts';
import type { Reading } from './reading.ts';
import { spreadBody } from './spread.ts';

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
export function readBody(operation: Operation, reading: Reading): Body | undefined | 'unsupported' {
  const { resolver } = reading;
  const declared = resolver.child(operation.node, 'requestBody');
  const requestBody = declared === undefined ? undefined : resolver.follow(declared);
  const content = requestBody === undefined ? undefined : resolver.child(requestBody, 'content');
  if (requestBody === undefined || content === undefined || !isJsonObject(content.value)) return undefined;

  const types = Object.keys(content.value);
  const schemaOf = (type: string): Node | undefined => {
    const media = resolver.child(content, type);
    return media === undefined ? undefined : resolver.child(media, 'schema');
  };
  const chosen = chooseType(types, {
    hasFile: (type) => hasFile(schemaOf(type), resolver),
    isText: (type) => isText(schemaOf(type), resolver),
  });
  if (chosen === undefined) {
    const problem = { operation: operation.name, types: types.join(', ') || 'of no media type' };
    resolver.report(finding(unsupportedBody, problem, resolver.locate(content, 'key')));
    return 'unsupported';
  }
  reportOthers(chosen.type, content, resolver);
  const media = resolver.child(content, chosen.type);
  const schema = schemaOf(chosen.type);
  const { description, required } = requestBody.value as JsonObject;
  const encodings = chosen.encoding === 'form' ? formEncodings(media, resolver) : undefined;
  const body: HttpBody = {
    contentType: concreteType(chosen),
    encoding: chosen.encoding,
    ...(encodings === undefined ? {} : { encodings }),
    required: required === true,
  };
  const isOne = chosen.encoding === 'text' || chosen.encoding === 'base64';
  const flat = schema === undefined || isOne ? undefined : flatBody(schema, resolver);
  return flat === undefined
    ? wholeBody(body, schema, media, typeof description === 'string' ? description : undefined, reading)
    : spreadBody(body, flat, media, reading);
}

function wholeBody(
  body: HttpBody,
  schema: Node | undefined,
  media: Node | undefined,
  description: string | undefined,
  { args, converter, resolver }: Reading,
): Body {
  const converted = schema === undefined ? {} : converter.convert(schema, 'input');
  const isContent = body.encoding === 'base64' || (body.encoding === 'text' && !isText(schema, resolver));
  const file = schema === undefined ? undefined : fileSchema(schema, resolver);
  const argument: Record<string, unknown> = isContent
    ? { ...contentSchema(body.contentType, file ?? { description: textOf(converted['description']) }) }
    : { ...converted };
  if (description !== undefined) argument['description'] ??= description;
  const examples = examplesOf(media, resolver).filter((example) => !isContent || typeof example === 'string');
  const whole = args.add('body', 'body', withExamples(argument, examples), body.required);
  return { body: { ...body, whole }, additional: false };
}

/** Whether a schema asks for a text that is no file. */
function isText(schema: Node | undefined, resolver: Resolver): boolean {
  const value = schema === undefined ? undefined : resolver.follow(schema)?.value;
  return isJsonObject(value) && value['type'] === 'string' && !hasFile(schema, resolver);
}

/** Other media types matter where they would take something else. */
function reportOthers(chosen: string, content: Node, resolver: Resolver): void {
  const schemaText = (type: string): string => {
    const media = (content.value as JsonObject)[type];
    return JSON.stringify(isJsonObject(media) ? media['schema'] : undefined) ?? '';
  };
  const others = Object.keys(content.value as JsonObject).filter(
    (type) => type !== chosen && schemaText(type) !== schemaText(chosen),
  );
  if (others.length === 0) return;
  const problem = { chosen, others: others.join(', ') };
  resolver.report(finding(otherBodyTypes, problem, resolver.locate(content, 'key')));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
