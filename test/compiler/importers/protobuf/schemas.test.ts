import { describe, expect, it } from 'vitest';
import { readService } from './reading.ts';

const head = 'syntax = "proto3";\npackage shop.v1;\nimport "google/api/field_behavior.proto";\n';

/** Input and output schema of a method whose message has this body. */
async function schemasOf(body: string, more = '') {
  const text = `${head}service Subject {\n  // Does it.\n  rpc Do(Item) returns (Item);\n}\nmessage Item {\n${body}\n}\n${more}`;
  const { said, tools, schemas } = await readService('main.proto', { 'main.proto': text });
  expect(said).toEqual([]);
  const tool = tools.get('Do');
  return { input: tool?.inputSchema, output: tool?.outputSchema, schemas };
}

describe('the schema of a message', () => {
  it.each([
    {
      what: 'a comment above a field, and one behind it',
      body: '// The id.\n// Unique.\nstring id = 1;\nstring name = 2; // How it is called.\n/* A block. */ string note = 3;',
      input: {
        id: { type: 'string', description: 'The id.\nUnique.' },
        name: { type: 'string', description: 'How it is called.' },
        note: { type: 'string', description: 'A block.' },
      },
    },
    {
      what: 'no comment that a blank line parts from the field, and no remark for linters',
      body: '// About nothing.\n\nstring id = 1;\n// (-- api-linter: off --)\n// A [link][shop.v1.Item] here.\nstring name = 2;',
      input: { id: { type: 'string' }, name: { type: 'string', description: 'A link here.' } },
    },
    {
      what: 'a deprecated field',
      body: 'string id = 1 [deprecated = true];',
      input: { id: { type: 'string', deprecated: true } },
    },
    {
      what: 'a map with numbers as keys',
      body: 'map<uint32, bool> flags = 1;',
      input: {
        flags: {
          type: 'object',
          additionalProperties: { type: 'boolean' },
          propertyNames: { pattern: '^[0-9]{1,20}$' },
        },
      },
    },
    {
      what: 'an enum',
      body: 'enum Kind { A = 0; B = 1; }\nKind kind = 1;\nrepeated Kind kinds = 2;',
      input: {
        kind: { type: 'string', enum: ['A', 'B'] },
        kinds: { type: 'array', items: { type: 'string', enum: ['A', 'B'] } },
      },
    },
    {
      what: 'a message, shared',
      body: 'Item parent = 1;',
      input: { parent: { $ref: '#/$defs/shop.v1.Item' } },
    },
  ])('$what', async ({ body, input }) => {
    expect((await schemasOf(body)).input?.['properties']).toEqual(input);
  });

  it('what is required, and what only the backend sets', async () => {
    const { input, output } = await schemasOf(
      'string id = 1 [(google.api.field_behavior) = REQUIRED, (google.api.field_behavior) = IMMUTABLE];\nstring made_at = 2 [(google.api.field_behavior) = OUTPUT_ONLY];',
    );
    expect(input).toEqual({
      type: 'object',
      properties: { id: { type: 'string' } },
      required: ['id'],
      additionalProperties: false,
    });
    expect(output).toEqual({
      type: 'object',
      properties: { id: { type: 'string' }, madeAt: { type: 'string' } },
    });
  });

  it('members of a oneof exclude each other', async () => {
    const { input } = await schemasOf(
      'oneof how { string a = 1; int32 b = 2; bool c = 3; }\noptional string d = 4;',
    );
    expect(input).toMatchObject({
      description: 'At most one of a, b, c.',
      dependentSchemas: { a: { properties: { b: false, c: false } }, b: { properties: { c: false } } },
    });
  });

  it('a large enum is one shared schema, in each direction', async () => {
    const values = Array.from({ length: 20 }, (_, index) => `V${index} = ${index};`).join(' ');
    const { input, output, schemas } = await schemasOf('Big big = 1;', `enum Big { ${values} }\n`);
    expect(input?.['properties']).toEqual({ big: { $ref: '#/$defs/shop.v1.Big' } });
    expect(output?.['properties']).toEqual({ big: { $ref: '#/$defs/shop.v1.Big.output' } });
    expect([...schemas.keys()]).toEqual(['shop.v1.Big', 'shop.v1.Big.output']);
  });

  it('annotations say what idempotency_level promises', async () => {
    const rpc = (name: string, level: string) =>
      `rpc ${name}(Item) returns (Item) { option idempotency_level = ${level}; }`;
    const text = `${head}service Subject { ${rpc('A', 'NO_SIDE_EFFECTS')} ${rpc('B', 'IDEMPOTENT')} ${rpc('C', 'IDEMPOTENCY_UNKNOWN')} }\nmessage Item {}\n`;
    const { tools } = await readService('main.proto', { 'main.proto': text });
    expect(['A', 'B', 'C'].map((name) => tools.get(name)?.annotations)).toEqual([
      { readOnlyHint: true },
      { readOnlyHint: false, idempotentHint: true },
      undefined,
    ]);
  });
});

describe('a change of what travels is a change of the tool', () => {
  const text = (item: string, other = '') =>
    `${head}service Subject {\n  // Does it.\n  rpc Do(Item) returns (Item);\n}\nmessage Item { Part part = 1; }\nmessage Part { ${item} }\n${other}`;
  const callOf = async (content: string) =>
    (await readService('main.proto', { 'main.proto': content })).tools.get('Do')?.call;

  it.each([
    { what: 'a number of a field, behind another message', to: text('string id = 2;'), changes: true },
    {
      what: 'a type with the same form in JSON',
      to: text('sint32 id = 1;'),
      from: text('int32 id = 1;'),
      changes: true,
    },
    { what: 'a comment', to: text('/* The id. */ string id = 1;'), changes: false },
    {
      what: 'a message that the tool does not need',
      to: text('string id = 1;', 'message New {}\n'),
      changes: false,
    },
  ])('$what: $changes', async ({ to, from = text('string id = 1;'), changes }) => {
    const [before, after] = [await callOf(from), await callOf(to)];
    expect(before).toBeDefined();
    if (changes) expect(after).not.toEqual(before);
    else expect(after).toEqual(before);
  });
});
