import { type Comparison, noteEvent, type Schema } from './comparison.ts';
import { typesOf } from './types.ts';

type Keywords = Exclude<Schema, false>;

/** Limits from below; a missing one of a count is 0. */
const lowest = ['minLength', 'minItems', 'minProperties', 'minContains'] as const;
const highest = ['maxLength', 'maxItems', 'maxProperties', 'maxContains'] as const;

/** Every keyword that is compared here. */
export const limitKeywords: readonly string[] = [
  ...lowest,
  ...highest,
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'exclusiveMaximum',
];

/** Compares how long, how many and how large values may be. */
export function compareLimits(before: Keywords, after: Keywords, path: string, comparison: Comparison): void {
  for (const keyword of lowest)
    compare(numberOr(before[keyword], 0), numberOr(after[keyword], 0), keyword, 'below');
  for (const keyword of highest)
    compare(numberOr(before[keyword], Infinity), numberOr(after[keyword], Infinity), keyword, 'above');
  compareBounds('minimum', 'below');
  compareBounds('maximum', 'above');

  function compare(was: number, is: number, keyword: string, side: 'above' | 'below'): void {
    if (was === is) return;
    const isTighter = side === 'above' ? is < was : is > was;
    noteEvent(comparison, isTighter ? 'limit-tightened' : 'limit-loosened', path, {
      was: shownLimit(keyword, was),
      is: shownLimit(keyword, is),
    });
  }

  function compareBounds(keyword: 'maximum' | 'minimum', side: 'above' | 'below'): void {
    const was = boundOf(before, keyword);
    const is = boundOf(after, keyword);
    if (was.value === is.value && was.isOpen === is.isOpen) return;
    if (was.value !== is.value) return compare(was.value, is.value, keyword, side);
    noteEvent(comparison, is.isOpen ? 'limit-tightened' : 'limit-loosened', path, {
      was: `${was.isOpen ? 'exclusive ' : ''}${keyword} ${was.value}`,
      is: `${is.isOpen ? 'exclusive ' : ''}${keyword} ${is.value}`,
    });
  }
}

/** The stricter of the closed and the open bound; for integers an open one is the closed one beside it. */
function boundOf(schema: Keywords, keyword: 'maximum' | 'minimum'): { value: number; isOpen: boolean } {
  const sign = keyword === 'maximum' ? 1 : -1;
  const none = sign * Infinity;
  const closed = numberOr(schema[keyword], none);
  const open = numberOr(schema[keyword === 'maximum' ? 'exclusiveMaximum' : 'exclusiveMinimum'], none);
  const isOpen = Number.isFinite(open) && sign * open <= sign * closed;
  if (!isOpen) return { value: closed, isOpen };
  const types = typesOf(schema);
  const isWhole = types !== undefined && [...types].every((type) => type === 'integer' || type === 'null');
  if (!isWhole) return { value: open, isOpen };
  const beside = sign === 1 ? Math.ceil(open) - 1 : Math.floor(open) + 1;
  return { value: sign * beside < sign * closed ? beside : closed, isOpen: false };
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function shownLimit(keyword: string, value: number): string {
  return Number.isFinite(value) ? `${keyword} ${value}` : `no ${keyword}`;
}
