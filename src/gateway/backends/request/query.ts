import { isJsonObject } from '../../../kernel/index.ts';
import type { FormEncoding } from '../../../snapshot/index.ts';
import { flatten, inARow, textOf } from './flatten.ts';
import { encodeReserved, encodeStrict } from './percent.ts';

/** What stands between the values of a list or map that is not exploded. */
const delimiters: Partial<Record<FormEncoding['style'], string>> = {
  spaceDelimited: '%20',
  pipeDelimited: '%7C',
};

/**
 * The `name=value` pairs of one query parameter, of a cookie, or of a property of a form (OpenAPI 3.1, 4.8.12.4 and
 * appendix C). None when the value is undefined in the sense of RFC 6570: such a parameter is left out. Where the
 * table of styles says n/a: a single value of any style is written as `form` writes it, and so is what
 * `spaceDelimited` and `pipeDelimited` would explode; `deepObject` goes on into nested objects and writes lists
 * with `[]`.
 */
export function queryPairs(name: string, how: FormEncoding, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  const { style, explode } = how;
  const encode = how.allowReserved === true ? encodeReserved : encodeStrict;
  const key = encodeStrict(name);
  if (style === 'json') return [`${key}=${encodeStrict(JSON.stringify(value))}`];
  if (style === 'text') return [`${key}=${encodeStrict(textOf(value))}`];
  if (style === 'deepObject') return deepPairs(key, value, encode);
  const flat = flatten(value);
  if (flat === undefined) return [];
  if (explode && flat.kind === 'list') return flat.items.map((item) => `${key}=${encode(item)}`);
  if (explode && flat.kind === 'map')
    return flat.entries.map(([member, text]) => `${encodeStrict(member)}=${encode(text)}`);
  return [
    `${key}=${inARow(flat)
      .map(encode)
      .join(delimiters[style] ?? ',')}`,
  ];
}

function deepPairs(key: string, value: unknown, encode: (text: string) => string): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => deepPairs(`${key}%5B%5D`, item, encode));
  if (!isJsonObject(value)) return [`${key}=${encode(textOf(value))}`];
  return Object.entries(value).flatMap(([member, inner]) =>
    deepPairs(`${key}%5B${encodeStrict(member)}%5D`, inner, encode),
  );
}
