import type { Position, Range } from '../../kernel/index.ts';

/** Turns offsets into lines and columns. */
export interface LineIndex {
  position(offset: number): Position;
  range(start: number, end: number): Range;
}

export function lineIndexOf(text: string): LineIndex {
  return lineIndex(lineStarts(text));
}

/** The offset at which each line begins. */
export function lineStarts(text: string): Uint32Array {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return Uint32Array.from(starts);
}

export function lineIndex(starts: Uint32Array): LineIndex {
  function position(offset: number): Position {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }

  return { position, range: (start, end) => ({ start: position(start), end: position(end) }) };
}
