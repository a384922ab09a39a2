import { format as formats, ucs2length } from '@cfworker/json-schema';
import type { JsonObject } from '../../kernel/index.ts';
import type { Test } from './quick-test.ts';

/** Limits of texts, in characters; all else passes. A format that is not known is none. */
export function stringTests({ minLength, maxLength, pattern, format }: JsonObject): Test[] {
  const tests: ((text: string) => boolean)[] = [];
  if (typeof minLength === 'number') tests.push((text) => ucs2length(text) >= minLength);
  if (typeof maxLength === 'number')
    // No text has more characters than code units.
    tests.push((text) => text.length <= maxLength || ucs2length(text) <= maxLength);
  if (typeof pattern === 'string') {
    const expression = new RegExp(pattern, 'u');
    tests.push((text) => expression.test(text));
  }
  const known = typeof format === 'string' && Object.hasOwn(formats, format) ? formats[format] : undefined;
  if (known !== undefined) tests.push(known);
  return tests.map((test) => (value) => typeof value !== 'string' || test(value));
}
