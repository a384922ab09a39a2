import { isAlias, isMap, isPair, isScalar, isSeq, type Node, type Pair, type YAMLMap } from 'yaml';
import { isJsonObject, type Json } from '../../kernel/index.ts';
import type { ValuePath } from './located.ts';

/**
 * Where the values of a document stand, as offsets into its text. A value has three cells: start, end, and the
 * cell where its members begin (0 for none). An item of a list is a value; a member of a mapping has start and end
 * of its key before its value. Members are in the order of the keys of the parsed value, so that keys need not be
 * kept. A start of -1 is something that stands nowhere. Nodes of the parser take twenty times the space.
 */
export type Places = Int32Array;

/** A table of places that is being filled. */
interface PlaceTable {
  /** Room for so many cells; the first of them. */
  take(count: number): number;
  /** Writes where something stands. */
  put(at: number, start: number, end: number): void;
  /** Writes where the members of the value at a cell begin. */
  link(at: number, members: number): void;
  finished(): Places;
}

export function placeTable(): PlaceTable {
  let cells = new Int32Array(256);
  let used = 0;
  return {
    take: (count) => {
      const start = used;
      used += count;
      if (used > cells.length) {
        const larger = new Int32Array(Math.max(used, cells.length * 2));
        larger.set(cells);
        cells = larger;
      }
      return start;
    },
    put: (at, start, end) => {
      cells[at] = start;
      cells[at + 1] = end;
    },
    link: (at, members) => {
      cells[at + 2] = members;
    },
    finished: () => cells.slice(0, used),
  };
}

/** Where the nodes of a document stand, and their keys. */
export function placesOf(root: unknown, value: Json): Places {
  const { take, put: write, link, finished } = placeTable();
  const put = (at: number, node: unknown): void => {
    const range = (node as Node | null | undefined)?.range;
    write(at, range?.[0] ?? -1, range?.[1] ?? -1);
  };
  const membersOf = new Map<string, number>();

  function visit(at: number, node: unknown, own: Json | undefined): void {
    put(at, node);
    let members = 0;
    if (isAlias(node)) members = membersOf.get(node.source) ?? 0;
    else if (isMap(node) && isJsonObject(own)) members = visitMap(node, own);
    else if (isSeq(node) && Array.isArray(own)) {
      const items = own as readonly Json[];
      members = take(items.length * itemCells);
      for (const [index, item] of items.entries())
        visit(members + index * itemCells, node.items[index], item);
    }
    link(at, members);
    if ((isMap(node) || isSeq(node)) && node.anchor) membersOf.set(node.anchor, members);
  }

  function visitMap(map: YAMLMap, own: Readonly<Record<string, Json | undefined>>): number {
    const keys = Object.keys(own);
    const members = take(keys.length * memberCells);
    let pairs: ReadonlyMap<string, Pair> | undefined;
    for (const [index, key] of keys.entries()) {
      let pair: Pair | undefined = map.items[index];
      // Keys that look like numbers come first in the value, and those of a merge are not in the mapping.
      if (keyOf(pair) !== key) {
        pairs ??= pairsOf(map);
        pair = pairs.get(key);
      }
      const at = members + index * memberCells;
      put(at, pair?.key);
      visit(at + 2, pair?.value, own[key]);
    }
    return members;
  }

  visit(take(itemCells), root, value);
  return finished();
}

/** Cells of an item of a list, and of a member of a mapping. */
export const itemCells = 3;
export const memberCells = 5;

function keyOf(pair: Pair | undefined): string | undefined {
  return pair !== undefined && isScalar(pair.key) ? String(pair.key.value) : undefined;
}

function pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
  return new Map(map.items.flatMap((item) => (isPair(item) ? [[keyOf(item) ?? '', item] as const] : [])));
}

/** Start and end of the value at a path, or of the key that leads to it; of the nearest ancestor that stands somewhere. */
export function placeAt(
  places: Places,
  root: Json,
  path: ValuePath,
  part: 'key' | 'value',
): readonly [start: number, end: number] {
  const cell = (at: number): number => places[at] ?? -1;
  let found: readonly [number, number] = [cell(0), cell(1)];
  let at = 0;
  let value: Json | undefined = root;
  for (const key of path) {
    const index = indexOf(value, key);
    const members = cell(at + 2);
    if (index === undefined || members <= 0) break;
    const list = Array.isArray(value);
    const keyAt = members + index * (list ? itemCells : memberCells);
    at = list ? keyAt : keyAt + 2;
    if (cell(keyAt) < 0) break;
    const shown = part === 'key' || cell(at) < 0 ? keyAt : at;
    found = [cell(shown), cell(shown + 1)];
    value = (value as Readonly<Record<string | number, Json | undefined>>)[key];
  }
  return found;
}

function indexOf(value: Json | undefined, key: string | number): number | undefined {
  if (Array.isArray(value)) {
    const index = Number(key);
    return Number.isInteger(index) && index >= 0 && index < value.length ? index : undefined;
  }
  if (!isJsonObject(value)) return undefined;
  const known = knownIndexes.get(value);
  if (known !== undefined) return known.get(String(key));
  const keys = Object.keys(value);
  if (keys.length > fewKeys) {
    const indexes = new Map(keys.map((each, index) => [each, index]));
    knownIndexes.set(value, indexes);
    return indexes.get(String(key));
  }
  const index = keys.indexOf(String(key));
  return index < 0 ? undefined : index;
}

/** Keys that are looked through one by one: an index of so few is not worth its memory. */
const fewKeys = 32;

/** Kept as long as the mapping is, since many places of one are asked for. */
const knownIndexes = new WeakMap<object, ReadonlyMap<string, number>>();
