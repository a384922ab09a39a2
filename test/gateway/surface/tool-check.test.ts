import { describe, expect, it } from 'vitest';
import { toolCheck } from '../../../src/gateway/surface/tool-check.ts';
import type { JsonSchema } from '../../../src/snapshot/index.ts';

const object = (properties: object, more: object = {}): JsonSchema => ({
  type: 'object',
  properties,
  ...more,
});

describe('a check of arguments', () => {
  it.each<[string, JsonSchema, unknown, readonly string[]]>([
    [
      'of a pattern',
      object({ a: { pattern: '^[a-z]+$' } }),
      { a: 'b1' },
      ['a String does not match pattern'],
    ],
    ['that a pattern passes', object({ a: { pattern: '^[a-z]+$' } }), { a: 'b' }, []],
    [
      'of all that is wrong',
      object({ a: { type: 'integer' }, b: { type: 'integer' } }),
      { a: '', b: '' },
      ['a must be integer, not string', 'b must be integer, not string'],
    ],
    [
      'of unique items',
      object({ a: { uniqueItems: true } }),
      { a: [1, 1] },
      ['a Duplicate items at indexes 0 and 1'],
    ],
  ])('%s', (_, schema, args, problems) => {
    expect(toolCheck(schema)(args)).toEqual(problems);
  });

  it('of a pattern that takes exponential time does not hold up the gateway', () => {
    const check = toolCheck(object({ a: { pattern: '^(a+)+$' }, b: { type: 'integer' } }));
    const hostile = `${'a'.repeat(60)}!`;
    expect(check({ a: 'b' })).toHaveLength(1);
    for (let call = 0; call < 100; call++) expect(check({ a: hostile })).toEqual([]);
    // From then on the pattern is the backend's; all else is checked as before.
    expect(check({ a: 'b', b: 'c' })).toEqual(['b must be integer, not string']);
  });

  it('of names by a pattern that takes exponential time neither, and forbids none of them', () => {
    const patterns = { patternProperties: { '^(a+)+$': {} }, additionalProperties: false };
    const check = toolCheck(object({ pattern: { type: 'string' } }, patterns));
    expect(check({ pattern: 'x', aa: 1, b: 1 })).toHaveLength(1);
    expect(check({ [`${'a'.repeat(60)}!`]: 1 })).toEqual([]);
    expect(check({ pattern: 'x', aa: 1, b: 1 })).toEqual([]);
    expect(check({ pattern: 1 })).toEqual(['pattern must be string, not number']);
  });

  it('of a hundred thousand items that must be unique neither', () => {
    const check = toolCheck(object({ a: { uniqueItems: true, items: { type: 'integer' } } }));
    const many = Array.from({ length: 100_000 }, (_, at) => at);
    expect(check({ a: many })).toEqual([]);
    expect(check({ a: [...many, 'x'] })).toEqual(['a.100000 must be integer, not string']);
  });

  it('of half a million wrong items tells of one', () => {
    const check = toolCheck(object({ a: { items: { type: 'integer' } } }));
    expect(check({ a: Array.from({ length: 500_000 }, () => '') })).toEqual([
      'a.0 must be integer, not string',
    ]);
  });
});
