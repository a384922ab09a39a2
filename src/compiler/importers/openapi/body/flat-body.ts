import { isJsonObject } from '../../../../kernel/index.ts';
import { keyOf, type Node, type Resolver } from '../resolve.ts';
import { isNullable } from '../schema-30.ts';

/** An object whose properties say all there is to say, so that they can stand among the arguments. */
export interface FlatBody {
  /** The object, or those that an `allOf` puts together. */
  readonly parts: readonly Node[];
  /** What other properties must be; undefined when there are none. */
  readonly rest: Node | undefined;
}

/** Keywords whose rules are about the object as a whole, or that would get lost. */
const aboutAll = [
  'anyOf',
  'oneOf',
  'not',
  'if',
  'enum',
  'const',
  'patternProperties',
  'propertyNames',
  'dependentSchemas',
  'dependentRequired',
  'unevaluatedProperties',
  'minProperties',
  'maxProperties',
];

const partLimit = 50;

/** The properties of a body as they may be spread; undefined when the body must stay one value. */
export function flatBody(schema: Node, resolver: Resolver): FlatBody | undefined {
  const parts = partsOf(schema, resolver, new Set());
  if (parts === undefined) return undefined;
  const names = parts.flatMap((part) => propertyNames(part, resolver));
  if (!parts.some((part) => resolver.child(part, 'properties') !== undefined)) return undefined;
  if (new Set(names).size < names.length) return undefined;
  const additional = parts.map((part) => resolver.child(part, 'additionalProperties'));
  const [first] = additional;
  if (parts.length > 1)
    return additional.every((each) => each === undefined) ? { parts, rest: undefined } : undefined;
  const isOpen = first !== undefined && (first.value === true || isJsonObject(first.value));
  return { parts, rest: isOpen ? first : undefined };
}

function partsOf(schema: Node, resolver: Resolver, seen: Set<string>): Node[] | undefined {
  const node = resolver.follow(schema);
  if (node === undefined || !isJsonObject(node.value)) return undefined;
  // What stands beside a reference counts in 3.1, and is easily lost.
  if (node !== schema && resolver.dialect === '3.1' && Object.keys(schema.value as object).some(isRule))
    return undefined;
  const key = keyOf(node);
  if (seen.has(key) || seen.size > partLimit) return undefined;
  seen.add(key);
  const { value } = node;
  const isObject = value['type'] === 'object' || value['type'] === undefined;
  if (!isObject || isNullable(value, resolver.dialect)) return undefined;
  if (aboutAll.some((keyword) => value[keyword] !== undefined)) return undefined;
  const { allOf, properties } = value;
  if (properties !== undefined && !isJsonObject(properties)) return undefined;
  if (allOf === undefined) return [node];
  const list = resolver.child(node, 'allOf');
  if (list === undefined || !Array.isArray(list.value)) return undefined;
  const found = list.value.map((_, index) => partsOf(resolver.child(list, index) as Node, resolver, seen));
  if (found.some((each) => each === undefined)) return undefined;
  const { allOf: _, ...own } = value;
  return [...found.flatMap((each) => each ?? []), { ...node, value: own }];
}

function isRule(keyword: string): boolean {
  return !['$ref', 'description', 'title', 'summary', 'example', 'examples', 'deprecated'].includes(keyword);
}

function propertyNames(part: Node, resolver: Resolver): string[] {
  const properties = resolver.child(part, 'properties');
  return properties !== undefined && isJsonObject(properties.value) ? Object.keys(properties.value) : [];
}
