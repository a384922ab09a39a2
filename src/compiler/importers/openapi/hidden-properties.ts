import { isJsonObject, type Json, type JsonObject } from '../../../kernel/index.ts';
import { type Node, type Resolver, refOf } from './resolve.ts';
import type { Direction } from './schema.ts';

const none: ReadonlySet<string> = new Set();

/** Keywords without which a schema has no properties. */
const holders = ['$ref', 'properties', 'allOf'];

/**
 * Names of the properties that a schema, or what it is composed of by `allOf`, has for the other direction only:
 * `readOnly` ones are no arguments, `writeOnly` ones are in no answer.
 */
export function hiddenProperties(
  resolver: Resolver,
): (node: Node, direction: Direction) => ReadonlySet<string> {
  const { dialect } = resolver;
  const known = {
    input: new Map<JsonObject, ReadonlySet<string>>(),
    output: new Map<JsonObject, ReadonlySet<string>>(),
  };

  function hidden(node: Node, direction: Direction): ReadonlySet<string> {
    const { value } = node;
    if (!isJsonObject(value) || !holders.some((keyword) => value[keyword] !== undefined)) return none;
    const before = known[direction].get(value);
    if (before !== undefined) return before;
    const names = new Set<string>();
    // What comes back to itself finds what was found so far.
    known[direction].set(value, names);
    const target = resolver.follow(node);
    if (target === undefined || !isJsonObject(target.value)) return names;
    if (target !== node) for (const name of hidden(target, direction)) names.add(name);
    const own = value['$ref'] !== undefined && dialect !== '3.1' ? target : node;
    const properties = resolver.child(own, 'properties');
    if (properties !== undefined && isJsonObject(properties.value))
      for (const [name, property] of Object.entries(properties.value))
        if (isMarked(property, () => resolver.child(properties, name), direction)) names.add(name);
    const parts = resolver.child(own, 'allOf');
    if (parts !== undefined && Array.isArray(parts.value))
      for (const index of parts.value.keys())
        for (const name of hidden(resolver.child(parts, index) as Node, direction)) names.add(name);
    return names;
  }

  function isMarked(value: Json | undefined, at: () => Node | undefined, direction: Direction): boolean {
    if (!isJsonObject(value)) return false;
    const mark = direction === 'input' ? 'readOnly' : 'writeOnly';
    const isReference = refOf(value) !== undefined;
    if (value[mark] === true && (!isReference || dialect === '3.1')) return true;
    const node = isReference ? at() : undefined;
    const target = node && resolver.follow(node)?.value;
    return isJsonObject(target) && target[mark] === true;
  }

  return hidden;
}
