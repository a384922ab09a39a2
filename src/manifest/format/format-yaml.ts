import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  parseAllDocuments,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { yamlComments } from './comments.ts';
import { flowText } from './flow.ts';
import { keep, keptTextTag } from './kept-text.ts';
import { keyRank } from './key-order.ts';
import { type Refused, writtenScalar } from './scalars.ts';

/** Columns that a collection in braces may reach; a longer one becomes a block. */
const widthLimit = 110;

/** YAML text that parses, with line feeds only, in the one layout; or why it is left alone. */
export function formatYaml(text: string): string | Refused {
  const parsed = parseAllDocuments(text, {
    prettyErrors: false,
    uniqueKeys: false,
    customTags: (tags) => [keptTextTag, ...tags],
  });
  if (!Array.isArray(parsed)) return '';
  let refused: Refused | undefined;
  const source: Source = { text, comments: [...yamlComments(text)].map(({ offset }) => offset) };
  for (const document of parsed) refused ??= prepareDocument(document, source);
  if (refused !== undefined) return refused;
  return parsed.map((document) => document.toString({ indent: 2, lineWidth: 0 })).join('');
}

/** A text, and where its comments begin. */
interface Source {
  readonly text: string;
  readonly comments: readonly number[];
}

function prepareDocument(document: Document.Parsed, source: Source): Refused | undefined {
  if (document.directives.yaml.explicit === true || Object.keys(document.directives.tags).length > 1)
    return { why: 'it has YAML directives' };
  const { contents } = document;
  if (!isMap(contents) && !isSeq(contents)) return undefined;
  if (isMap(contents)) inOrder(contents);
  contents.flow = false;
  return prepareItems(contents, source, 0);
}

/** Puts the members of a manifest in order; what is said above the first stays at the top. */
function inOrder(map: YAMLMap): void {
  const rank = ({ key }: Pair): number => keyRank(isScalar(key) ? String(key.value) : '');
  const before = map.items[0]?.key;
  map.items.sort((a, b) => rank(a) - rank(b));
  const first = map.items[0]?.key;
  if (!isScalar(first) || !isScalar(before) || first === before) return;
  const comments = [before.commentBefore, first.commentBefore].filter((comment) => comment);
  first.commentBefore = comments.length === 0 ? null : comments.join('\n');
  first.spaceBefore = false;
  before.commentBefore = null;
}

/** Decides how everything below a collection is written, which itself is a block `indent` columns from the left. */
function prepareItems(collection: YAMLMap | YAMLSeq, source: Source, indent: number): Refused | undefined {
  for (const [index, item] of collection.items.entries()) {
    if (isPair(item)) {
      const refused = isScalar(item.key) ? prepareScalar(item.key, source) : undefined;
      if (refused !== undefined) return refused;
      const key = isScalar(item.key) ? String(item.key.source ?? '').length : 0;
      const value = prepared(item.value, source, indent, key + 2);
      if (value instanceof Scalar) item.value = value;
      else if (value !== undefined) return value;
    } else {
      const value = prepared(item, source, indent, 2);
      if (value instanceof Scalar) collection.items[index] = value;
      else if (value !== undefined) return value;
    }
  }
  return undefined;
}

/** What stands for a node from now on, if not itself, or why it cannot be laid out. */
function prepared(
  node: unknown,
  source: Source,
  indent: number,
  before: number,
): Scalar | Refused | undefined {
  const { text, comments } = source;
  if (isScalar(node)) return prepareScalar(node, source);
  if (!isMap(node) && !isSeq(node)) {
    return isAlias(node) || node === null ? undefined : { why: 'it has values of an uncommon kind' };
  }
  if (node.tag !== undefined) return { why: 'it has tags' };
  if (node.flow === true) {
    const [start = 0, end = 0] = node.range ?? [];
    const flow = firstAfter(comments, start) < end ? undefined : flowText(node, text);
    if (flow !== undefined && indent + before + flow.length <= widthLimit) return standIn(node, flow);
    node.flow = node.items.length === 0;
  }
  return prepareItems(node, source, indent + 2);
}

/** The first of sorted offsets that lies behind another. */
function firstAfter(sorted: readonly number[], offset: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return sorted[low] ?? Infinity;
}

function prepareScalar(node: Scalar, { text }: Source): Refused | undefined {
  if (node.tag !== undefined) return { why: 'it has tags' };
  const written = writtenScalar(node, text);
  if (written === undefined) return undefined;
  if (typeof written !== 'function') return written;
  // A comment beside the head of a block of text is a part of that.
  if (node.type === 'BLOCK_FOLDED') node.comment = null;
  keep(node, written);
  return undefined;
}

/** A scalar in the place of a collection, with all that is said beside it. */
function standIn(node: YAMLMap | YAMLSeq, flow: string): Scalar {
  const scalar = new Scalar(flow);
  keep(scalar, () => flow);
  if (node.anchor !== undefined) scalar.anchor = node.anchor;
  scalar.comment = node.comment ?? null;
  scalar.commentBefore = node.commentBefore ?? null;
  scalar.spaceBefore = node.spaceBefore ?? false;
  return scalar;
}
