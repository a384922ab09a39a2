import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standalone } from '../../../src/gateway/surface/list-entry.ts';
import type { Json, JsonObject } from '../../../src/kernel/index.ts';
import { lazyCheck } from '../../../src/snapshot/schema-check.ts';
import { compileSpec, specOf } from '../../support/compile-spec.ts';
import { validBy } from './openapi-reading.ts';

type Dialect = '3.0' | '3.1';

const names = ['a', 'b'];
const limit = fc.integer({ min: -2, max: 2 });
const mark = fc.option(fc.constantFrom('readOnly', 'writeOnly'), { nil: undefined, freq: 4 });

/** Schemas as people write them in this dialect, references to `A` and `B` among them. */
function schemaArbitrary(dialect: Dialect): fc.Arbitrary<JsonObject> {
  const { schema } = fc.letrec<{ schema: JsonObject; property: JsonObject }>((tie) => {
    const scalar = fc.oneof(
      fc.record(
        { type: fc.constant('string'), minLength: fc.integer({ min: 0, max: 2 }) },
        { requiredKeys: ['type'] },
      ),
      fc.record(
        {
          type: fc.constantFrom('integer', 'number'),
          minimum: limit,
          exclusiveMinimum: dialect === '3.0' ? fc.boolean() : limit,
        },
        { requiredKeys: ['type'] },
      ),
      fc.record({ type: fc.constant('boolean') }),
      fc.record({ type: fc.constant('string'), enum: fc.constantFrom(['x'], ['x', 'y']) }),
      fc.constant({}),
    );
    const nullable = (of: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
      fc.tuple(of, fc.boolean()).map(([form, is]): JsonObject => {
        if (!is || typeof form['type'] !== 'string') return form;
        return dialect === '3.0' ? { ...form, nullable: true } : { ...form, type: [form['type'], 'null'] };
      });
    const reference = fc.tuple(fc.constantFrom('A', 'B'), mark).map(
      ([name, beside]): JsonObject => ({
        $ref: `#/components/schemas/${name}`,
        ...(beside === undefined ? {} : { [beside]: true }),
      }),
    );
    const object = fc.record(
      {
        type: fc.constant('object'),
        properties: fc.dictionary(fc.constantFrom(...names), tie('property'), { maxKeys: 2 }),
        required: fc.subarray(names, { minLength: 1 }),
        additionalProperties: fc.oneof(fc.boolean(), tie('schema')),
      },
      { requiredKeys: ['type'] },
    );
    const composed = fc
      .tuple(
        fc.constantFrom('allOf', 'anyOf', 'oneOf'),
        fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
      )
      .map(([keyword, parts]): JsonObject => ({ [keyword]: parts }));
    return {
      schema: fc.oneof(
        { maxDepth: 3, depthIdentifier: 'schema' },
        nullable(scalar),
        reference,
        nullable(object as fc.Arbitrary<JsonObject>),
        nullable(fc.record({ type: fc.constant('array'), items: tie('schema') })),
        composed,
        tie('schema').map((not): JsonObject => ({ not })),
      ),
      property: fc
        .tuple(tie('schema'), mark)
        .map(
          ([form, is]): JsonObject =>
            is === undefined || form['$ref'] !== undefined ? form : { ...form, [is]: true },
        ),
    };
  });
  return schema;
}

const scalarValue = fc.constantFrom<Json>(null, true, 0, 1, 2, 0.5, -2, '', 'x', 'yy');
const { value: anyValue } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    scalarValue,
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom(...names, 'c'), tie('value'), { maxKeys: 3 }),
  ),
}));

/** Whether a property that may be marked is anywhere in a value. */
function hasNames(value: Json): boolean {
  return names.some((name) => JSON.stringify(value).includes(`"${name}":`));
}

/** A spec whose one operation takes a list of the schema, and answers with one. */
function specWith(schema: JsonObject, a: JsonObject, b: JsonObject, dialect: Dialect): JsonObject {
  const content = { 'application/json': { schema: { type: 'array', items: schema } } };
  const operation = {
    requestBody: { required: true, content },
    responses: { 200: { description: 'ok', content } },
  };
  const spec = specOf(operation, dialect === '3.0' ? '3.0.3' : '3.1.0') as JsonObject;
  return { ...spec, components: { schemas: { A: a, B: b } } };
}

describe.each<Dialect>(['3.0', '3.1'])('schemas of OpenAPI %s', (dialect) => {
  it('accept, converted, what they accept as they are written, and nothing else', {
    timeout: 60_000,
  }, async () => {
    const schema = schemaArbitrary(dialect);
    // A and B say something before they refer to anything, so that no schema is made of itself alone.
    const shared = schema.map(
      (of): JsonObject => ({ type: 'object', properties: { a: of }, required: ['a'] }),
    );
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(
        schema,
        shared,
        shared,
        fc.array(anyValue, { minLength: 5, maxLength: 30 }),
        async (drawn, a, b, values) => {
          const spec = specWith(drawn, a, b, dialect);
          const { tools, schemas } = await compileSpec(spec);
          const tool = tools.get('POST /things');
          if (tool?.outputSchema === undefined) throw new Error('no tool');
          const find = (name: string): ReturnType<typeof schemas.get> => schemas.get(name);
          const checkInput = lazyCheck(standalone(tool.inputSchema, tool.uses, find));
          const checkOutput = lazyCheck(standalone(tool.outputSchema, tool.uses, find));
          // What a converted schema says of properties of the other direction is nothing at all.
          const marked = /"(readOnly|writeOnly)":true/.test(JSON.stringify(spec));
          for (const value of values) {
            for (const [direction, taken] of [
              ['input', checkInput({ body: [value] }).length === 0],
              ['output', checkOutput({ result: [value] }).length === 0],
            ] as const) {
              const valid = validBy(drawn, value, spec, dialect, direction);
              if (valid) accepted++;
              if (!marked) expect([value, direction, taken]).toEqual([value, direction, valid]);
              else if (valid && !hasNames(value))
                expect([value, direction, taken]).toEqual([value, direction, true]);
            }
          }
        },
      ),
      { numRuns: 80, seed: 1 },
    );
    expect(accepted).toBeGreaterThan(100);
  });
});
