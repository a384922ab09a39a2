import { isCollection, isMap, isPair, isScalar, type Node, parseAllDocuments, type YAMLMap } from 'yaml';

/**
 * The text of a file with one field of one document set, and not a character of anything else changed:
 * comments, layout and order stay. `path` leads to a mapping that exists; `value` is put in flow style.
 * Undefined when the path leads to no mapping.
 */
export function setField(
  text: string,
  documentIndex: number,
  path: readonly string[],
  field: string,
  value: unknown,
): string | undefined {
  const documents = parseAllDocuments(text);
  // Empty documents are not counted: they hold no manifest.
  const document = Array.isArray(documents)
    ? documents.filter(({ contents }) => contents !== null && !isNull(contents))[documentIndex]
    : undefined;
  const target: unknown = document?.getIn(path, true);
  if (!isMap(target) || target.range == null) return undefined;
  const isJson = /^\s*[{[]/.test(text);
  const flow = isJson ? JSON.stringify(value) : flowStyle(value);
  const present = target.items.find((item) => isScalar(item.key) && item.key.value === field);
  if (present !== undefined) {
    const [start] = rangeOf(present.value);
    const space = text[start - 1] === ':' ? ' ' : '';
    return `${text.slice(0, start)}${space}${flow}${text.slice(endOf(present.value, text))}`;
  }
  const key = isJson ? JSON.stringify(field) : field;
  return insert(text, target, `${key}: ${flow}`);
}

/** Puts `key: value` before the first member, in the style of the mapping. */
function insert(text: string, target: YAMLMap, member: string): string {
  const [start] = target.range as [number, number, number];
  if (target.flow === true) {
    const separator = target.items.length > 0 ? ', ' : '';
    return `${text.slice(0, start + 1)}${member}${separator}${text.slice(start + 1)}`;
  }
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(lineStart, start);
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return `${text.slice(0, start)}${member}${lineEnd}${indent}${text.slice(start)}`;
}

/** Where the last character of a value is followed by something else: the range of a block takes in what follows. */
function endOf(node: unknown, text: string): number {
  const [start, end] = rangeOf(node);
  if (isCollection(node) && node.flow !== true) {
    const last: unknown = node.items.at(-1);
    if (last !== undefined) return endOf(isPair(last) ? (last.value ?? last.key) : last, text);
  }
  return start + text.slice(start, end).trimEnd().length;
}

function isNull(node: unknown): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

function rangeOf(node: unknown): readonly [number, number] {
  const range = (node as Node | null)?.range;
  if (range == null) throw new Error('a parsed value has a range');
  return [range[0], range[1]];
}

/** `{sha256: [a, b]}`: plain where YAML allows it. */
function flowStyle(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowStyle).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, member]) => `${key}: ${flowStyle(member)}`)
      .join(', ')}}`;
  const text = String(value);
  return typeof value === 'string' && !/^[a-z][a-z0-9]*$/.test(text) ? JSON.stringify(value) : text;
}
