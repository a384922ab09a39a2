import { isMap, isScalar, isSeq } from 'yaml';
import type { Json } from '../../kernel/index.ts';
import { depthLimit } from './json-fault.ts';

/** What a document is for which the plain way does not do. */
const notPlain = Symbol('not plain');

/**
 * The value of nodes that say nothing but JSON: no aliases, anchors, merges or tags, no key twice, and nothing that
 * JSON cannot carry. Undefined for all others, which are looked at closely elsewhere. Nearly every document is
 * plain, and this is one walk over it instead of three.
 */
export function plainValue(root: unknown): { readonly value: Json } | undefined {
  const value = jsonOf(root, 0);
  return value === notPlain ? undefined : { value };
}

function jsonOf(node: unknown, depth: number): Json | typeof notPlain {
  if (isScalar(node)) return node.anchor || node.tag ? notPlain : scalarOf(node.value);
  if (depth >= depthLimit) return notPlain;
  if (isMap(node)) {
    if (node.anchor || node.tag) return notPlain;
    const value: Record<string, Json> = {};
    for (const { key, value: member } of node.items) {
      if (!isScalar(key) || key.anchor || key.tag) return notPlain;
      const name = key.value;
      if (typeof name !== 'string' && typeof name !== 'number') return notPlain;
      // What every object has by itself is defined, and a merge is done, where all is looked at.
      if (name in value || name === '<<' || !String(name).isWellFormed()) return notPlain;
      const inner = member === null ? null : jsonOf(member, depth + 1);
      if (inner === notPlain) return notPlain;
      value[name] = inner;
    }
    return value;
  }
  if (isSeq(node)) {
    if (node.anchor || node.tag) return notPlain;
    const value: Json[] = [];
    for (const item of node.items) {
      const inner = jsonOf(item, depth + 1);
      if (inner === notPlain) return notPlain;
      value.push(inner);
    }
    return value;
  }
  return notPlain;
}

function scalarOf(value: unknown): Json | typeof notPlain {
  if (typeof value === 'string') return value.isWellFormed() ? value : notPlain;
  if (typeof value === 'number') return Number.isFinite(value) ? value : notPlain;
  return value === null || typeof value === 'boolean' ? value : notPlain;
}
