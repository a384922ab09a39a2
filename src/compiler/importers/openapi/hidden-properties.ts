import { isJsonObject } from '../../../kernel/index.ts';
import { keyOf, type Node, type Resolver, refOf } from './resolve.ts';
import type { Direction } from './schema.ts';

/** What one schema says by itself, and what it is composed of. */
interface Reading {
  readonly own: readonly string[];
  readonly parts: readonly Node[];
}

/**
 * Names of the properties that a schema, or what it is composed of by `allOf`, has for the other direction only:
 * `readOnly` ones are no arguments, `writeOnly` ones are in no answer.
 */
export function hiddenProperties(
  resolver: Resolver,
): (node: Node, direction: Direction) => ReadonlySet<string> {
  const { dialect } = resolver;
  const memos = {
    input: { known: new Map<string, ReadonlySet<string>>(), readings: new Map<string, Reading>() },
    output: { known: new Map<string, ReadonlySet<string>>(), readings: new Map<string, Reading>() },
  };

  /** Of the schema and all that it is composed of, each looked at once: specs compose in circles, and deeply. */
  function hidden(node: Node, direction: Direction): ReadonlySet<string> {
    const { known } = memos[direction];
    const key = keyOf(node);
    const before = known.get(key);
    if (before !== undefined) return before;
    const { own, parts } = readingOf(node, direction);
    const [only] = parts;
    // Nothing but a reference: most are.
    if (own.length === 0 && parts.length === 1 && only !== undefined && refOf(node.value) !== undefined)
      return hidden(only, direction);
    const names = new Set<string>(own);
    const seen = new Set([key]);
    const pending = [...parts];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const nextKey = keyOf(next);
      if (seen.has(nextKey)) continue;
      seen.add(nextKey);
      const reading = readingOf(next, direction);
      for (const name of reading.own) names.add(name);
      pending.push(...reading.parts);
    }
    // Where nothing is hidden, nothing is in any part either.
    if (names.size === 0) for (const each of seen) known.set(each, names);
    else known.set(key, names);
    return names;
  }

  function readingOf(node: Node, direction: Direction): Reading {
    const { readings } = memos[direction];
    const key = keyOf(node);
    let reading = readings.get(key);
    if (reading === undefined) {
      reading = read(node, direction);
      readings.set(key, reading);
    }
    return reading;
  }

  function read(node: Node, direction: Direction): Reading {
    const target = resolver.follow(node);
    if (target === undefined || !isJsonObject(target.value)) return { own: [], parts: [] };
    const isRef = isJsonObject(node.value) && node.value['$ref'] !== undefined;
    const holder = isRef && dialect !== '3.1' ? target : node;
    const properties = resolver.child(holder, 'properties');
    const own =
      properties !== undefined && isJsonObject(properties.value)
        ? Object.keys(properties.value).filter((name) =>
            isMarked(resolver.child(properties, name), direction),
          )
        : [];
    const list = resolver.child(holder, 'allOf');
    const members =
      list !== undefined && Array.isArray(list.value)
        ? list.value.map((_, index) => resolver.child(list, index) as Node)
        : [];
    return { own, parts: target === node ? members : [target, ...members] };
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
