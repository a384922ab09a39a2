import { describe, expect, it } from 'vitest';
import type { HttpCall } from '../../../src/snapshot/index.ts';
import { type CompiledSpec, compileSpec, specOf } from '../../support/compile-spec.ts';

async function compileOperation(
  operation: Record<string, unknown>,
): Promise<CompiledSpec & { call: HttpCall }> {
  const compiled = await compileSpec(specOf(operation));
  const tool = compiled.tools.get('POST /things');
  if (tool === undefined) throw new Error('no tool');
  return { ...compiled, call: tool.call };
}

function messages({ diagnostics }: CompiledSpec, code: string): string[] {
  return diagnostics.filter((diagnostic) => diagnostic.code === code).map(({ message }) => message);
}

const object = { type: 'object', properties: { id: { type: 'string' } } };

describe('parameters with content', () => {
  it.each([
    ['application/json', 'json', []],
    ['application/geo+json; charset=utf-8', 'json', []],
    ['*/*', 'json', []],
    ['text/plain', 'text', []],
    ['application/xml', 'text', ['parameter \'q\': content of type "application/xml" is sent as text']],
  ])('%s is written as %s', async (type, style, expected) => {
    const parameter = { name: 'q', in: 'query', content: { [type]: { schema: object } } };
    const compiled = await compileOperation({ parameters: [parameter] });
    expect(compiled.call.parameters).toEqual([
      { argument: 'q', in: 'query', name: 'q', style, explode: false },
    ]);
    expect(messages(compiled, 'RSH4013')).toEqual(expected);
  });
});

it('allowReserved counts for query parameters only (OpenAPI 3.1, 4.8.12.2.2)', async () => {
  const parameters = (['query', 'header', 'cookie'] as const).map((place) => ({
    name: place,
    in: place,
    allowReserved: true,
    schema: { type: 'string' },
  }));
  const { call } = await compileOperation({ parameters });
  expect(call.parameters.map(({ name, allowReserved }) => [name, allowReserved])).toEqual([
    ['query', true],
    ['header', undefined],
    ['cookie', undefined],
  ]);
});

it('headers of the connection are no arguments, and the finding says so', async () => {
  const parameters = ['Host', 'Content-Length', 'X Y', 'X-Trace'].map((name) => ({
    name,
    in: 'header',
    schema: { type: 'string' },
  }));
  const compiled = await compileOperation({ parameters });
  expect(compiled.call.parameters.map(({ name }) => name)).toEqual(['X-Trace']);
  expect(messages(compiled, 'RSH4013')).toEqual([
    "parameter 'Host': this header is set by the gateway; the parameter is no argument",
    "parameter 'Content-Length': this header is set by the gateway; the parameter is no argument",
    "parameter 'X Y': this is no name of a header; the parameter is no argument",
  ]);
});

describe('the media type of a body', () => {
  it.each([
    ['*/*', 'application/json', 'json'],
    ['application/*', 'application/json', 'json'],
    ['application/*+json', 'application/json', 'json'],
    ['application/merge-patch+json', 'application/merge-patch+json', 'json'],
    ['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded', 'form'],
    ['text/*', 'text/plain', 'text'],
    ['text/x-markdown', 'text/x-markdown', 'text'],
  ])('%s is sent as %s', async (type, contentType, encoding) => {
    const compiled = await compileOperation({ requestBody: { content: { [type]: { schema: object } } } });
    expect(compiled.call.body).toMatchObject({ contentType, encoding });
    const argument = encoding === 'text' ? 'body' : 'id';
    expect(Object.keys(compiled.tools.get('POST /things')?.inputSchema['properties'] as object)).toEqual([
      argument,
    ]);
  });
});

it('encodings of a form are kept (OpenAPI 3.1, 4.8.15)', async () => {
  const properties = { a: {}, b: {}, c: {}, d: {}, e: {}, f: {} };
  const encoding = {
    a: { style: 'pipeDelimited' },
    b: { explode: false },
    c: { allowReserved: true, contentType: 'application/json' },
    d: { contentType: 'application/json; charset=utf-8' },
    e: { contentType: 'text/csv' },
    f: { contentType: 'image/png' },
  };
  const media = { schema: { type: 'object', properties }, encoding };
  const compiled = await compileOperation({
    requestBody: { content: { 'application/x-www-form-urlencoded': media } },
  });
  expect(compiled.call.body?.encodings).toEqual({
    a: { style: 'pipeDelimited', explode: false },
    b: { style: 'form', explode: false },
    c: { style: 'form', explode: true, allowReserved: true },
    d: { style: 'json', explode: true },
    e: { style: 'text', explode: true },
  });
  expect(messages(compiled, 'RSH4013')).toEqual([
    "parameter 'f': image/png is not written for the property of a form; text is sent as it is, anything else as JSON",
  ]);
});
