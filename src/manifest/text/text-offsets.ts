import type { Json, Range } from '../../kernel/index.ts';
import type { LineIndex } from './line-index.ts';
import type { ValuePath } from './located.ts';

/**
 * Where the characters of a text stand in the source that it was read from: the offset of each, and of the end. For
 * every way to write a text in YAML 1.2 and in JSON. `start` and `end` are those of the value in the source.
 */
export function textOffsets(source: string, start: number, end: number, text: string): Int32Array {
  const first = source[start];
  if (first === '|') return literalOffsets(source, start, text);
  if (first === '>') return flowOffsets(source, lineAfter(source, start), end, text, 'plain');
  if (first === '"') return flowOffsets(source, start + 1, end - 1, text, 'double');
  if (first === "'") return flowOffsets(source, start + 1, end - 1, text, 'single');
  return flowOffsets(source, start, end, text, 'plain');
}

/** A literal block (YAML 1.2, 8.1.2): line by line, each behind its indentation. */
function literalOffsets(source: string, start: number, text: string): Int32Array {
  const offsets = new Int32Array(text.length + 1);
  let lineStart = lineAfter(source, start);
  let at = 0;
  for (const line of text.split('\n')) {
    const lineEnd = endOfLine(source, lineStart);
    const from = Math.max(lineStart, lineEnd - line.length);
    for (let column = 0; column <= line.length && at + column <= text.length; column++)
      offsets[at + column] = Math.min(from + column, lineEnd);
    at += line.length + 1;
    lineStart = Math.min(lineAfter(source, lineStart), source.length);
  }
  return offsets;
}

type Style = 'plain' | 'single' | 'double';

/** A text that may be folded over lines, quoted or escaped (YAML 1.2, 7.3 and 8.1.3; RFC 8259, 7). */
function flowOffsets(source: string, start: number, end: number, text: string, style: Style): Int32Array {
  const offsets = new Int32Array(text.length + 1);
  let at = skipSpaces(source, start, end);
  let index = 0;
  while (index < text.length) {
    const space = style === 'plain' || !isEscape(source, at, style) ? foldAt(source, at, end) : 0;
    if (space > 0) {
      // Behind escapes there may be more white space; else all of it comes from here.
      const units = style === 'double' ? foldedUnits(source.slice(at, at + space)) : text.length;
      for (const to = index + units; index < to && isSpace(text[index]); index++) offsets[index] = at;
      at += space;
      continue;
    }
    const [width, units] = isEscape(source, at, style) ? escapeAt(source, at, style) : [1, 1];
    for (let unit = 0; unit < units; unit++) offsets[index + unit] = Math.min(at, end);
    index += units;
    at = Math.min(at + width, end);
  }
  offsets[text.length] = Math.min(at, end);
  return offsets;
}

function isEscape(source: string, at: number, style: Style): boolean {
  if (style === 'double') return source[at] === '\\';
  return style === 'single' && source[at] === "'" && source[at + 1] === "'";
}

/** Characters of the source, and of the text that they stand for. */
function escapeAt(source: string, at: number, style: Style): [width: number, units: number] {
  if (style === 'single') return [2, 1];
  const letter = source[at + 1];
  if (letter === 'x') return [4, 1];
  if (letter === 'u') return [6, 1];
  if (letter === 'U') return [10, Number.parseInt(source.slice(at + 2, at + 10), 16) > 0xffff ? 2 : 1];
  if (letter !== '\n' && letter !== '\r') return [2, 1];
  // The end of a line that is escaped stands for nothing.
  const next = lineAfter(source, at);
  return [skipSpaces(source, next, source.length) - at, 0];
}

/** The length of white space with the end of a line in it, which is folded; 0 where there is none. */
function foldAt(source: string, at: number, end: number): number {
  let to = at;
  while (to < end && isSpace(source[to])) to++;
  return source.slice(at, to).includes('\n') ? to - at : 0;
}

/** One end of a line becomes a space, of several all but the first stay. */
function foldedUnits(space: string): number {
  return Math.max(1, space.split('\n').length - 2);
}

function skipSpaces(source: string, at: number, end: number): number {
  let to = at;
  while (to < end && source[to] === ' ') to++;
  return to;
}

function isSpace(char: string | undefined): boolean {
  return char === ' ' || char === '\n' || char === '\t' || char === '\r';
}

/** The end of a line, without what ends it. */
function endOfLine(source: string, from: number): number {
  const newline = source.indexOf('\n', from);
  if (newline < 0) return source.length;
  return source[newline - 1] === '\r' ? newline - 1 : newline;
}

function lineAfter(source: string, from: number): number {
  const newline = source.indexOf('\n', from);
  return newline < 0 ? source.length : newline + 1;
}

/** The text at a path of a document; undefined where something else is, or nothing. */
export function textAt(root: Json, path: ValuePath): string | undefined {
  let value: unknown = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string | number, unknown>>)[key];
  }
  return typeof value === 'string' ? value : undefined;
}

/** The range of some characters of a text, never empty. */
export function rangeWithin(offsets: Int32Array, start: number, end: number, lines: LineIndex): Range {
  const last = offsets.length - 1;
  const from = offsets[Math.min(Math.max(start, 0), last)] ?? 0;
  const to = offsets[Math.min(Math.max(end, 0), last)] ?? 0;
  return lines.range(from, Math.max(to, from + 1));
}
