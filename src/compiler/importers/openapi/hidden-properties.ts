import { isJsonObject } from '../../../kernel/index.ts';
import { keyOf, type Node, type Resolver } from './resolve.ts';
import type { Direction } from './schema.ts';

/**
 * Names of the properties that a schema, or what it is composed of by `allOf`, has for the other direction only:
 * `readOnly` ones are no arguments, `writeOnly` ones are in no answer.
 */
export function hiddenProperties(
  resolver: Resolver,
): (node: Node, direction: Direction) => ReadonlySet<string> {
  const { dialect } = resolver;
  const known = new Map<string, ReadonlySet<string>>();

  function hidden(node: Node, direction: Direction): ReadonlySet<string> {
    const key = `${direction} ${keyOf(node)}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const names = new Set<string>();
    // What comes back to itself finds what was found so far.
    known.set(key, names);
    const target = resolver.follow(node);
    if (target === undefined || !isJsonObject(target.value)) return names;
    if (target !== node) for (const name of hidden(target, direction)) names.add(name);
    const own =
      isJsonObject(node.value) && node.value['$ref'] !== undefined && dialect !== '3.1' ? target : node;
    const properties = resolver.child(own, 'properties');
    if (properties !== undefined && isJsonObject(properties.value))
      for (const name of Object.keys(properties.value))
        if (isMarked(resolver.child(properties, name), direction)) names.add(name);
    const parts = resolver.child(own, 'allOf');
    if (parts !== undefined && Array.isArray(parts.value))
      for (const index of parts.value.keys())
        for (const name of hidden(resolver.child(parts, index) as Node, direction)) names.add(name);
    return names;
  }

  function isMarked(node: Node | undefined, direction: Direction): boolean {
    const mark = direction === 'input' ? 'readOnly' : 'writeOnly';
    if (node === undefined) return false;
    const besideRef = dialect === '3.1' && isJsonObject(node.value) && node.value[mark] === true;
    const target = besideRef ? undefined : resolver.follow(node)?.value;
    return besideRef || (isJsonObject(target) && target[mark] === true);
  }

  return hidden;
}
