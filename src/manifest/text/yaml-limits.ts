import { CST, isAlias, isMap, isScalar, isSeq, Parser, type Scalar, type YAMLMap } from 'yaml';
import { depthLimit } from './json-fault.ts';
import type { YamlDocument } from './yaml-nodes.ts';

/** Values that the aliases of one document may stand for, all together. */
export const aliasLimit = 100_000;

/** What YAML can say and JSON cannot, with the offsets of where it is said. */
export type YamlFault = { readonly start: number; readonly end: number } & (
  | { readonly type: 'alias'; readonly reason: string }
  | { readonly type: 'duplicate'; readonly key: string }
  | { readonly type: 'key'; readonly what: string }
);

/**
 * The keys that are no text or are one text with another key, and the first alias that has no finite value, no
 * value or too large a one. Aliases are not expanded to find out.
 */
export function yamlFaults(document: YamlDocument): YamlFault[] {
  const sizes = new Map<string, number>();
  const open = new Set<string>();
  const mergeable = new Map<string, 'map' | 'maps'>();
  const faults: YamlFault[] = [];
  let expanded = 0;
  let endless = false;

  /** How many values a node stands for. What is nested too deeply is for others to find. */
  function sizeOf(node: unknown, depth: number): number {
    if (endless || depth > depthLimit) return 0;
    if (isAlias(node)) return sizeOfAlias(node.source, node.range?.[0] ?? 0, node.range?.[1] ?? 0);
    const anchor = (isMap(node) || isSeq(node) || isScalar(node)) && node.anchor ? node.anchor : undefined;
    if (anchor !== undefined) open.add(anchor);
    let size = 1;
    if (isSeq(node)) for (const item of node.items) size += sizeOf(item, depth + 1);
    if (isMap(node)) {
      for (const fault of keyFaults(node)) faults.push(fault);
      for (const { key, value } of node.items) {
        checkMerge(key, value);
        size += sizeOf(value, depth + 1);
      }
    }
    if (anchor !== undefined) {
      open.delete(anchor);
      sizes.set(anchor, size);
      const form = isMap(node) ? 'map' : isSeq(node) && node.items.every(isMapHere) ? 'maps' : undefined;
      if (form === undefined) mergeable.delete(anchor);
      else mergeable.set(anchor, form);
    }
    return size;
  }

  function isMapHere(node: unknown): boolean {
    return isMap(node) || (isAlias(node) && mergeable.get(node.source) === 'map');
  }

  /** What a `<<` merges is a mapping or a list of them; the parser throws at anything else. */
  function checkMerge(key: unknown, value: unknown): void {
    if (!isMergeKey(key)) return;
    if (isMapHere(value) || (isSeq(value) && value.items.every(isMapHere))) return;
    if (isAlias(value) && (mergeable.has(value.source) || !sizes.has(value.source))) return;
    const [start = 0, end = 0] = key.range ?? [];
    faults.push({ type: 'key', start, end, what: 'a merge (<<) of something that is no mapping' });
  }

  function sizeOfAlias(anchor: string, start: number, end: number): number {
    const size = sizes.get(anchor);
    expanded += size ?? 0;
    const reason = open.has(anchor)
      ? `*${anchor} contains itself`
      : size === undefined
        ? `there is no anchor &${anchor} before this alias`
        : `the aliases up to here stand for more than ${aliasLimit} values`;
    endless = open.has(anchor) || size === undefined || expanded > aliasLimit;
    if (endless) faults.push({ type: 'alias', start, end, reason });
    return size ?? 0;
  }

  sizeOf(document.contents, 0);
  return faults;
}

/** As the parser tells it, which takes a key with a tag too. */
function isMergeKey(key: unknown): key is Scalar {
  if (!isScalar(key) || (key.type !== undefined && key.type !== 'PLAIN')) return false;
  return key.value === '<<' || typeof key.value === 'symbol';
}

function* keyFaults(map: YAMLMap): Generator<YamlFault> {
  const texts = new Set<string>();
  for (const { key } of map.items) {
    const [start = 0, end = 0] =
      (isScalar(key) || isMap(key) || isSeq(key) || isAlias(key) ? key.range : undefined) ?? [];
    if (isMap(key) || isSeq(key)) yield { type: 'key', start, end, what: 'a list or mapping as key' };
    else if (isAlias(key)) yield { type: 'key', start, end, what: 'an alias as key' };
    else if (!isScalar(key) || key.value === null) yield { type: 'key', start, end, what: 'an empty key' };
    else {
      // The key of a merge is a symbol.
      const text = typeof key.value === 'symbol' ? '<<' : `${key.value as string | number | boolean}`;
      if (texts.has(text)) yield { type: 'duplicate', start, end, key: text };
      texts.add(text);
    }
  }
}

/** The offset of the first collection that is nested too deeply; found without recursion. */
export function tooDeepAt(text: string): number | undefined {
  const pending: { token: CST.Token; depth: number }[] = [];
  for (const document of new Parser().parse(text)) {
    if (document.type === 'document' && document.value) pending.push({ token: document.value, depth: 0 });
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { token, depth } = next;
      if (!CST.isCollection(token)) continue;
      if (depth >= depthLimit) return token.offset;
      for (const { key, value } of token.items.toReversed())
        for (const part of [value, key]) if (part) pending.push({ token: part, depth: depth + 1 });
    }
  }
  return undefined;
}
