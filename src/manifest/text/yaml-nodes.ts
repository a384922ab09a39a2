import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type ParsedNode,
  parseAllDocuments,
  type YAMLMap,
} from 'yaml';
import type { Range } from '../../kernel/index.ts';
import type { LineIndex } from './line-index.ts';
import type { ValuePath } from './located.ts';

export type YamlDocument = Document.Parsed<ParsedNode>;

/** The nodes of every document of a text, on demand. */
type Nodes = () => readonly YamlDocument[];

/**
 * Characters of a text whose nodes are kept. Nodes take many times the space of their text, and of most manifests
 * no place is ever asked for: those of a small text go when memory is wanted, and it is parsed again for a place.
 */
export const keepLimit = 16 * 1024;

/** Keys are compared elsewhere, in linear time. */
export function parseYaml(text: string): readonly YamlDocument[] {
  const parsed = parseAllDocuments(text, { prettyErrors: false, merge: true, uniqueKeys: false });
  return Array.isArray(parsed) ? parsed : [];
}

export function kept(nodes: readonly YamlDocument[]): Nodes {
  return () => nodes;
}

export function keptWeakly(nodes: readonly YamlDocument[], text: string): Nodes {
  let held = new WeakRef(nodes);
  return () => {
    const present = held.deref();
    if (present !== undefined) return present;
    const again = parseYaml(text);
    held = new WeakRef(again);
    return again;
  };
}

/** Finds the places of one of the documents; it holds on to the nodes only. */
export function locator(
  nodes: Nodes,
  index: number,
  lines: LineIndex,
): (path: ValuePath, part: 'key' | 'value') => Range | undefined {
  return (path, part) => {
    const document = nodes()[index];
    return document === undefined ? undefined : nodeRange(document.contents, document, path, part, lines);
  };
}

/** Walks the nodes along a path as far as it exists; aliases are followed. */
function nodeRange(
  root: ParsedNode | null,
  document: YamlDocument,
  path: ValuePath,
  part: 'key' | 'value',
  lines: LineIndex,
): Range | undefined {
  let node: unknown = root;
  let found = rangeOfNode(root, lines);
  for (const key of path) {
    const container: unknown = isAlias(node) ? node.resolve(document) : node;
    const child = childOf(container, key);
    if (child === undefined) break;
    node = child.value;
    found = rangeOfNode(part === 'key' ? child.key : (child.value ?? child.key), lines) ?? found;
  }
  return found;
}

function childOf(node: unknown, key: string | number): { key: unknown; value: unknown } | undefined {
  if (isMap(node)) {
    const pair = pairsOf(node).get(String(key));
    return pair === undefined ? undefined : { key: pair.key, value: pair.value };
  }
  if (isSeq(node)) {
    const item: unknown = node.items[Number(key)];
    return item === undefined ? undefined : { key: item, value: item };
  }
  return undefined;
}

/** The members of a mapping by key; kept as long as the mapping is, since many places of one are asked for. */
function pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
  let pairs = knownPairs.get(map);
  if (pairs === undefined) {
    pairs = new Map(
      map.items.flatMap((item) =>
        isPair(item) && isScalar(item.key) ? [[String(item.key.value), item] as const] : [],
      ),
    );
    knownPairs.set(map, pairs);
  }
  return pairs;
}

const knownPairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

function rangeOfNode(node: unknown, lines: LineIndex): Range | undefined {
  const range = (node as Node | null | undefined)?.range;
  return range ? lines.range(range[0], range[1]) : undefined;
}
