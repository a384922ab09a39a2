import { isMap, isScalar, isSeq, type Pair } from 'yaml';
import type { Json } from '../../kernel/index.ts';
import { depthLimit } from './json-fault.ts';
import { itemCells, memberCells, type Places, placeTable } from './places.ts';

/** What a document is for which the plain way does not do. */
const notPlain = Symbol('not plain');

type Plain = Json | typeof notPlain;

/**
 * The value of nodes that say nothing but JSON, and where its parts stand: no aliases, anchors, merges or tags, no
 * key twice, and nothing that JSON cannot carry. Undefined for all others, which are looked at closely elsewhere.
 * Nearly every document is plain, and this is one walk over it instead of four.
 */
export function plainDocument(
  root: unknown,
  source: string,
): { readonly value: Json; readonly places: Places } | undefined {
  const { put, take, link, finished } = placeTable();
  // Only an escape can make a text of halves of characters: the source is whole.
  const mayBeIllFormed = source.includes('\\');

  function textOf(text: string): Plain {
    return !mayBeIllFormed || text.isWellFormed() ? text : notPlain;
  }

  function visit(at: number, node: unknown, depth: number): Plain {
    put(at, node);
    if (isScalar(node)) {
      const { value } = node;
      if (node.anchor || node.tag) return notPlain;
      if (typeof value === 'string') return textOf(value);
      if (typeof value === 'number') return Number.isFinite(value) ? value : notPlain;
      return value === null || typeof value === 'boolean' ? value : notPlain;
    }
    if (depth >= depthLimit) return notPlain;
    if (isMap(node)) return node.anchor || node.tag ? notPlain : visitMap(at, node.items, depth);
    if (!isSeq(node) || node.anchor || node.tag) return notPlain;
    const { items } = node;
    const members = take(items.length * itemCells);
    link(at, members);
    const list: Json[] = [];
    for (let index = 0; index < items.length; index++) {
      const inner = visit(members + index * itemCells, items[index], depth + 1);
      if (inner === notPlain) return notPlain;
      list.push(inner);
    }
    return list;
  }

  function visitMap(at: number, written: readonly Pair[], depth: number): Plain {
    const pairs = inOrder(written);
    if (pairs === undefined) return notPlain;
    const members = take(pairs.length * memberCells);
    link(at, members);
    const map: Record<string, Json> = {};
    for (let index = 0; index < pairs.length; index++) {
      const { key, value } = pairs[index] as Pair;
      if (!isScalar(key) || key.anchor || key.tag) return notPlain;
      const name = key.value as string | number;
      // A merge is done, and what every object has by itself is defined, where all is looked at.
      if (name === '<<' || name === '__proto__') return notPlain;
      if (typeof name === 'string' && textOf(name) === notPlain) return notPlain;
      const cell = members + index * memberCells;
      put(cell, key);
      if (value === null) put(cell + 2, value);
      const inner = value === null ? null : visit(cell + 2, value, depth + 1);
      if (inner === notPlain) return notPlain;
      map[name] = inner;
    }
    return Object.keys(map).length === pairs.length ? map : notPlain;
  }

  const value = visit(take(itemCells), root, 0);
  return value === notPlain ? undefined : { value, places: finished() };
}

/** Pairs in the order that an object has its keys in: whole numbers first. Undefined where a key is no text or number. */
function inOrder(pairs: readonly Pair[]): readonly Pair[] | undefined {
  let indexes = 0;
  for (const { key } of pairs) {
    const name = isScalar(key) ? key.value : undefined;
    if (typeof name !== 'string' && typeof name !== 'number') return undefined;
    if (indexOf(name) !== undefined) indexes++;
  }
  if (indexes === 0) return pairs;
  const index = ({ key }: Pair): number | undefined => (isScalar(key) ? indexOf(key.value) : undefined);
  return pairs.toSorted((a, b) => (index(a) ?? notAnIndex) - (index(b) ?? notAnIndex));
}

/** An object has the keys from 0 to 2^32 - 2 in the order of their numbers (ECMAScript, 10.1.11.1). */
const notAnIndex = 2 ** 32 - 1;

function indexOf(name: unknown): number | undefined {
  if (typeof name === 'number') return isIndex(name) ? name : undefined;
  const first = typeof name === 'string' ? name.charCodeAt(0) : 0;
  if (first < 0x30 || first > 0x39) return undefined;
  const number = Number(name);
  return String(number) === name && isIndex(number) ? number : undefined;
}

function isIndex(number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number < notAnIndex;
}
