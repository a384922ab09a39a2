import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalBytes } from '../../src/snapshot/index.ts';

function text(value: unknown): string {
  return Buffer.from(canonicalBytes(value)).toString('utf8');
}

/** The same value with the members of every object in another order. */
function reordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reordered);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, reordered(member)] as const);
  return Object.fromEntries(members.reverse());
}

describe('canonical JSON (RFC 8785)', () => {
  it.each([
    // 3.2.4: keys by UTF-16 code units
    [
      '{"\\u20ac":1,"\\r":2,"\\ufb33":3,"1":4,"\\ud83d\\ude00":5,"\\u0080":6,"\\u00f6":7}',
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    ],
    // integer-like keys come first in JavaScript, not here
    ['{"b":1,"10":2,"9":3,"a":4}', '{"10":2,"9":3,"a":4,"b":1}'],
    // appendix B
    [
      '[0,-0,5e-324,-5e-324,1.7976931348623157e308,9007199254740992,295147905179352830000,1e21,1e-7]',
      '[0,0,5e-324,-5e-324,1.7976931348623157e+308,9007199254740992,295147905179352830000,1e+21,1e-7]',
    ],
    ['"\\u000f\\n\\"\\\\\\u003c/"', '"\\u000f\\n\\"\\\\</"'],
    ['{"__proto__":{"a":1},"constructor":2}', '{"__proto__":{"a":1},"constructor":2}'],
    [' [ ] ', '[]'],
    ['{ }', '{}'],
  ])('%s', (json, expected) => {
    expect(text(JSON.parse(json))).toBe(expected);
  });

  it('gives the bytes that the canonicalize package gives, in any order of members', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.boolean(), (value, plain) => {
        fc.pre(JSON.stringify(value).isWellFormed());
        const json: unknown = plain ? value : JSON.parse(JSON.stringify(value));
        expect(text(json)).toBe(canonicalize(json));
        expect(text(reordered(json))).toBe(text(json));
        expect(JSON.parse(text(json))).toEqual(JSON.parse(JSON.stringify(json)));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    ['\ud800'],
    [undefined],
    [() => 1],
    [[undefined]],
    [{ '\udc00': 1 }],
  ])('refuses %j', (value) => {
    expect(() => canonicalBytes(value)).toThrow('no JSON value');
    expect(() => canonicalBytes({ inside: [value] })).toThrow('no JSON value');
  });

  it('leaves out members that are undefined', () => {
    expect(text({ b: undefined, a: 1 })).toBe('{"a":1}');
  });
});
