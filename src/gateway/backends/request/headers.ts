import { problem } from '../../../kernel/index.ts';
import type { HttpParameter } from '../../../snapshot/index.ts';
import { hasControlCharacters, headerText } from '../header-text.ts';
import { argumentRefused } from '../problems.ts';
import { delimiterOf } from './delimiters.ts';
import { flatten, inARow, textOf } from './flatten.ts';
import { queryPairs } from './query.ts';

/**
 * The value of a header parameter: style `simple`, without percent-encoding (OpenAPI 3.1, 4.8.12.2.2). Undefined when
 * it is left out. What is not ASCII goes as the bytes of its UTF-8.
 */
export function headerValue(
  parameter: Pick<HttpParameter, 'argument' | 'style' | 'explode'>,
  value: unknown,
): string | undefined {
  const { argument, style, explode } = parameter;
  if (value === undefined || value === null) return undefined;
  if (style === 'json') return safeValue(argument, JSON.stringify(value));
  if (style === 'text') return safeValue(argument, textOf(value));
  const flat = flatten(value);
  if (flat === undefined) return undefined;
  const texts =
    explode && flat.kind === 'map' ? flat.entries.map(([name, text]) => `${name}=${text}`) : inARow(flat);
  return texts.map((text) => safeValue(argument, text)).join(delimiterOf(style).plain);
}

/**
 * The pairs of a cookie parameter, for one `Cookie` header. They are delimited by `; ` where `form` has `&`, which is
 * always wrong in a cookie (OpenAPI 3.1, appendix D). Content of type text is sent as it is.
 */
export function cookiePairs(parameter: HttpParameter, value: unknown): string[] {
  if (parameter.style !== 'text') return queryPairs(parameter.name, parameter, value);
  if (value === undefined || value === null) return [];
  const { argument } = parameter;
  const text = safeValue(argument, textOf(value));
  if (text.includes(';')) throw problem(argumentRefused, { argument, why: 'holds the end of a cookie' });
  return [`${parameter.name}=${text}`];
}

function safeValue(argument: string, text: string): string {
  if (hasControlCharacters(text))
    throw problem(argumentRefused, { argument, why: 'holds a line break or another control character' });
  return headerText(text);
}
