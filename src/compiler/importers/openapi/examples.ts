import { isJsonObject, type Json } from '../../../kernel/index.ts';
import type { JsonSchema } from '../../../snapshot/index.ts';
import type { Node, Resolver } from './resolve.ts';

/** The values of `example` or `examples` of a parameter or a media type, wherever those stand. */
export function examplesOf(node: Node | undefined, resolver: Resolver): Json[] {
  if (node === undefined) return [];
  const one = resolver.child(node, 'example');
  if (one !== undefined) return [one.value];
  const named = resolver.child(node, 'examples');
  if (named === undefined || !isJsonObject(named.value)) return [];
  return Object.keys(named.value).flatMap((name) => {
    const example = resolver.follow(resolver.child(named, name) as Node)?.value;
    return isJsonObject(example) && example['value'] !== undefined ? [example['value']] : [];
  });
}

/** A schema with these examples, where it has none of its own. */
export function withExamples(schema: JsonSchema, examples: readonly Json[]): JsonSchema {
  if (examples.length === 0 || schema['examples'] !== undefined) return schema;
  const unique = new Map(examples.map((example) => [JSON.stringify(example), example]));
  return { ...schema, examples: [...unique.values()] };
}

/** What the examples of a whole object have for one of its properties. */
export function examplesFor(property: string, examples: readonly Json[]): Json[] {
  return examples.flatMap((example) => {
    const value = isJsonObject(example) && Object.hasOwn(example, property) ? example[property] : undefined;
    return value === undefined ? [] : [value];
  });
}
