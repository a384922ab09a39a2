import { isJsonObject } from '../../../kernel/index.ts';
import type { FormEncoding } from '../../../snapshot/index.ts';
import { delimiterOf } from './delimiters.ts';
import { flatten, inARow, textOf } from './flatten.ts';
import { encodeReserved, encodeStrict } from './percent.ts';

/** A name and its texts, which the delimiter of their style keeps apart; nothing is encoded yet. */
export interface StyledPair {
  readonly name: string;
  readonly texts: readonly string[];
}

/**
 * The `name=value` pairs of one query parameter, of a cookie, or of a property of a form (OpenAPI 3.1, 4.8.12.4 and
 * appendix C), percent-encoded.
 */
export function queryPairs(name: string, how: FormEncoding, value: unknown): string[] {
  const isContent = how.style === 'json' || how.style === 'text';
  const encode = how.allowReserved === true && !isContent ? encodeReserved : encodeStrict;
  const { encoded } = delimiterOf(how.style);
  return styledPairs(name, how, value).map(
    (pair) => `${encodeStrict(pair.name)}=${pair.texts.map(encode).join(encoded)}`,
  );
}

/**
 * A value by its style. No pairs when it is undefined in the sense of RFC 6570: such a parameter is left out. Where
 * the table of styles says n/a: a single value of any style is written as `form` writes it, and so is what the
 * delimited styles would explode; `deepObject` goes on into nested objects and writes lists with `[]`.
 */
export function styledPairs(name: string, how: FormEncoding, value: unknown): StyledPair[] {
  if (value === undefined || value === null) return [];
  const { style, explode } = how;
  if (style === 'json') return [{ name, texts: [JSON.stringify(value)] }];
  if (style === 'text') return [{ name, texts: [textOf(value)] }];
  if (style === 'deepObject') return deepPairs(name, value);
  const flat = flatten(value);
  if (flat === undefined) return [];
  if (explode && flat.kind === 'list') return flat.items.map((item) => ({ name, texts: [item] }));
  if (explode && flat.kind === 'map')
    return flat.entries.map(([member, text]) => ({ name: member, texts: [text] }));
  return [{ name, texts: inARow(flat) }];
}

function deepPairs(name: string, value: unknown): StyledPair[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => deepPairs(`${name}[]`, item));
  if (!isJsonObject(value)) return [{ name, texts: [textOf(value)] }];
  return Object.entries(value).flatMap(([member, inner]) => deepPairs(`${name}[${member}]`, inner));
}
