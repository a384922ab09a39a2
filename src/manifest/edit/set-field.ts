import { isMap, isScalar, type Node, parseAllDocuments, type YAMLMap } from 'yaml';

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
  const documents = parseAllDocuments(text, { keepSourceTokens: false });
  const document = Array.isArray(documents) ? documents[documentIndex] : undefined;
  const target: unknown = document?.getIn(path, true);
  if (!isMap(target) || target.range == null) return undefined;
  const isJson = /^\s*[{[]/.test(text);
  const flow = isJson ? JSON.stringify(value) : flowStyle(value);
  const present = target.items.find((item) => isScalar(item.key) && item.key.value === field);
  if (present !== undefined) {
    const [start, end] = rangeOf(present.value);
    return `${text.slice(0, start)}${flow}${text.slice(end)}`;
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
  return `${text.slice(0, start)}${member}\n${indent}${text.slice(start)}`;
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
