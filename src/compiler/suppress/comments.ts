import type { Range } from '../../kernel/index.ts';
import { type LineIndex, lineIndexOf, type YamlComment, yamlComments } from '../../manifest/index.ts';

const word = 'reshapr-ignore';
const wordBytes = Buffer.from(word);

/** A comment that asks for findings not to be shown. */
export interface SuppressionComment {
  readonly codes: readonly string[];
  /** Empty where none is given. */
  readonly reason: string;
  /** Where the comment stands. */
  readonly range: Range;
  /** The lines that it holds for, both included. */
  readonly from: number;
  readonly to: number;
}

/**
 * The suppressions that a file holds, in the comments of its language: `#` in YAML and GraphQL, `//` in proto files.
 * JSON has no comments. A file without the word costs one search of its bytes.
 */
export function suppressionComments(path: string, bytes: Uint8Array): readonly SuppressionComment[] {
  const commentsOf = languages.find(([pattern]) => pattern.test(path))?.[1];
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (commentsOf === undefined || !buffer.includes(wordBytes)) return [];
  const text = buffer.toString('utf8').replace(/^\uFEFF/, '');
  const asking = [...commentsOf(text)].filter((comment) => request.test(comment.text));
  if (asking.length === 0) return [];
  const layout = layoutOf(text);
  return asking.map((comment) => readComment(comment, layout));
}

const languages: readonly (readonly [RegExp, (text: string) => Iterable<YamlComment>])[] = [
  [/\.ya?ml$/, yamlComments],
  [/\.(graphqls?|gql)$/, (text) => lineComments(text, /(?<=^|\s)#[^\r\n]*/gm)],
  [/\.proto$/, (text) => lineComments(text, /(?<=^|[\s;{}])\/\/[^\r\n]*/gm)],
];

const request = /^(?:#|\/\/)\s*reshapr-ignore(?![\w-])/;

function* lineComments(text: string, pattern: RegExp): Generator<YamlComment> {
  for (const match of text.matchAll(pattern)) yield { offset: match.index, text: match[0] };
}

function readComment({ offset, text }: YamlComment, layout: Layout): SuppressionComment {
  const { line, column } = layout.lines.position(offset);
  const written = text.trimEnd();
  const [, list = '', reason = ''] = /^\S+?\s*reshapr-ignore([^:]*)(?::(.*))?$/s.exec(written) ?? [];
  const next = layout.nextContent[line - 1];
  const alone = layout.isContent[line - 1] === false;
  return {
    codes: list.split(/[\s,]+/).filter((code) => code !== ''),
    reason: reason.trim(),
    range: { start: { line, column }, end: { line, column: column + written.length } },
    // What a file says about itself before anything else also holds for findings about it as a whole.
    from: alone && line < layout.firstContent ? 1 : line,
    to: alone && next !== undefined ? next : line,
  };
}

/** Which lines of a text say something that is no comment. Lines count from 1, places in lists from 0. */
interface Layout {
  readonly lines: LineIndex;
  readonly isContent: readonly boolean[];
  /** For each line the first below it that says something. */
  readonly nextContent: readonly (number | undefined)[];
  readonly firstContent: number;
}

function layoutOf(text: string): Layout {
  const isContent = text.split('\n').map((line) => !/^\s*(?:$|#|\/\/)/.test(line));
  const nextContent: (number | undefined)[] = [];
  let next: number | undefined;
  for (let index = isContent.length - 1; index >= 0; index--) {
    nextContent[index] = next;
    if (isContent[index]) next = index + 1;
  }
  return { lines: lineIndexOf(text), isContent, nextContent, firstContent: next ?? isContent.length + 1 };
}
