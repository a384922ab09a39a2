import type { Texts } from './mutation.ts';
import { pick } from './random.ts';

/** One mistake that a person makes in a tree; what a compiler should say of it stands in the texts as marks. */
export type Mistake = (texts: Texts, random: () => number) => Texts;

/** What stands in comments and literals of a language, where no mistake of this kind is made. */
export type Ignored = RegExp;

/**
 * Replaces the first group of a pattern, at one of the places of a file where it stands outside of what is ignored
 * and where no other mistake was made.
 */
export function somewhere(
  file: string,
  pattern: RegExp,
  to: (found: string, text: string, random: () => number) => string,
  ignored?: Ignored,
): Mistake {
  return (texts, random) => {
    const text = textIn(texts, file);
    const blank = ignored === undefined ? text : text.replace(ignored, (part) => part.replace(/[^\n]/g, ' '));
    const places = [...blank.matchAll(new RegExp(pattern, 'dg'))].filter(
      ({ index, 0: whole }) => !text.slice(index, index + whole.length).includes('⟦'),
    );
    const [start, end] = pick(places, random).indices?.[1] ?? [0, 0];
    const found = text.slice(start, end);
    return { ...texts, [file]: text.slice(0, start) + to(found, text, random) + text.slice(end) };
  };
}

/** Adds a text at the end of a file. */
export function atEnd(file: string, more: (text: string, random: () => number) => string): Mistake {
  return (texts, random) => {
    const text = textIn(texts, file);
    return { ...texts, [file]: `${text}\n${more(text, random)}\n` };
  };
}

/** Adds a text at the beginning of a file. */
export function atStart(file: string, more: string): Mistake {
  return (texts) => ({ ...texts, [file]: more + textIn(texts, file) });
}

/** A name with its last letter twice, which names nothing. */
export function misspelt(name: string, text: string): string {
  const wrong = `${name}${name.at(-1) ?? ''}`;
  return text.includes(wrong) ? misspelt(wrong, text) : wrong;
}

/** The first groups of a pattern. */
export function named(pattern: RegExp, text: string): string[] {
  return [...text.matchAll(new RegExp(pattern, 'gm'))].map(([, name = '']) => name);
}

function textIn(texts: Texts, file: string): string {
  const text = texts[file];
  if (text === undefined) throw new Error(`there is no file ${file}`);
  return text;
}
