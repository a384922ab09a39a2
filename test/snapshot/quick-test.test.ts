import { Validator } from '@cfworker/json-schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/kernel/index.ts';
import { quickTest } from '../../src/snapshot/quick-test/quick-test.ts';

/** Schemas that are drawn, each with some values. */
const runs = Number(process.env['RESHAPR_QUICK_RUNS'] ?? 300);

const names = fc.constantFrom('a', 'b', 'constructor', '__proto__', 'toString', '');
const texts = fc.constantFrom('', 'a', 'ab', '😀😀', 'x-1', '2026-12-01', 'a@b.de', '1');
const small = fc.integer({ min: -2, max: 3 });
const scalars = fc.oneof(fc.constantFrom(null, true, false, 0, 1, 1.5, -0), small, texts);

const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    scalars,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

const type = fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object', 'other');

const { schema } = fc.letrec<{ schema: unknown }>((tie) => {
  const list = fc.array(tie('schema'), { minLength: 1, maxLength: 3 });
  return {
    schema: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      fc.boolean(),
      fc.constantFrom({ $ref: '#/$defs/a' }, { $ref: '#/$defs/b' }),
      fc.record(
        {
          type: fc.oneof(type, fc.array(type, { maxLength: 3 })),
          enum: fc.array(scalars, { maxLength: 4 }),
          const: scalars,
          description: texts,
          properties: fc.dictionary(names, tie('schema'), { maxKeys: 3, noNullPrototype: true }),
          additionalProperties: tie('schema'),
          required: fc.array(names, { maxLength: 2 }),
          minProperties: small,
          maxProperties: small,
          items: tie('schema'),
          minItems: small,
          maxItems: small,
          uniqueItems: fc.boolean(),
          minimum: small,
          exclusiveMaximum: small,
          minLength: small,
          maxLength: small,
          pattern: fc.constantFrom('^a', '\\d', '^.$', '^\\p{L}*$'),
          format: fc.constantFrom('date', 'email', 'unheard-of'),
          anyOf: list,
          oneOf: list,
          allOf: list,
          not: tie('schema'),
        },
        { requiredKeys: [] },
      ),
    ),
  };
});

const root = fc.tuple(schema, schema, schema).map(([first, a, b]): JsonObject => {
  // Each leads on through a property only, or it would never end.
  const below = { properties: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } };
  const withoutRefs = (part: unknown): unknown =>
    JSON.parse(JSON.stringify(part).replaceAll('$ref', 'title'));
  return {
    ...(typeof first === 'object' ? first : { not: !first }),
    $defs: { a: { allOf: [withoutRefs(a), below] }, b: { allOf: [withoutRefs(b), below] } },
  } as JsonObject;
});

it('says of any value what the validator says', () => {
  let fits = 0;
  fc.assert(
    fc.property(root, fc.array(value, { minLength: 5, maxLength: 10 }), (given, values) => {
      const test = quickTest(given);
      expect(test).toBeDefined();
      const validator = new Validator(given, '2020-12', false);
      for (const each of values) {
        const verdict = test?.(each);
        if (verdict) fits++;
        expect([each, verdict]).toEqual([each, validator.validate(each).valid]);
      }
    }),
    { numRuns: runs },
  );
  expect(fits).toBeGreaterThan(runs / 2);
});

describe('leaves to the validator what it does not know', () => {
  it.each<[string, JsonObject]>([
    ['a keyword', { patternProperties: {} }],
    ['a keyword that nobody knows', { nullable: true }],
    ['a keyword far below', { properties: { a: { items: { prefixItems: [true] } } } }],
    ['a keyword where a reference leads', { $ref: '#/$defs/a', $defs: { a: { multipleOf: 2 } } }],
    ['a reference to nothing', { $ref: '#/$defs/b', $defs: { a: {} } }],
    ['a reference to somewhere else', { $ref: 'https://a.example/b' }],
    ['a reference into a part', { $ref: '#/properties/a', properties: { a: {} } }],
    ['an object to be equal to', { const: {} }],
    ['a list among what is allowed', { enum: ['a', []] }],
    ['a limit of OpenAPI 3.0', { minimum: 1, exclusiveMinimum: true }],
    ['a dialect with another base', { $id: 'https://a.example/b' }],
  ])('%s', (_, given) => {
    expect(quickTest(given)).toBeUndefined();
  });
});

it('tests what leads back to itself', () => {
  const tree = {
    $ref: '#/$defs/tree',
    $defs: { tree: { type: 'object', additionalProperties: { $ref: '#/$defs/tree' } } },
  };
  const test = quickTest(tree);
  expect([{}, { a: { b: {} } }, { a: { b: 1 } }].map((each) => test?.(each))).toEqual([true, true, false]);
});
