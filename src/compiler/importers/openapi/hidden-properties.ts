import { isJsonObject, type Json, type JsonObject } from '../../../kernel/index.ts';
import { type Node, type Resolver, refOf } from './resolve.ts';
import type { Direction } from './schema.ts';

/** What one schema says by itself, and what it is composed of. */
interface Reading {
  readonly own: readonly string[];
  readonly parts: readonly Node[];
}

const none: ReadonlySet<string> = new Set();
const nothing: Reading = { own: [], parts: [] };

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
  const memos = {
    input: { known: new Map<JsonObject, ReadonlySet<string>>(), readings: new Map<JsonObject, Reading>() },
    output: { known: new Map<JsonObject, ReadonlySet<string>>(), readings: new Map<JsonObject, Reading>() },
  };

  /** Of the schema and all that it is composed of, each looked at once: specs compose in circles, and deeply. */
  function hidden(node: Node, direction: Direction): ReadonlySet<string> {
    const { value } = node;
    if (!isJsonObject(value) || !holders.some((keyword) => value[keyword] !== undefined)) return none;
    const { known } = memos[direction];
    const before = known.get(value);
    if (before !== undefined) return before;
    const { own, parts } = readingOf(node, direction);
    const [only] = parts;
    // Nothing but a reference: most are.
    if (own.length === 0 && parts.length === 1 && only !== undefined && refOf(value) !== undefined)
      return hidden(only, direction);
    const names = new Set<string>(own);
    const seen = new Set<Json>([value]);
    const pending = [...parts];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (seen.has(next.value)) continue;
      seen.add(next.value);
      const reading = readingOf(next, direction);
      for (const name of reading.own) names.add(name);
      pending.push(...reading.parts);
    }
    // Where nothing is hidden, nothing is in any part either.
    if (names.size > 0) known.set(value, names);
    else for (const each of seen) if (isJsonObject(each)) known.set(each, none);
    return names;
  }

  function readingOf(node: Node, direction: Direction): Reading {
    const { value } = node;
    if (!isJsonObject(value)) return nothing;
    const { readings } = memos[direction];
    let reading = readings.get(value);
    if (reading === undefined) {
      reading = read(node, value, direction);
      readings.set(value, reading);
    }
    return reading;
  }

  function read(node: Node, value: JsonObject, direction: Direction): Reading {
    const target = resolver.follow(node);
    if (target === undefined || !isJsonObject(target.value)) return nothing;
    const holder = value['$ref'] !== undefined && dialect !== '3.1' ? target : node;
    const own: string[] = [];
    const properties = resolver.child(holder, 'properties');
    if (properties !== undefined && isJsonObject(properties.value))
      for (const [name, property] of Object.entries(properties.value))
        if (isMarked(property, () => resolver.child(properties, name), direction)) own.push(name);
    const list = resolver.child(holder, 'allOf');
    const members =
      list !== undefined && Array.isArray(list.value)
        ? list.value.map((_, index) => resolver.child(list, index) as Node)
        : [];
    return { own, parts: target === node ? members : [target, ...members] };
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
