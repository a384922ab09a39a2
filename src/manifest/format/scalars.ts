import type { Scalar } from 'yaml';

/** How a scalar is written, given the indentation of its further lines; undefined leaves that to the library. */
export type Written = ((indent: string) => string) | undefined;

/** Why a scalar cannot be laid out. */
export interface Refused {
  readonly why: string;
}

/** Words that this or an older version of YAML reads as something else than text. */
const words = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** Text that every version of YAML reads as itself, everywhere: also within braces, also as a key. */
export function isPlainText(text: string): boolean {
  return /^[A-Za-z_/][\w./@+-]*(?: [\w./@+()-]+)*$/.test(text) && !words.test(text);
}

/** A scalar as its author wrote it, but for needless quotes and the indentation of its lines. */
export function writtenScalar(node: Scalar, text: string): Written | Refused {
  const [start = 0, end = 0] = node.range ?? [];
  const source = text.slice(start, end);
  if (/^[&!]/.test(source)) return { why: 'it has anchors or tags in uncommon places' };
  switch (node.type) {
    case 'BLOCK_FOLDED':
      return foldedBlock(source);
    case 'QUOTE_DOUBLE':
    case 'QUOTE_SINGLE':
      return source.includes('\n') ? severalLines(source) : asIs(requoted(source, node.value));
    case 'PLAIN':
      if (source === '') return undefined;
      return source.includes('\n') ? severalLines(source) : asIs(source);
    default:
      return undefined;
  }
}

function asIs(source: string): Written {
  return () => source;
}

/** Quotes that are needed, and double ones unless something would have to be escaped. */
function requoted(source: string, value: unknown): string {
  if (typeof value !== 'string') return source;
  if (isPlainText(value)) return value;
  if (source.startsWith('"')) return source;
  return /["\\]/.test(value) ? source : `"${value}"`;
}

/** Paragraphs keep their lines; how far those are indented means nothing. */
function severalLines(source: string): Written {
  const lines = source.split('\n').map((line, index) => (index === 0 ? line.trimEnd() : line.trim()));
  return (indent) =>
    lines.map((line, index) => (index === 0 || line === '' ? line : indent + line)).join('\n');
}

function foldedBlock(source: string): Written | Refused {
  const [head = '', ...lines] = source.split('\n');
  if (!/^>-?(?:\s+#.*)?\s*$/.test(head)) return { why: 'it has blocks of text with indicators' };
  while (lines.at(-1)?.trim() === '') lines.pop();
  const inner = lines.find((line) => line.trim() !== '')?.search(/\S/) ?? 0;
  return (indent) =>
    [head.trimEnd(), ...lines.map((line) => (line.trim() === '' ? '' : indent + line.slice(inner)))].join(
      '\n',
    );
}
