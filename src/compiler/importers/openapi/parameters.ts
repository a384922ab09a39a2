import { type Diagnostic, finding, isJsonObject, type JsonObject } from '../../../kernel/index.ts';
import type { HttpParameter, JsonSchema } from '../../../snapshot/index.ts';
import type { Arguments } from './arguments.ts';
import {
  ambiguousParameter,
  credentialParameter,
  malformedSpec,
  missingPathParameter,
} from './diagnostics.ts';
import { examplesOf } from './examples.ts';
import { headerFault, isReservedHeader } from './header-names.ts';
import type { Operation } from './operations.ts';
import type { Node, Resolver } from './resolve.ts';
import type { SchemaConverter } from './schema.ts';
import { type SecurityScheme, schemeOfParameter } from './security.ts';
import { styleNamed } from './styles.ts';

type In = HttpParameter['in'];

const order: readonly In[] = ['path', 'query', 'header', 'cookie'];

interface Parameter {
  readonly node: Node;
  readonly in: In;
  readonly name: string;
}

/**
 * The parameters of an operation, those of its path item included, as arguments and as parts of the request.
 * An operation's parameter stands before one of its path with the same name and place.
 */
export function readParameters(
  { pathItems, node: operation, path }: Operation,
  schemes: readonly SecurityScheme[],
  args: Arguments,
  converter: SchemaConverter,
  resolver: Resolver,
): HttpParameter[] {
  const parameters = new Map<string, Parameter>();
  for (const holder of [...[...pathItems].reverse(), operation])
    for (const parameter of listed(holder, resolver))
      parameters.set(`${parameter.in} ${parameter.name}`, parameter);

  for (const [, name = ''] of path.matchAll(/\{([^{}]+)\}/g))
    if (!parameters.has(`path ${name}`))
      resolver.report(finding(missingPathParameter, { name, path }, resolver.locate(operation, 'key')));

  return [...parameters.values()]
    .sort((a, b) => order.indexOf(a.in) - order.indexOf(b.in))
    .filter((parameter) => parameter.in !== 'path' || path.includes(`{${parameter.name}}`))
    .filter((parameter) => !isCredential(parameter, schemes, resolver))
    .map((parameter) => {
      const object = parameter.node.value as JsonObject;
      const required = parameter.in === 'path' || object['required'] === true;
      const argument = args.add(
        parameter.name,
        parameter.in,
        parameterSchema(parameter, converter, resolver),
        required,
      );
      return { argument, in: parameter.in, name: parameter.name, ...styleOf(parameter, resolver) };
    });
}

function isCredential(
  { node, in: place, name }: Parameter,
  schemes: readonly SecurityScheme[],
  resolver: Resolver,
): boolean {
  const scheme = schemeOfParameter(schemes, place, name);
  if (scheme === undefined) return false;
  resolver.report(finding(credentialParameter, { name, scheme: scheme.name }, resolver.locate(node)));
  return true;
}

/** Says it at the field that is wrong, when there is one. */
function malformedParameter(node: Node, resolver: Resolver): Diagnostic {
  const place = resolver.child(node, 'in');
  if (place !== undefined && !order.some((candidate) => candidate === place.value)) {
    const problem = { what: "'in' of a parameter", expected: 'path, query, header or cookie' };
    return finding(malformedSpec, problem, resolver.locate(place));
  }
  const expected = 'a mapping with name, and in: path, query, header or cookie';
  return finding(malformedSpec, { what: 'a parameter', expected }, resolver.locate(node));
}

function listed(holder: Node, resolver: Resolver): Parameter[] {
  const list = resolver.child(holder, 'parameters');
  if (list === undefined || !Array.isArray(list.value)) return [];
  return list.value.flatMap((_, index): Parameter[] => {
    const node = resolver.follow(resolver.child(list, index) as Node);
    if (node === undefined) return [];
    const { value } = node;
    const place = isJsonObject(value) ? order.find((candidate) => candidate === value['in']) : undefined;
    const name = isJsonObject(value) ? value['name'] : undefined;
    if (place === undefined || typeof name !== 'string') {
      resolver.report(malformedParameter(node, resolver));
      return [];
    }
    if (place === 'header' && isReservedHeader(name)) return [];
    const fault = place === 'header' ? headerFault(name) : undefined;
    if (fault !== undefined) {
      const why = `${fault}; the parameter is no argument`;
      resolver.report(finding(ambiguousParameter, { name, why }, resolver.locate(node)));
      return [];
    }
    return [{ node, in: place, name }];
  });
}

function parameterSchema(parameter: Parameter, converter: SchemaConverter, resolver: Resolver): JsonSchema {
  const object = parameter.node.value as JsonObject;
  const node = contentNode(parameter, resolver) ?? resolver.child(parameter.node, 'schema');
  const schema: Record<string, unknown> = node === undefined ? {} : { ...converter.convert(node, 'input') };
  if (typeof object['description'] === 'string') schema['description'] = object['description'];
  if (object['deprecated'] === true) schema['deprecated'] = true;
  const examples = examplesOf(parameter.node, resolver);
  if (examples.length > 0) schema['examples'] = examples;
  const isEmptyAllowed = parameter.in === 'query' && object['allowEmptyValue'] === true;
  return isEmptyAllowed ? orEmpty(schema) : schema;
}

/** `allowEmptyValue`: nothing may be sent where something else is asked for (OpenAPI 3.1, 4.8.12.2). */
function orEmpty(schema: JsonSchema): JsonSchema {
  const { description, deprecated, examples, ...rules } = schema;
  const texts = Object.entries({ description, deprecated, examples }).filter(
    ([, value]) => value !== undefined,
  );
  const isAny =
    Object.keys(rules).length === 0 || (rules['type'] === 'string' && Object.keys(rules).length === 1);
  return isAny ? schema : { anyOf: [rules, { const: '' }], ...Object.fromEntries(texts) };
}

/** A parameter may be serialized by a media type instead of a style. */
function contentNode(parameter: Parameter, resolver: Resolver): Node | undefined {
  const content = resolver.child(parameter.node, 'content');
  if (content === undefined || !isJsonObject(content.value)) return undefined;
  const type = Object.keys(content.value)[0];
  const media = type === undefined ? undefined : resolver.child(content, type);
  return media === undefined ? undefined : resolver.child(media, 'schema');
}

function styleOf(
  parameter: Parameter,
  resolver: Resolver,
): Pick<HttpParameter, 'style' | 'explode' | 'allowReserved'> {
  const object = parameter.node.value as JsonObject;
  if (isJsonObject(object['content'])) return { style: contentStyle(parameter, resolver), explode: false };
  const style = styleNamed(parameter.name, parameter.in, object['style'], parameter.node, resolver);
  const explode =
    typeof object['explode'] === 'boolean' ? object['explode'] : style === 'form' || style === 'deepObject';
  const allowReserved = parameter.in === 'query' && object['allowReserved'] === true;
  return allowReserved ? { style, explode, allowReserved } : { style, explode };
}

/** `content` with a media type: JSON is written as JSON, text as it is. Nothing else can be written yet. */
function contentStyle(parameter: Parameter, resolver: Resolver): 'json' | 'text' {
  const content = resolver.child(parameter.node, 'content') as Node;
  const [type = ''] = Object.keys(content.value as JsonObject);
  if (/^(application\/json|\*\/\*|[^;]+\+json)\s*(;|$)/i.test(type.trim())) return 'json';
  if (!/^text\//i.test(type.trim())) {
    const why = `content of type ${JSON.stringify(type)} is sent as text`;
    const problem = finding(
      ambiguousParameter,
      { name: parameter.name, why },
      resolver.locate(content, 'key'),
    );
    resolver.report(problem);
  }
  return 'text';
}
