import { describe, expect, it } from 'vitest';
import type { ToolOf } from '../../../src/snapshot/index.ts';
import { compileSpec, specOf } from '../../support/compile-spec.ts';
import { compileSmall } from '../support/small-tree.ts';

type Part = Record<string, unknown>;

const done = 'responses: { "204": { description: done } }';

/** The small spec with more to its operation `post /orders`, and to the whole. */
function spec(operation: string, root = ''): string {
  return `openapi: 3.1.0\ninfo: { title: Orders, version: "1" }\npaths:\n  /orders:\n    post: { ${operation}, ${done} }\n${root}`;
}

describe('what is right, or changes nothing, is not mentioned', () => {
  it.each<[string, string]>([
    ['servers of the whole spec', spec('summary: a', 'servers: [{ url: "https://orders.invalid/v1" }]\n')],
    [
      'servers of an operation that are those of the spec',
      spec(
        'servers: [{ url: "https://a.invalid" }]',
        'servers: [{ url: "https://a.invalid", description: main }]\n',
      ),
    ],
    [
      'security',
      spec(
        'security: [{ key: [] }]',
        'components: { securitySchemes: { key: { type: http, scheme: bearer } } }\n',
      ),
    ],
    [
      'several media types with one schema',
      spec(
        'requestBody: { content: { application/json: { schema: { type: object } }, application/xml: { schema: { type: object } } } }',
      ),
    ],
    [
      'a parameter with the name of a key that travels elsewhere',
      spec(
        'parameters: [{ name: key, in: query, schema: { type: string } }]',
        'components: { securitySchemes: { k: { type: apiKey, in: header, name: key } } }\n',
      ),
    ],
    [
      'a reference of an unused part that leads somewhere',
      spec('summary: a', 'components: { schemas: { A: { $ref: "#/components/schemas/B" }, B: {} } }\n'),
    ],
    [
      'a property that is called $ref',
      spec('summary: a', 'components: { schemas: { A: { properties: { $ref: { type: string } } } } }\n'),
    ],
    [
      'a description beside a reference in 3.0',
      `openapi: 3.0.3\ninfo: { title: Orders, version: "1" }\npaths:\n  /orders:\n    post: { requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/A", description: mine } } } }, ${done} }\ncomponents: { schemas: { A: { type: object } } }\n`,
    ],
    [
      'a discriminator',
      spec(
        'requestBody: { content: { application/json: { schema: { type: object, discriminator: { propertyName: kind } } } } }',
      ),
    ],
  ])('%s', async (_, text) => {
    const { diagnostics } = await compileSmall({ 'orders.yaml': text });
    expect(diagnostics.filter(({ code }) => code.startsWith('RSH4'))).toEqual([]);
  });
});

async function toolOf(operation: Part, version?: string): Promise<ToolOf<'http'>> {
  const tool = (await compileSpec(specOf(operation, version))).tools.get('POST /things');
  if (tool === undefined) throw new Error('no tool');
  return tool;
}

describe('an answer', () => {
  const schema = { type: 'object', properties: { a: { type: 'string' } } };
  const ok = (content: Part): Part => ({ responses: { 200: { description: 'ok', content } } });

  it.each<[string, Part, string, unknown]>([
    [
      'that may be JSON is asked for as JSON',
      { 'text/csv': {}, 'application/json': { schema } },
      'application/json',
      schema,
    ],
    ['that is no JSON', { 'text/csv': {}, 'image/png': {} }, 'text/csv, image/png', undefined],
    [
      'with an example',
      { 'application/json': { schema, example: { a: 'x' } } },
      'application/json',
      { ...schema, examples: [{ a: 'x' }] },
    ],
    [
      'with an example that is too large to list',
      { 'application/json': { schema, example: { a: 'x'.repeat(1000) } } },
      'application/json',
      schema,
    ],
    [
      'that is a list, with two examples',
      {
        'application/json': {
          schema: { type: 'array' },
          examples: { one: { value: [1] }, two: { value: [2] } },
        },
      },
      'application/json',
      { type: 'object', properties: { result: { type: 'array', examples: [[1]] } }, required: ['result'] },
    ],
  ])('%s', async (_, content, accept, output) => {
    const tool = await toolOf(ok(content));
    expect([tool.call.accept, tool.outputSchema]).toEqual([accept, output]);
  });
});

it.each<[Part, unknown]>([
  [{ type: 'string' }, { type: 'string', description: 'Why.' }],
  [{ type: 'integer' }, { anyOf: [{ type: 'integer' }, { const: '' }], description: 'Why.' }],
  [
    { type: 'string', enum: ['a'] },
    { anyOf: [{ type: 'string', enum: ['a'] }, { const: '' }], description: 'Why.' },
  ],
])('allowEmptyValue lets nothing be given for %j', async (schema, expected) => {
  const parameter = { name: 'q', in: 'query', description: 'Why.', allowEmptyValue: true, schema };
  expect((await toolOf({ parameters: [parameter] })).inputSchema['properties']).toEqual({ q: expected });
});

it('a path item has what stands beside its $ref, and what it refers to', async () => {
  const operation = (summary: string): Part => ({ summary, responses: { 204: { description: 'done' } } });
  const query = (name: string): Part => ({ name, in: 'query', schema: { type: 'string' } });
  const { tools, diagnostics } = await compileSpec({
    openapi: '3.1.0',
    info: { title: 'Subject', version: '1' },
    paths: {
      '/a': { $ref: '#/components/pathItems/shared', get: operation('mine'), parameters: [query('own')] },
    },
    components: {
      pathItems: {
        shared: { get: operation('theirs'), put: operation('theirs'), parameters: [query('shared')] },
      },
    },
  });
  expect([...tools].map(([name, { title }]) => [name, title])).toEqual([
    ['GET /a', 'mine'],
    ['PUT /a', 'theirs'],
  ]);
  expect(Object.keys(tools.get('PUT /a')?.inputSchema['properties'] as object)).toEqual(['own', 'shared']);
  expect(diagnostics.filter(({ code }) => code.startsWith('RSH4'))).toEqual([]);
});
