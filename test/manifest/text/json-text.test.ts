import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateKeys } from '../../../src/manifest/text/duplicate-keys.ts';
import { jsonErrorAt } from '../../../src/manifest/text/json-error.ts';

describe('where a text stops being JSON', () => {
  it.each([
    ['', 0],
    ['{', 1],
    ['{"a":1,}', 7],
    ['{"a":1 "b":2}', 7],
    ['{"a" 1}', 5],
    ['{a:1}', 1],
    ['[1,,2]', 3],
    ['[1,]', 3],
    ['[1 2]', 3],
    ['{"a":}', 5],
    ['{"a":tru}', 5],
    ['{"a":01}', 6],
    ['{"a":"b\n"}', 5],
    ['{"a":"\\x"}', 5],
    ["{'a':1}", 1],
    ['{"a":1} {', 8],
    ['[}', 1],
    ['{]', 1],
    ['  \n  ]', 5],
    ['"a', 0],
  ])('%j at %i', (text, at) => {
    expect(jsonErrorAt(text)).toBe(at);
  });

  it('is never after the place that JSON.parse names, and never in a part that is JSON', () => {
    const edit = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat({ max: 3 }),
      fc.constantFrom('', ',', ':', '"', '}', ']', '{', 'x', '1', ' '),
    );
    fc.assert(
      fc.property(fc.json(), edit, (json, [share, length, by]) => {
        const start = Math.floor(share * json.length);
        const text = json.slice(0, start) + by + json.slice(start + length);
        const error = errorOf(text);
        if (error === undefined) return;
        const at = jsonErrorAt(text);
        const [, position] = /at position (\d+)/.exec(error) ?? [];
        if (position !== undefined) expect(at).toBeLessThanOrEqual(Number(position));
        expect(at).toBeLessThanOrEqual(text.length);
        // Everything before it may go on to be JSON: the fault is not earlier.
        expect(errorOf(`${text.slice(0, at)}\u0001`)).toBeDefined();
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});

function errorOf(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

describe('keys that JSON text gives twice', () => {
  it.each([
    ['{"a":1,"b":{"a":2}}', []],
    ['{"a":1,"a":2}', ['a@7']],
    ['{"a":1,"\\u0061":2}', ['a@7']],
    ['[{"a":1},{"a":2}]', []],
    ['{"a":{"b":1,"b":2},"a":3}', ['b@12', 'a@19']],
    ['{"a":":,{","a":1}', ['a@11']],
    ['{"":1,"":2}', ['@6']],
    ['{"\\"":1,"\\\\":2,"\\"":3}', ['"@15']],
  ])('%s', (text, expected) => {
    const members = JSON.stringify(JSON.parse(text)).length;
    const found = duplicateKeys(text, members).map(({ key, start, end }) => {
      expect(JSON.parse(text.slice(start, end))).toBe(key);
      return `${key}@${start}`;
    });
    expect(found).toEqual(expected);
  });

  it('there are none in what JSON.stringify writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const members = (part: unknown): number =>
          typeof part !== 'object' || part === null
            ? 0
            : Object.values(part).reduce(
                (sum: number, each) => sum + members(each),
                Array.isArray(part) ? 0 : Object.keys(part).length,
              );
        expect(duplicateKeys(JSON.stringify(value, null, 1), members(value))).toEqual([]);
        expect(duplicateKeys(JSON.stringify(value), -1)).toEqual([]);
      }),
    );
  });
});
