import { isAlias, isMap, isPair, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import { writtenScalar } from './scalars.ts';

/**
 * A collection in braces or brackets, without comments in it, on one line; undefined when some text has several,
 * or a value has a tag.
 */
export function flowText(node: YAMLMap | YAMLSeq, text: string): string | undefined {
  const items = node.items.map((item: unknown) =>
    isPair(item) ? pairText(item.key, item.value, text) : itemText(item, text),
  );
  if (items.includes(undefined)) return undefined;
  if (items.length === 0) return isMap(node) ? '{}' : '[]';
  return isMap(node) ? `{ ${items.join(', ')} }` : `[${items.join(', ')}]`;
}

function pairText(key: unknown, value: unknown, text: string): string | undefined {
  const [written, meant] = [itemText(key, text), itemText(value, text)];
  return written === undefined || meant === undefined ? undefined : `${written}: ${meant}`;
}

function itemText(node: unknown, text: string): string | undefined {
  if (isAlias(node)) return `*${node.source}`;
  if ((!isScalar(node) && !isMap(node) && !isSeq(node)) || node.tag !== undefined) return undefined;
  const written = isScalar(node) ? scalarText(node, text) : flowText(node, text);
  return written === undefined || node.anchor === undefined ? written : `&${node.anchor} ${written}`;
}

function scalarText(node: Parameters<typeof writtenScalar>[0], text: string): string | undefined {
  const written = writtenScalar(node, text);
  if (typeof written !== 'function') return undefined;
  const line = written('');
  return line.includes('\n') ? undefined : line;
}
