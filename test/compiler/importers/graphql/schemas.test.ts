import { describe, expect, it } from 'vitest';
import { standalone } from '../../../../src/gateway/surface/list-entry.ts';
import type { SchemaObject } from '../../../../src/snapshot/index.ts';
import { lazyCheck } from '../../../../src/snapshot/index.ts';
import { graphqlTools } from '../../../support/graphql/graphql-tools.ts';

/** The property `a` of the tool `q`, whose argument is written so; and the shared schemas. */
async function argument(
  written: string,
  more = '',
): Promise<{ property: unknown; schemas: ReadonlyMap<string, SchemaObject>; required: unknown }> {
  const { tools, schemas } = await graphqlTools(`type Query { q(a: ${written}): ID }\n${more}`);
  const input = tools.get('q')?.inputSchema as
    | { properties: { a: unknown }; required?: string[] }
    | undefined;
  return { property: input?.properties.a, schemas, required: input?.required };
}

describe('the schema of an argument', () => {
  it.each([
    ['Int', { type: ['integer', 'null'] }, undefined],
    ['Int!', { type: 'integer' }, ['a']],
    ['Float!', { type: 'number' }, ['a']],
    ['String!', { type: 'string' }, ['a']],
    ['Boolean!', { type: 'boolean' }, ['a']],
    ['ID!', { type: 'string' }, ['a']],
    ['Int! = 3', { type: 'integer', default: 3 }, undefined],
    ['String = null', { type: ['string', 'null'], default: null }, undefined],
    [
      '[String!]! = ["a", "b\\n"]',
      { type: 'array', items: { type: 'string' }, default: ['a', 'b\n'] },
      undefined,
    ],
    ['[Int]', { type: ['array', 'null'], items: { type: ['integer', 'null'] } }, undefined],
    ['[[Int!]!]!', { type: 'array', items: { type: 'array', items: { type: 'integer' } } }, ['a']],
    [
      '[[Int]!]',
      { type: ['array', 'null'], items: { type: 'array', items: { type: ['integer', 'null'] } } },
      undefined,
    ],
  ])('%s', async (written, schema, required) => {
    const found = await argument(written);
    expect(found.property).toEqual(schema);
    expect(found.required).toEqual(required);
  });

  it.each([
    ['DateTime', '', { type: 'string' }],
    ['AWSDateTime', '', { type: 'string' }],
    ['BigInt', '', { type: ['integer', 'string'] }],
    ['BigDecimal', '', { type: ['number', 'string'] }],
    ['JSONObject', '', { type: 'object' }],
    ['JSON', '', {}],
    ['Whatever', '', {}],
    ['Whatever', ' @specifiedBy(url: "https://www.rfc-editor.org/rfc/rfc3339")', { type: 'string' }],
    ['Whatever', ' @specifiedBy(url: "https://www.rfc-editor.org/rfc/rfc33390")', {}],
  ])('the custom scalar %s%s', async (name, directive, schema) => {
    const { property, schemas } = await argument(`${name}!`, `scalar ${name}${directive}\n`);
    expect(property).toEqual({ $ref: `#/$defs/${name}` });
    const { description, ...rest } = schemas.get(name)?.schema ?? {};
    expect(rest).toEqual(schema);
    expect(description).toContain(name);
  });

  it('of an enum has its values, and what they mean', async () => {
    const { property, schemas } = await argument(
      'State = OPEN',
      '"How it is."\nenum State {\n  "Not yet\n paid."\n  OPEN\n  PAID\n  OLD @deprecated(reason: "Use PAID.")\n}\n'.replace(
        '"Not yet\n paid."',
        '"""Not yet\n  paid."""',
      ),
    );
    expect(property).toEqual({ anyOf: [{ $ref: '#/$defs/State' }, { type: 'null' }], default: 'OPEN' });
    expect(schemas.get('State')?.schema).toEqual({
      type: 'string',
      enum: ['OPEN', 'PAID', 'OLD'],
      description: 'How it is.\nOPEN: Not yet paid.\nOLD: Deprecated. Use PAID.',
    });
  });

  it('of an input object is shared, and may contain itself', async () => {
    const { property, schemas } = await argument(
      'By!',
      'input By {\n  "Where to begin."\n  from: Int! = 1\n  name: String!\n  by: [By!]\n  old: ID @deprecated(reason: "no")\n}\n',
    );
    expect(property).toEqual({ $ref: '#/$defs/By' });
    expect(schemas.get('By')).toMatchObject({
      uses: ['By'],
      schema: {
        type: 'object',
        properties: {
          from: { type: 'integer', description: 'Where to begin.', default: 1 },
          name: { type: 'string' },
          by: { type: ['array', 'null'], items: { $ref: '#/$defs/By' } },
          old: { type: ['string', 'null'], description: 'Deprecated. no' },
        },
        required: ['name'],
        additionalProperties: false,
      },
    });
  });

  it.each([
    [{ id: '1' }, true],
    [{ name: 'a' }, true],
    [{}, false],
    [{ id: '1', name: 'a' }, false],
    [{ id: null }, false],
    [{ other: 1 }, false],
  ])('of a oneOf object takes %j: %s', async (value, fits) => {
    const { schemas } = await argument('By!', 'input By @oneOf { id: ID name: String }\n');
    const check = lazyCheck(standalone({ $ref: '#/$defs/By' }, ['By'], (name) => schemas.get(name)));
    expect(check(value).length === 0).toBe(fits);
  });
});

describe('the texts of a tool', () => {
  it.each([
    ['"Gets it."\n  q: ID', 'Gets it.'],
    ['"""\n  Gets it.\n\n    And more.\n  """\n  q: ID', 'Gets it.\n\n  And more.'],
    ['# Gets it,\n  # all of it.\n  q: ID', 'Gets it,\nall of it.'],
    ['# Other.\n\n  # Gets it.\n  q: ID', 'Gets it.'],
    ['p: ID # Of p.\n  q: ID', undefined],
    ['# No.\n  "Yes."\n  q: ID', 'Yes.'],
    ['q: ID @deprecated', 'Deprecated.'],
    ['"Gets it."\n  q: ID @deprecated(reason: "Use p.")', 'Deprecated. Use p.\n\nGets it.'],
    ['q: ID', undefined],
  ])('%j', async (field, description) => {
    const { tools } = await graphqlTools(`type Query {\n  ${field}\n}\n`);
    expect(tools.get('q')?.description).toBe(description);
  });

  it('has the hints of its kind', async () => {
    const { tools } = await graphqlTools('type Query { q: ID }\ntype Mutation { m: ID }\n');
    expect(tools.get('q')?.annotations).toEqual({ readOnlyHint: true });
    expect(tools.get('m')?.annotations).toEqual({ readOnlyHint: false });
  });
});
