import type { Json } from '../../../src/kernel/index.ts';

/** Texts by path. */
export type Texts = Readonly<Record<string, string>>;

/** A finding by the text that it is about, wherever the other mutations of the tree have moved it. */
export interface Expected {
  readonly code: string;
  readonly file: string;
  /** The text at whose first character the finding stands. */
  readonly anchor: string;
  /** Which occurrence of it, from 0, which is the default. */
  readonly which?: number;
  /** Where in the file to begin to look: at this text. */
  readonly from?: string;
  /** How far after the beginning of the anchor. */
  readonly after?: number;
}

export interface Mutated {
  readonly texts: Texts;
  readonly expected: readonly Expected[];
}

/** One mistake that a person makes in a tree, and what a compiler should say of it. */
export type Mutation = (texts: Texts, random: () => number) => Mutated;

/** Replaces one text of a file, which must be there. */
export function replaced(texts: Texts, file: string, from: string, to: string): Texts {
  const text = texts[file];
  if (text === undefined || !text.includes(from)) throw new Error(`${file} has no ${from}`);
  return { ...texts, [file]: text.replace(from, () => to) };
}

/** Replaces the characters from one offset to another. */
export function spliced(texts: Texts, file: string, start: number, end: number, to: string): Texts {
  const text = texts[file] ?? '';
  return { ...texts, [file]: text.slice(0, start) + to + text.slice(end) };
}

/** Rewrites a file of JSON by its value. */
export function edited(texts: Texts, file: string, edit: (value: never) => void): Texts {
  const value = JSON.parse(texts[file] ?? 'null') as Json;
  edit(value as never);
  return { ...texts, [file]: JSON.stringify(value, undefined, 2) };
}

/** `CODE file:line:column` of each place that is expected, counted in the text itself. */
export function placesOf(texts: Texts, expected: readonly Expected[]): string[] {
  return expected.map(({ code, file, anchor, which = 0, from = '', after = 0 }) => {
    const text = texts[file] ?? '';
    let offset = text.indexOf(anchor, text.indexOf(from));
    for (let more = which; more > 0 && offset >= 0; more--) offset = text.indexOf(anchor, offset + 1);
    if (offset < 0) throw new Error(`${file} has no ${anchor}`);
    const before = text.slice(0, offset + after).split('\n');
    return `${code} ${file}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  });
}
