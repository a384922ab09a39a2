import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compileSmall, manifest } from '../support/small-tree.ts';

type Part = Record<string, unknown>;

/** The schemas that the OpenAPI Initiative publishes, as an oracle. */
const oracle = new Validator();

async function ours(spec: unknown): Promise<string[]> {
  const service = manifest('Service', 'orders', 'file: orders.yaml\nname: Orders\nversion: "1"');
  const { diagnostics } = await compileSmall({
    'orders.yaml': JSON.stringify(spec),
    'service.yaml': service,
  });
  return diagnostics
    .filter(({ code }) => code === 'RSH4006' || code === 'RSH4005')
    .map(({ message }) => message);
}

/** Everything that the grammar knows, used once and rightly. */
const full = (openapi: string): Part => ({
  openapi,
  info: {
    title: 'Orders',
    version: '1',
    description: 'a',
    termsOfService: 'http://localhost',
    contact: { name: 'a' },
    license: { name: 'b' },
  },
  servers: [{ url: 'http://localhost', description: 'here', variables: { a: { default: 'b' } } }],
  paths: {
    '/orders/{id}': {
      summary: 'a',
      description: 'b',
      servers: [{ url: '/' }],
      parameters: [
        {
          name: 'id',
          in: 'path',
          required: true,
          schema: { type: 'string' },
          style: 'simple',
          explode: false,
        },
        { $ref: '#/components/parameters/page' },
      ],
      post: {
        tags: ['a'],
        summary: 'a',
        description: 'b',
        externalDocs: { url: 'http://localhost' },
        operationId: 'place',
        parameters: [{ name: 'f', in: 'query', content: { 'application/json': { schema: {} } } }],
        requestBody: {
          description: 'a',
          required: true,
          content: {
            'application/x-www-form-urlencoded': {
              schema: { type: 'object', properties: { a: {} } },
              encoding: { a: { style: 'form', explode: true, headers: {} } },
            },
          },
        },
        responses: {
          '200': {
            description: 'a',
            headers: { h: { schema: {}, description: 'b' } },
            content: { 'application/json': { schema: {}, examples: { a: { value: 1 } } } },
            links: { l: { operationId: 'place' } },
          },
          '4XX': { $ref: '#/components/responses/bad' },
          default: { description: 'b' },
          'x-more': 1,
        },
        callbacks: {
          c: { '{$request.body#/url}': { post: { responses: { '200': { description: 'a' } } } } },
        },
        deprecated: true,
        security: [{ key: [] }],
        'x-more': 1,
      },
    },
    'x-more': 1,
  },
  components: {
    schemas: { A: { type: 'string' } },
    parameters: {
      page: { name: 'page', in: 'query', schema: { type: 'integer' }, allowEmptyValue: true, example: 1 },
    },
    responses: { bad: { description: 'a' } },
    requestBodies: { b: { content: { 'application/json': {} } } },
    headers: { h: { schema: { type: 'string' } } },
    examples: { e: { value: 1 } },
    securitySchemes: { key: { type: 'apiKey', name: 'k', in: 'header' } },
    links: { l: { operationId: 'place' } },
    callbacks: {},
  },
  security: [],
  tags: [{ name: 'a', description: 'b' }],
  externalDocs: { url: 'http://localhost' },
});

describe('specs that the schemas of OpenAPI allow have no finding about their structure', () => {
  it.each(['3.0.3', '3.0.4', '3.1.0', '3.1.1'])('everything, in %s', async (version) => {
    const spec = full(version);
    const { valid, errors } = await oracle.validate(structuredClone(spec));
    expect([valid, errors]).toEqual([true, undefined]);
    expect(await ours(spec)).toEqual([]);
  });

  it.each(['bookings.yaml', 'fleet.json', 'timetable.yaml'])('%s of the example', async (name) => {
    const spec: unknown = parse(await readFile(`examples/reshapr.d/specs/${name}`, 'utf8'));
    expect(await ours(spec)).toEqual([]);
  });
});

describe.each(['3.0.3', '3.1.0'])(
  'mistakes in %s that the schemas of OpenAPI refuse are found here too',
  (version) => {
    const path = ['paths', '/orders/{id}'];
    const post = [...path, 'post'];
    it.each<[string, string[], unknown]>([
      ['info gone', ['info'], undefined],
      ['no title', ['info', 'title'], undefined],
      ['a version as a number', ['info', 'version'], 1],
      ['a field of the root', ['pahts'], {}],
      ['a path without a slash', ['paths', 'orders'], {}],
      ['a field of a path', [...path, 'gett'], {}],
      ['parameters as a mapping', [...path, 'parameters'], {}],
      ['a parameter without a name', [...path, 'parameters', '0', 'name'], undefined],
      ['a parameter without a place', [...path, 'parameters', '0', 'in'], undefined],
      ['a field of an operation', [...post, 'respnses'], {}],
      ['tags as a text', [...post, 'tags'], 'a'],
      ['deprecated as a text', [...post, 'deprecated'], 'yes'],
      ['a response without a description', [...post, 'responses', '200', 'description'], undefined],
      ['a status that is none', [...post, 'responses', 'ok'], { description: 'a' }],
      ['a body without content', [...post, 'requestBody', 'content'], undefined],
      ['a server without a URL', ['servers', '0', 'url'], undefined],
      ['a tag without a name', ['tags', '0', 'name'], undefined],
      ['a field of components', ['components', 'schema'], {}],
    ])('%s', async (_, place, value) => {
      const spec = full(version);
      let holder = spec;
      for (const key of place.slice(0, -1)) holder = holder[key] as Part;
      const last = place.at(-1) as string;
      if (value === undefined) delete holder[last];
      else holder[last] = value;
      expect((await oracle.validate(structuredClone(spec))).valid).toBe(false);
      expect(await ours(spec)).toHaveLength(1);
    });
  },
);
