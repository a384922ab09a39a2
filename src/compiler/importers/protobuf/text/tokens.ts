import type { Position, Range } from '../../../../kernel/index.ts';

/** A word, a string literal (with its quotes) or one character of punctuation, and where it stands. */
export interface Token {
  readonly text: string;
  readonly offset: number;
  /** The comment that documents what begins here, cleaned; undefined when there is none. */
  readonly comment?: string;
  /** The comment that stands behind it on the same line. */
  readonly trailing?: string;
}

/** A text of protobuf, cut into tokens. */
export interface Tokens {
  readonly all: readonly Token[];
  range(token: Token): Range;
  /** The tokens that begin on a line (1-based). */
  onLine(line: number): readonly Token[];
}

const pattern =
  /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|[A-Za-z0-9_.+-]+|\n|\S/g;

/** Cuts a text, whether it is well-formed or not: nothing is refused here. */
export function tokensOf(text: string): Tokens {
  const all: { text: string; offset: number; comment?: string; trailing?: string }[] = [];
  const lineStarts = lineStartsOf(text);
  let pending: string[] = [];
  let breaks = 0;
  for (const match of text.matchAll(pattern)) {
    const [token] = match;
    if (token === '\n') {
      breaks++;
      // A blank line parts a comment from what follows: it is about the file, not about that.
      if (breaks > 1) pending = [];
      continue;
    }
    if (token.startsWith('//') || token.startsWith('/*')) {
      const last = all.at(-1);
      if (
        breaks === 0 &&
        last !== undefined &&
        lineOf(lineStarts, last.offset) === lineOf(lineStarts, match.index)
      )
        last.trailing = cleaned([token]);
      else pending = token.startsWith('/*') ? [token] : [...pending, token];
      breaks = 0;
      continue;
    }
    breaks = 0;
    const comment = pending.length === 0 ? '' : cleaned(pending);
    all.push({ text: token, offset: match.index, ...(comment === '' ? {} : { comment }) });
    pending = [];
  }
  const position = (offset: number): Position => {
    const line = lineOf(lineStarts, offset);
    return { line, column: offset - (lineStarts[line - 1] ?? 0) + 1 };
  };
  return {
    all,
    range: ({ offset, text: { length } }) => ({ start: position(offset), end: position(offset + length) }),
    onLine: (line) => all.filter(({ offset }) => lineOf(lineStarts, offset) === line),
  };
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The line (1-based) of an offset, by halving. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** Comments as prose: without their marks, without remarks for linters, links as their text. */
function cleaned(comments: readonly string[]): string {
  return proseOf(
    comments
      .flatMap((comment) =>
        comment.startsWith('//')
          ? [comment.replace(/^\/\/+ ?/, '')]
          : comment
              .replace(/^\/\*+/, '')
              .replace(/\*+\/$/, '')
              .split('\n')
              .map((line) => line.replace(/^\s*\*( |$)/, '')),
      )
      .join('\n'),
  );
}

/** The prose of a comment: Google's remarks in `(-- --)` are for maintainers, `[Topic][a.b.Topic]` is a link. */
export function proseOf(comment: string): string {
  return comment
    .replace(/\(--[\s\S]*?--\)/g, '')
    .replace(/\[([^\][]+)\]\[[^\][]*\]/g, '$1')
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
