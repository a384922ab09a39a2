import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasTooManyValues } from '../../../src/manifest/text/json-values.ts';

it.each([
  ['[]', 1],
  ['[0,0]', 2],
  ['[[],[]]', 4],
  ['{"a":1,"b":2}', 2],
  ['["a,b,[{","\\",[{"]', 2],
  ['["\\\\",0]', 2],
  ['[",,,,', 1],
])('%s counts as %d', (text, count) => {
  const padded = text + ' '.repeat(2 * count);
  expect(hasTooManyValues(padded, count - 1)).toBe(true);
  expect(hasTooManyValues(padded, count)).toBe(false);
});

it('says no only of what has no more values than the limit, and never yes of what has less than half of it', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.integer({ min: 0, max: 20 }), (value, limit) => {
      const text = JSON.stringify(value);
      const count = valuesBelow(value);
      const isTooMany = hasTooManyValues(text + ' '.repeat(2 * limit), limit);
      if (count > limit) expect(isTooMany).toBe(true);
      if (2 * count + 1 <= limit) expect(isTooMany).toBe(false);
    }),
  );
});

function valuesBelow(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, each) => sum + 1 + valuesBelow(each), 0);
}
