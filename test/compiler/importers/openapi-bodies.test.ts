import { describe, expect, it } from 'vitest';
import type { ToolOf } from '../../../src/snapshot/index.ts';
import { compileSpec, specOf } from '../../support/compile-spec.ts';

type Part = Record<string, unknown>;

async function toolOf(content: Part, version = '3.1.0', rest: Part = {}): Promise<ToolOf<'http'>> {
  const spec = { ...(specOf({ requestBody: { content } }, version) as Part), ...rest };
  const tool = (await compileSpec(spec)).tools.get('POST /things');
  if (tool === undefined) throw new Error('no tool');
  return tool;
}

const text = { type: 'string' };
const object = { type: 'object', properties: { id: text } };
const binary = { type: 'string', format: 'binary' };

describe('which media type of several is sent', () => {
  it.each<[string, Part, string, string]>([
    ['JSON before all', { 'text/plain': text, 'application/json': object }, 'application/json', 'json'],
    [
      'a merge before a list of changes',
      { 'application/json-patch+json': object, 'application/merge-patch+json': object },
      'application/merge-patch+json',
      'json',
    ],
    [
      'the JSON of a vendor before a form',
      { 'application/x-www-form-urlencoded': object, 'application/vnd.a+json': object },
      'application/vnd.a+json',
      'json',
    ],
    [
      'a form before parts',
      { 'multipart/form-data': object, 'application/x-www-form-urlencoded': object },
      'application/x-www-form-urlencoded',
      'form',
    ],
    [
      'parts where there is a file',
      {
        'application/x-www-form-urlencoded': object,
        'multipart/form-data': { type: 'object', properties: { f: binary } },
      },
      'multipart/form-data',
      'multipart',
    ],
    ['parts of another kind', { 'multipart/mixed': object }, 'multipart/mixed', 'multipart'],
    ['text before XML', { 'application/xml': object, 'text/csv': text }, 'text/csv', 'text'],
    ['XML before bytes', { 'application/pdf': binary, 'application/xml': object }, 'application/xml', 'text'],
    ['bytes', { 'application/octet-stream': binary }, 'application/octet-stream', 'base64'],
    ['a picture', { 'image/png': {} }, 'image/png', 'base64'],
    ['any picture', { 'image/*': binary }, 'application/octet-stream', 'base64'],
    ['anything that is a file', { '*/*': binary }, 'application/octet-stream', 'base64'],
    ['a text of an unknown type', { 'application/x-query': text }, 'application/x-query', 'text'],
  ])('%s', async (_, schemas, contentType, encoding) => {
    const content = Object.fromEntries(Object.entries(schemas).map(([type, schema]) => [type, { schema }]));
    expect((await toolOf(content, '3.0.3')).call.body).toMatchObject({ contentType, encoding });
  });
});

describe('the argument of a body that is no object', () => {
  it.each<[string, unknown, Part]>([
    ['application/json', { type: 'array', items: text }, { type: 'array', items: text }],
    ['application/json', { oneOf: [object, text] }, { oneOf: [object, text] }],
    ['text/plain', { type: 'string', maxLength: 3 }, { type: 'string', maxLength: 3 }],
    [
      'application/xml',
      { ...object, description: 'A thing.' },
      { type: 'string', contentMediaType: 'application/xml', description: 'A thing.' },
    ],
    [
      'application/pdf',
      { ...binary, description: 'A page.' },
      {
        type: 'string',
        contentEncoding: 'base64',
        contentMediaType: 'application/pdf',
        description: 'A page.',
      },
    ],
    ['text/csv', binary, { type: 'string', contentMediaType: 'text/csv' }],
  ])('%s', async (type, schema, expected) => {
    const { inputSchema, call } = await toolOf({ [type]: { schema } }, '3.0.3');
    expect(inputSchema['properties']).toEqual({ body: expected });
    expect(call.body).toMatchObject({ whole: 'body' });
  });
});

describe('an allOf of objects is spread', () => {
  const base = { type: 'object', properties: { a: text }, required: ['a'] };

  it.each<[string, unknown, string[] | undefined]>([
    [
      'references and an object',
      { allOf: [{ $ref: '#/components/schemas/Base' }, object], required: ['id'] },
      ['a', 'id'],
    ],
    [
      'one within another',
      { allOf: [{ allOf: [{ $ref: '#/components/schemas/Base' }] }], properties: { b: text } },
      ['a'],
    ],
    ['the same property twice', { allOf: [base, base] }, undefined],
    ['a closed one', { allOf: [base, { ...object, additionalProperties: false }] }, undefined],
    ['alternatives in it', { allOf: [base, { oneOf: [object] }] }, undefined],
  ])('%s', async (_, schema, required) => {
    const tool = await toolOf({ 'application/json': { schema } }, '3.0.3', {
      components: { schemas: { Base: base } },
    });
    expect(tool.call.body?.whole === undefined).toBe(required !== undefined);
    if (required !== undefined) expect(tool.inputSchema['required']).toEqual(required);
  });
});

it('the parts of a multipart body, and their arguments', async () => {
  const properties = {
    note: text,
    picture: { ...binary, description: 'A picture.' },
    pages: { type: 'array', items: binary },
    meta: object,
    list: { type: 'array', items: text },
    table: binary,
    shape: { type: 'object', properties: {} },
    code: { type: 'string', contentEncoding: 'base64' },
  };
  const encoding = {
    picture: {
      contentType: 'image/png, image/jpeg',
      headers: {
        'Content-Type': { schema: text },
        'X-Kind': { schema: { const: 'photo' } },
        'X-Size': { required: true, description: 'How large.', schema: { type: 'integer' } },
      },
    },
    meta: { contentType: 'application/json; charset=utf-8' },
    list: { style: 'pipeDelimited' },
    table: { contentType: 'text/csv' },
    shape: { contentType: 'application/xml' },
  };
  const { call, inputSchema } = await toolOf({
    'multipart/form-data': { schema: { type: 'object', properties, required: ['picture'] }, encoding },
  });
  expect(call.body?.parts).toEqual({
    picture: {
      contentType: 'image/png',
      as: 'base64',
      file: { argument: 'picture_filename', name: 'picture' },
      headers: [
        { name: 'X-Kind', value: 'photo' },
        { name: 'X-Size', argument: 'X-Size' },
      ],
    },
    pages: {
      contentType: 'application/octet-stream',
      as: 'base64',
      file: { argument: 'pages_filename', name: 'pages' },
    },
    meta: { contentType: 'application/json; charset=utf-8', as: 'json' },
    list: { style: { style: 'pipeDelimited', explode: false } },
    table: { contentType: 'text/csv', file: { argument: 'table_filename', name: 'table' } },
    shape: { contentType: 'application/xml' },
    code: {
      contentType: 'application/octet-stream',
      headers: [{ name: 'Content-Transfer-Encoding', value: 'base64' }],
    },
  });
  const bytes = { type: 'string', contentEncoding: 'base64' };
  expect(inputSchema).toMatchObject({
    properties: {
      note: text,
      picture: { ...bytes, contentMediaType: 'image/png', description: 'A picture.' },
      picture_filename: { type: 'string', description: "Name of the file in 'picture'." },
      pages: { type: 'array', items: { ...bytes, contentMediaType: 'application/octet-stream' } },
      pages_filename: { type: 'array', items: text },
      meta: object,
      list: { type: 'array', items: text },
      table: { type: 'string', contentMediaType: 'text/csv' },
      shape: { type: 'string', contentMediaType: 'application/xml' },
      code: { type: 'string', contentEncoding: 'base64' },
    },
    required: ['picture', 'X-Size'],
  });
});

describe('a discriminator tells a model which property to set', () => {
  const alternatives = {
    oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
  };
  const animal = { type: 'object', properties: { kind: text } };
  const components = { schemas: { Cat: animal, Dog: animal } };

  it.each<[string, Part, string | undefined]>([
    [
      'by the names of schemas',
      { discriminator: { propertyName: 'kind' } },
      "Its property 'kind' says which it is: 'Cat', 'Dog'.",
    ],
    [
      'by a mapping, after the description',
      { description: 'A pet.', discriminator: { propertyName: 'kind', mapping: { c: 'Cat', d: 'Dog' } } },
      "A pet. Its property 'kind' says which it is: 'c', 'd'.",
    ],
    ['not without one', {}, undefined],
  ])('%s', async (_, more, description) => {
    const tool = await toolOf({ 'application/json': { schema: { ...alternatives, ...more } } }, '3.0.3', {
      components,
    });
    expect(tool.inputSchema['properties']).toMatchObject({ body: { oneOf: [{}, {}] } });
    expect((tool.inputSchema['properties'] as { body: Part }).body['description']).toBe(description);
  });
});
