import { describe, expect, it } from 'vitest';
import type { HttpCall, ToolOf } from '../../../src/snapshot/index.ts';
import { compileSpec } from '../../support/compile-spec.ts';
import { compileSmall, placeOf } from '../support/small-tree.ts';

type Part = Record<string, unknown>;

async function toolOf(operation: Part, rest: Part = {}): Promise<ToolOf<'http'>> {
  const { tools } = await compileSpec({
    swagger: '2.0',
    info: { title: 'Subject', version: '1' },
    paths: { '/things/{id}': { post: { responses: { 204: { description: 'done' } }, ...operation } } },
    ...rest,
  });
  const tool = tools.get('POST /things/{id}');
  if (tool === undefined) throw new Error('no tool');
  return tool;
}

const id = { name: 'id', in: 'path', required: true, type: 'string' };

async function callOf(parameter: Part, rest: Part = {}): Promise<HttpCall> {
  return (await toolOf({ parameters: [id, parameter], ...rest })).call;
}

describe('collectionFormat becomes a style', () => {
  it.each<[string, string, string | undefined, string, boolean]>([
    ['query', 'array', undefined, 'form', false],
    ['query', 'array', 'csv', 'form', false],
    ['query', 'array', 'ssv', 'spaceDelimited', false],
    ['query', 'array', 'tsv', 'tabDelimited', false],
    ['query', 'array', 'pipes', 'pipeDelimited', false],
    ['query', 'array', 'multi', 'form', true],
    ['query', 'string', undefined, 'form', true],
    ['header', 'array', undefined, 'simple', false],
    ['header', 'array', 'pipes', 'pipeDelimited', false],
    ['header', 'array', 'multi', 'simple', false],
  ])('%s %s %s', async (place, type, collectionFormat, style, explode) => {
    const items = type === 'array' ? { items: { type: 'string' } } : {};
    const { parameters } = await callOf({ name: 'q', in: place, type, collectionFormat, ...items });
    expect(parameters.at(-1)).toEqual({ argument: 'q', in: place, name: 'q', style, explode });
  });
});

it('a parameter keeps its limits, default, values and description', async () => {
  const limits = { format: 'int32', default: 3, minimum: 1, maximum: 9, enum: [1, 3] };
  const parameter = { name: 'q', in: 'query', description: 'How many.', type: 'integer', 'x-example': 3 };
  const { inputSchema } = await toolOf({ parameters: [id, { ...parameter, ...limits }] });
  expect(inputSchema).toEqual({
    type: 'object',
    properties: {
      id: { type: 'string' },
      q: { type: 'integer', ...limits, description: 'How many.', examples: [3] },
    },
    required: ['id'],
    additionalProperties: false,
  });
});

describe('bodies', () => {
  const schema = {
    type: 'object',
    properties: { a: { type: 'string', 'x-nullable': true } },
    required: ['a'],
  };

  it.each<[string, Part, string]>([
    ['without consumes', {}, 'application/json'],
    ['of the whole spec', { root: ['application/vnd.thing+json'] }, 'application/vnd.thing+json'],
    [
      'of the operation',
      { root: ['text/plain'], own: ['application/xml', 'application/json'] },
      'application/json',
    ],
  ])('%s', async (_, { root, own }, contentType) => {
    const parameters = [id, { name: 'thing', in: 'body', required: true, schema }];
    const tool = await toolOf({ parameters, consumes: own }, { consumes: root });
    expect(tool.call.body).toEqual({
      contentType,
      encoding: 'json',
      required: true,
      properties: [{ argument: 'a', property: 'a' }],
    });
    expect(tool.inputSchema['properties']).toMatchObject({ a: { type: ['string', 'null'] } });
    expect(tool.inputSchema['required']).toEqual(['id', 'a']);
  });

  it('a form', async () => {
    const field = { in: 'formData', type: 'string' };
    const parameters = [
      id,
      { ...field, name: 'a', required: true, description: 'First.' },
      { ...field, name: 'b', type: 'array', items: { type: 'integer' }, collectionFormat: 'pipes' },
    ];
    const { call, inputSchema } = await toolOf({ parameters });
    expect(call.body).toEqual({
      contentType: 'application/x-www-form-urlencoded',
      encoding: 'form',
      required: true,
      properties: [
        { argument: 'a', property: 'a' },
        { argument: 'b', property: 'b' },
      ],
      encodings: { b: { style: 'pipeDelimited', explode: false } },
    });
    expect(inputSchema['properties']).toEqual({
      id: { type: 'string' },
      a: { description: 'First.', type: 'string' },
      b: { type: 'array', items: { type: 'integer' } },
    });
  });

  it('a parameter of an operation stands before one of its path, whatever a body is called', async () => {
    const of = (name: string, property: string) => ({
      name,
      in: 'body',
      schema: { type: 'object', properties: { [property]: {} } },
    });
    const { tools } = await compileSpec({
      swagger: 2,
      info: { title: 'Subject', version: '1' },
      parameters: { q: { name: 'q', in: 'query', type: 'string' } },
      paths: {
        '/a': {
          parameters: [of('x', 'old'), { $ref: '#/parameters/q' }],
          put: { parameters: [of('y', 'new')], responses: { 204: { description: 'done' } } },
        },
      },
    });
    expect(Object.keys(tools.get('PUT /a')?.inputSchema['properties'] as object)).toEqual(['new', 'q']);
  });
});

it('answers are JSON where produces has it', async () => {
  const schema = { type: 'object', properties: { kind: { $ref: '#/definitions/Kind' } } };
  const tool = await toolOf(
    { parameters: [id], responses: { 200: { $ref: '#/responses/Thing' } } },
    {
      produces: ['application/json'],
      responses: { Thing: { description: 'a thing', schema } },
      definitions: { Kind: { type: 'string', discriminator: 'kind' } },
    },
  );
  expect(tool.outputSchema).toEqual({ type: 'object', properties: { kind: { $ref: '#/$defs/Kind' } } });
  expect(tool.call.accept).toBe('application/json');
});

it('findings stand where the file has what causes them', async () => {
  const text = `swagger: "2.0"
info: { title: Orders, version: "1" }
paths:
  /orders/{id}:
    post:
      consumes: [application/json]
      parameters:
        - { name: ids, in: header, type: array, items: { type: string }, collectionFormat: multi }
        - name: order
          in: body
          schema:
            properties:
              a: { $ref: "#/definitions/Oder" }
              b: { type: strin }
        - { $ref: "#/parameters/missing" }
      responses:
        200:
          descripton: ok
          schema: { $ref: "#/definitions/Order" }
definitions:
  Order: { minLength: -1 }
`;
  const { diagnostics } = await compileSmall({ 'orders.yaml': text });
  expect(diagnostics.map(placeOf).sort()).toEqual(
    [
      'RSH4014 orders.yaml:5:5',
      'RSH4013 orders.yaml:8:92',
      'RSH4001 orders.yaml:13:26',
      'RSH4006 orders.yaml:14:26',
      'RSH4001 orders.yaml:15:19',
      'RSH4006 orders.yaml:17:9',
      'RSH4006 orders.yaml:18:11',
      'RSH4006 orders.yaml:21:23',
    ].sort(),
  );
});
