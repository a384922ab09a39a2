import { describe, expect, it } from 'vitest';
import { canonicalBytes } from '../../../src/snapshot/index.ts';
import { compileSpec, specOf } from '../../support/compile-spec.ts';

type Dialect = '3.0.3' | '3.1.0';
type Part = Record<string, unknown>;

const object = { type: 'object', properties: { a: {} } };

/** What becomes of the items of a list that is sent, and of one that is answered; and of the shared schemas. */
async function converted(
  schema: unknown,
  dialect: Dialect,
  schemas: Part = {},
): Promise<{ input: unknown; output: unknown; shared: Record<string, unknown> }> {
  const content = { 'application/json': { schema: { type: 'array', items: schema } } };
  const operation = { requestBody: { content }, responses: { 200: { description: 'ok', content } } };
  const spec = { ...(specOf(operation, dialect) as Part), components: { schemas } };
  const { tools, schemas: found } = await compileSpec(spec);
  const tool = tools.get('POST /things');
  const at = (holder: unknown, ...path: string[]): unknown =>
    path.reduce((value, key) => (value as Part | undefined)?.[key], holder);
  return {
    input: at(tool?.inputSchema, 'properties', 'body', 'items'),
    output: at(tool?.outputSchema, 'properties', 'result', 'items'),
    shared: Object.fromEntries([...found].map(([name, { schema: of }]) => [name, of])),
  };
}

describe('schemas, as OpenAPI writes them and as JSON Schema 2020-12 says the same', () => {
  it.each<[string, Dialect, Part, unknown]>([
    ['nullable', '3.0.3', { type: 'string', nullable: true }, { type: ['string', 'null'] }],
    [
      'nullable with values',
      '3.0.3',
      { type: 'string', nullable: true, enum: ['a'] },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [
      'nullable and composed',
      '3.0.3',
      { nullable: true, allOf: [object] },
      { anyOf: [{ allOf: [object] }, { type: 'null' }] },
    ],
    [
      'nullable, typed and composed',
      '3.0.3',
      { type: 'object', nullable: true, allOf: [object] },
      { type: ['object', 'null'], anyOf: [{ allOf: [object] }, { type: 'null' }] },
    ],
    ['not nullable', '3.0.3', { type: 'string', nullable: false }, { type: 'string' }],
    [
      'nullable where there is no such thing',
      '3.1.0',
      { type: 'string', nullable: true },
      { type: 'string' },
    ],
    [
      'an exclusive minimum as a boolean',
      '3.0.3',
      { minimum: 1, exclusiveMinimum: true },
      { exclusiveMinimum: 1 },
    ],
    ['one that is none', '3.0.3', { maximum: 1, exclusiveMaximum: false }, { maximum: 1 }],
    ['one without a minimum', '3.0.3', { type: 'number', exclusiveMinimum: true }, { type: 'number' }],
    ['an exclusive minimum as a number', '3.1.0', { exclusiveMinimum: 1 }, { exclusiveMinimum: 1 }],
    ['an example', '3.0.3', { type: 'string', example: 'a' }, { type: 'string', examples: ['a'] }],
    ['an example that is null', '3.0.3', { example: null }, { examples: [null] }],
    ['examples', '3.1.0', { examples: ['a', 'b'], example: 'c' }, { examples: ['a', 'b'] }],
    [
      'a discriminator',
      '3.1.0',
      { oneOf: [object], discriminator: { propertyName: 'a' } },
      { oneOf: [object] },
    ],
    ['true', '3.1.0', { items: true, not: false }, { items: true, not: false }],
    [
      'what only documents',
      '3.0.3',
      { type: 'string', xml: { name: 'a' }, externalDocs: { url: 'b' }, 'x-a': 1 },
      { type: 'string' },
    ],
    [
      'a tuple',
      '3.1.0',
      { prefixItems: [{ type: 'string' }], items: false },
      { prefixItems: [{ type: 'string' }], items: false },
    ],
    [
      'a property called __proto__',
      '3.1.0',
      JSON.parse('{"properties":{"__proto__":{"type":"string"}}}') as Part,
      JSON.parse('{"properties":{"__proto__":{"type":"string"}}}'),
    ],
  ])('%s (%s)', async (_, dialect, schema, expected) => {
    const { input, output } = await converted(schema, dialect);
    expect(canonicalBytes([input, output])).toEqual(canonicalBytes([expected, expected]));
  });

  it('references stay references, and recursion is no problem', async () => {
    const Tree = {
      type: 'object',
      properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
    };
    const { input, shared } = await converted({ $ref: '#/components/schemas/Tree' }, '3.1.0', { Tree });
    expect(input).toEqual({ $ref: '#/$defs/Tree' });
    expect(shared).toEqual({
      Tree: { type: 'object', properties: { children: { type: 'array', items: { $ref: '#/$defs/Tree' } } } },
    });
  });

  it.each<[Dialect, unknown]>([
    ['3.0.3', { $ref: '#/$defs/A', description: 'mine' }],
    ['3.1.0', { $ref: '#/$defs/A', description: 'mine', minLength: 2 }],
  ])(
    'what stands beside a $ref counts in 3.1 only, but for a description (%s)',
    async (dialect, expected) => {
      const schema = { $ref: '#/components/schemas/A', description: 'mine', minLength: 2 };
      expect((await converted(schema, dialect, { A: { type: 'string' } })).input).toEqual(expected);
    },
  );
});

describe('properties of one direction', () => {
  const id = { type: 'string', readOnly: true };
  const word = { type: 'string', writeOnly: true };

  it.each<[string, Dialect, Part, unknown, unknown]>([
    [
      'are left out of the other',
      '3.0.3',
      { properties: { id, word }, required: ['id', 'word', 'more'] },
      { properties: { word }, required: ['word', 'more'] },
      { properties: { id }, required: ['id', 'more'] },
    ],
    [
      'are marked beside a $ref in 3.1',
      '3.1.0',
      { properties: { id: { $ref: '#/components/schemas/Id', readOnly: true } }, required: ['id'] },
      { properties: {} },
      { properties: { id: { $ref: '#/$defs/Id', readOnly: true } }, required: ['id'] },
    ],
    [
      'are marked where a $ref leads',
      '3.0.3',
      { properties: { id: { $ref: '#/components/schemas/ReadOnly' } } },
      { properties: {} },
      { properties: { id: { $ref: '#/$defs/ReadOnly' } } },
    ],
    [
      'are not required by another part of allOf',
      '3.0.3',
      { allOf: [{ properties: { id } }, { required: ['id', 'more'] }] },
      { allOf: [{ properties: {} }, { required: ['more'] }] },
      { allOf: [{ properties: { id } }, { required: ['id', 'more'] }] },
    ],
    [
      'are not required beside allOf',
      '3.1.0',
      { allOf: [{ $ref: '#/components/schemas/WithId' }], required: ['id'] },
      { allOf: [{ $ref: '#/$defs/WithId_input' }] },
      { allOf: [{ $ref: '#/$defs/WithId' }], required: ['id'] },
    ],
  ])('%s (%s)', async (_, dialect, schema, input, output) => {
    const schemas = { Id: { type: 'string' }, ReadOnly: id, WithId: { properties: { id } } };
    const found = await converted(schema, dialect, schemas);
    expect(found.input).toEqual(input);
    expect(found.output).toEqual(output);
  });
});

describe('arguments', () => {
  it('may have any name, and collide with nothing', async () => {
    const parameters = ['__proto__', 'constructor', 'id', 'id!', 'toString'].map((name) => ({
      name,
      in: 'query',
      schema: { type: 'string' },
    }));
    const body = {
      content: {
        'application/json': { schema: { type: 'object', properties: { id: { type: 'integer' } } } },
      },
    };
    const { tools } = await compileSpec(specOf({ parameters, requestBody: body }));
    const tool = tools.get('POST /things');
    const properties = tool?.inputSchema['properties'] as object;
    expect(Object.getOwnPropertyNames(properties).sort()).toEqual([
      '__proto__',
      'body_id',
      'constructor',
      'id',
      'id_',
      'toString',
    ]);
    expect(tool?.call.parameters.map(({ argument, name }) => `${argument} → ${name}`)).toEqual([
      '__proto__ → __proto__',
      'constructor → constructor',
      'id → id',
      'id_ → id!',
      'toString → toString',
    ]);
    expect(tool?.call.body?.properties).toEqual([{ argument: 'body_id', property: 'id' }]);
  });

  it('have what the examples of a body have for them', async () => {
    const schema = {
      type: 'object',
      properties: { a: { type: 'integer' }, b: { examples: ['mine'] }, c: {} },
    };
    const examples = {
      one: { value: { a: 1, b: 'x' } },
      two: { value: { a: 2 } },
      three: { value: { a: 1 } },
    };
    const flat = await compileSpec(
      specOf({ requestBody: { content: { 'application/json': { schema, examples } } } }),
    );
    expect(flat.tools.get('POST /things')?.inputSchema['properties']).toEqual({
      a: { type: 'integer', examples: [1, 2] },
      b: { examples: ['mine'] },
      c: {},
    });
    const list = { schema: { type: 'array' }, example: [1] };
    const whole = await compileSpec(specOf({ requestBody: { content: { 'application/json': list } } }));
    expect(whole.tools.get('POST /things')?.inputSchema['properties']).toEqual({
      body: { type: 'array', examples: [[1]] },
    });
  });

  it('have the examples of their parameters, wherever those stand', async () => {
    const examples = {
      one: { value: 1 },
      two: { $ref: '#/components/examples/two' },
      three: { externalValue: 'three.json' },
    };
    const spec = {
      ...(specOf({
        parameters: [{ name: 'q', in: 'query', schema: { type: 'integer' }, examples }],
      }) as Part),
      components: { examples: { two: { value: 2 } } },
    };
    const tool = (await compileSpec(spec)).tools.get('POST /things');
    expect(tool?.inputSchema['properties']).toEqual({ q: { type: 'integer', examples: [1, 2] } });
  });
});
