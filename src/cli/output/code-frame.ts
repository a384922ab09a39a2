import ansis from 'ansis';
import type { Range } from '../../kernel/index.ts';
import { mayBeSecret } from './may-be-secret.ts';

/** Columns shown of a long line, around the place that is meant. */
const width = 100;

/**
 * The line of a range with carets below, as a person finds it in an editor. A line that may hold a credential is not
 * shown, whatever it is that is found there.
 */
export function codeFrame(text: string, { start, end }: Range): string[] {
  const lines = text.split(/\r?\n/);
  const line = lines[start.line - 1];
  if (line === undefined || mayBeSecret(lines, start.line - 1)) return [];
  const from = Math.max(0, start.column - 1 - Math.floor(width / 2));
  const shown = `${from > 0 ? '…' : ''}${line.slice(from, from + width)}${line.length > from + width ? '…' : ''}`;
  const lastColumn = end.line === start.line ? end.column : line.length + 1;
  const indent = start.column - 1 - from + (from > 0 ? 1 : 0);
  const length = Math.max(1, Math.min(lastColumn - start.column, shown.length - indent));
  const gutter = String(start.line);
  const blank = ' '.repeat(gutter.length);
  return [
    `${ansis.dim(`${gutter} │`)} ${shown.replaceAll('\t', ' ')}`,
    `${ansis.dim(`${blank} │`)} ${' '.repeat(Math.max(0, indent))}${ansis.red('^'.repeat(Math.max(1, length)))}`,
  ];
}
