import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ChangeClass, changeKinds, diffSurfaces, type JsonSchema } from '../../../src/snapshot/index.ts';
import { lazyCheck } from '../../../src/snapshot/schema-check.ts';
import { surface, tools } from './support.ts';

const runs = Number(process.env['RESHAPR_DIFF_RUNS'] ?? 600);

/** Small schemas of the keywords whose meaning is compared. */
const { schema } = fc.letrec<{ schema: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record(
      {
        type: fc.constantFrom<unknown>('string', 'integer', 'number', 'boolean', ['string', 'null']),
        enum: fc.uniqueArray(fc.constantFrom<unknown>('a', 'bb', 1, 2, null), { minLength: 1, maxLength: 3 }),
        minimum: fc.integer({ min: 0, max: 2 }),
        exclusiveMinimum: fc.integer({ min: 0, max: 2 }),
        maxLength: fc.integer({ min: 0, max: 2 }),
        pattern: fc.constantFrom('^a', '^b'),
        format: fc.constantFrom('date', 'int32'),
        description: fc.constantFrom('x', 'y'),
      },
      { requiredKeys: [] },
    ),
    fc.record(
      {
        type: fc.constant('object'),
        properties: fc.dictionary(fc.constantFrom('a', 'b'), tie('schema'), { maxKeys: 2 }),
        required: fc.uniqueArray(fc.constantFrom('a', 'b')),
        additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
      },
      { requiredKeys: [] },
    ),
    fc.record(
      { type: fc.constant('array'), items: tie('schema'), maxItems: fc.integer({ min: 0, max: 2 }) },
      { requiredKeys: [] },
    ),
    fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
  ),
}));

const scalars = ['', 'a', 'bb', 'bcd', 0, 1, 1.5, 2, 3, true, null, '2024-01-01'];
const values: unknown[] = [
  ...scalars,
  [],
  ...scalars.map((value) => [value]),
  ['a', 1, null],
  {},
  ...scalars.flatMap((value) => [{ a: value }, { b: value }, { a: 'a', b: value }, { c: value }]),
  { a: { a: 'a' } },
  { a: [] },
  { a: {} },
  { b: { a: 1, b: null } },
  [{ a: 1 }],
  [[]],
];

/** What somebody makes of a schema: another one, or the same with one keyword more, or less. */
const edits: ((schema: JsonSchema, other: JsonSchema) => JsonSchema)[] = [
  (_, other) => other,
  (schema, other) => ({ ...schema, ...Object.fromEntries(Object.entries(other).slice(0, 1)) }),
  (schema) => Object.fromEntries(Object.entries(schema).slice(1)),
];

/** What a client sends by a schema, and a backend gives: members that are not described are not among it. */
function closed(schema: unknown): JsonSchema {
  const own = Object.fromEntries(
    Object.entries(schema as object).map(([key, value]): [string, unknown] => {
      if (key === 'items') return [key, closed(value)];
      if (key === 'properties')
        return [
          key,
          Object.fromEntries(Object.entries(value as object).map(([name, each]) => [name, closed(each)])),
        ];
      if (key === 'anyOf') return [key, (value as unknown[]).map(closed)];
      return [key, typeof value === 'object' && key === 'additionalProperties' ? closed(value) : value];
    }),
  );
  return typeof own['additionalProperties'] === 'object' ? own : { ...own, additionalProperties: false };
}

function fits(schema: JsonSchema, value: unknown): boolean {
  return lazyCheck(schema)(value).length === 0;
}

/** The worst class of a change of a value that is taken, or given. */
function worst(
  field: 'inputSchema' | 'outputSchema',
  before: JsonSchema,
  after: JsonSchema,
): ChangeClass | undefined {
  const root = (x: JsonSchema): object => ({ [field]: { type: 'object', properties: { x } } });
  const [old, now] = tools(root(before), root(after));
  const classes = diffSurfaces(surface(old), surface(now)).map(({ kind }) => changeKinds[kind].class);
  return (['breaking', 'dangerous', 'safe'] as const).find((each) => classes.includes(each));
}

it('what is called safe never refuses a value that was accepted, nor gives one that did not fit', () => {
  const seen = { breaking: 0, dangerous: 0, safe: 0, none: 0, refused: 0 };
  fc.assert(
    fc.property(schema, schema, fc.constantFrom(...edits), (before, other, edit) => {
      const after = edit(before, other);
      const refused = values.find((value) => fits(closed(before), value) && !fits(after, value));
      const unforeseen = values.find((value) => !fits(before, value) && fits(closed(after), value));
      const taken = worst('inputSchema', before, after);
      const given = worst('outputSchema', before, after);
      seen[taken ?? 'none']++;
      seen[given ?? 'none']++;
      if (refused !== undefined) seen.refused++;
      const isHarmless = (level: ChangeClass | undefined): boolean => level === undefined || level === 'safe';
      if (isHarmless(taken)) expect(refused).toBeUndefined();
      if (isHarmless(given)) expect(unforeseen).toBeUndefined();
    }),
    { numRuns: runs },
  );
  for (const [name, count] of Object.entries(seen)) expect(count, name).toBeGreaterThan(runs / 100);
});

it('a schema compared with itself has not changed, and what differs is always said', () => {
  fc.assert(
    fc.property(schema, schema, (before, after) => {
      expect(worst('inputSchema', before, structuredClone(before))).toBeUndefined();
      const isSame = values.every(
        (value) => (lazyCheck(before)(value).length === 0) === (lazyCheck(after)(value).length === 0),
      );
      if (!isSame) expect(worst('inputSchema', before, after)).toBeDefined();
    }),
    { numRuns: runs / 5 },
  );
});
