import { expect, test } from 'vitest';
import type { FakeEndpoint } from '../support/fake-surfaces.ts';
import { rpc, stateless } from '../support/send.ts';
import { testGateway } from '../support/test-gateway.ts';

const endpoint: FakeEndpoint = {
  id: 'abcd',
  tools: [],
  prompts: [
    {
      name: 'summary',
      title: 'Summary',
      description: 'Sums up an order',
      arguments: [
        { name: 'id', required: true },
        { name: 'tone', description: 'How' },
      ],
      template: 'Sum up ${id}, ${tone}. Again: ${id}. Not ${ id } nor $id nor ${other}.',
    },
    { name: 'plain', template: 'Costs ${5}' },
  ],
};
const bare: FakeEndpoint = { id: 'bare', tools: [] };

interface Answer {
  readonly error?: { readonly code: number; readonly message: string };
  readonly result?: Record<string, unknown>;
}

test('prompts/list, in both eras', async () => {
  const gateway = await testGateway([endpoint]);
  const prompts = [
    {
      name: 'summary',
      title: 'Summary',
      description: 'Sums up an order',
      arguments: [
        { name: 'id', required: true },
        { name: 'tone', description: 'How' },
      ],
    },
    { name: 'plain' },
  ];
  const session = await rpc(gateway.url('/mcp/abcd'), { jsonrpc: '2.0', id: 1, method: 'prompts/list' });
  expect(session.json).toEqual({ jsonrpc: '2.0', id: 1, result: { prompts } });
  const modern = await stateless(gateway.url('/mcp/abcd'), 'prompts/list');
  expect(modern.json).toMatchObject({
    result: { resultType: 'complete', prompts, ttlMs: 30_000, cacheScope: 'public' },
  });
});

/** What becomes of the template of `summary`. */
const rows: readonly (readonly [what: string, args: unknown, text: string])[] = [
  [
    'everything given',
    { id: '7', tone: 'dry' },
    'Sum up 7, dry. Again: 7. Not ${ id } nor $id nor ${other}.',
  ],
  [
    'what is not required left out',
    { id: '7' },
    'Sum up 7, ${tone}. Again: 7. Not ${ id } nor $id nor ${other}.',
  ],
  [
    'an undeclared argument',
    { id: '7', tone: 'dry', other: '!' },
    'Sum up 7, dry. Again: 7. Not ${ id } nor $id nor !.',
  ],
  [
    'a placeholder in a value',
    { id: '${tone}', tone: '${id}' },
    'Sum up ${tone}, ${id}. Again: ${tone}. Not ${ id } nor $id nor ${other}.',
  ],
  [
    'patterns of replace in a value',
    { id: '$& $1 $$', tone: '$`' },
    'Sum up $& $1 $$, $`. Again: $& $1 $$. Not ${ id } nor $id nor ${other}.',
  ],
  ['an empty value', { id: '', tone: '' }, 'Sum up , . Again: . Not ${ id } nor $id nor ${other}.'],
];

test.each(rows)('prompts/get with %s', async (_, args, text) => {
  const gateway = await testGateway([endpoint]);
  const params = { name: 'summary', arguments: args };
  const result = {
    description: 'Sums up an order',
    messages: [{ role: 'user', content: { type: 'text', text } }],
  };
  const session = await rpc(gateway.url('/mcp/abcd'), {
    jsonrpc: '2.0',
    id: 1,
    method: 'prompts/get',
    params,
  });
  expect(session.json).toEqual({ jsonrpc: '2.0', id: 1, result });
  const modern = await stateless(gateway.url('/mcp/abcd'), 'prompts/get', params);
  expect(modern.json).toMatchObject({ result: { resultType: 'complete', ...result } });
});

test('a prompt without arguments is no template', async () => {
  const gateway = await testGateway([endpoint]);
  const params = { name: 'plain', arguments: { '5': 'nothing' } };
  const { json } = await rpc(gateway.url('/mcp/abcd'), {
    jsonrpc: '2.0',
    id: 1,
    method: 'prompts/get',
    params,
  });
  expect(json).toMatchObject({ result: { messages: [{ content: { text: 'Costs ${5}' } }] } });
});

test.each<[what: string, params: Record<string, unknown>, message: string]>([
  ['an unknown prompt', { name: 'nothing' }, 'Unknown prompt: nothing'],
  ['a name that every object has', { name: 'constructor' }, 'Unknown prompt: constructor'],
  ['no name', {}, '"name" must be a string'],
  ['a required argument missing', { name: 'summary' }, 'Missing required arguments: id'],
  ['a list of arguments', { name: 'summary', arguments: ['7'] }, '"arguments" must be an object'],
  [
    'an argument that is a number',
    { name: 'summary', arguments: { id: 7 } },
    'Arguments must be strings: id',
  ],
  [
    'an argument that makes it too long',
    { name: 'summary', arguments: { id: 'x'.repeat(6 * 1024 * 1024) } },
    'The prompt would have more than 10485760 characters',
  ],
])('prompts/get with %s is an error', async (_, params, message) => {
  const gateway = await testGateway([endpoint]);
  const error = { code: -32602, message };
  const session = await rpc(gateway.url('/mcp/abcd'), {
    jsonrpc: '2.0',
    id: 1,
    method: 'prompts/get',
    params,
  });
  expect(session).toMatchObject({ status: 200, json: { id: 1, error } });
  const modern = await stateless(gateway.url('/mcp/abcd'), 'prompts/get', params);
  expect((modern.json as Answer).error).toEqual(error);
});

test('Mcp-Name names the prompt', async () => {
  const gateway = await testGateway([endpoint]);
  const url = gateway.url('/mcp/abcd');
  const params = { name: 'plain' };
  const ok = await stateless(url, 'prompts/get', params, { 'mcp-name': 'plain' });
  const wrong = await stateless(url, 'prompts/get', params, { 'mcp-name': 'summary' });
  expect([ok.status, wrong.status]).toEqual([200, 400]);
  expect((wrong.json as Answer).error?.code).toBe(-32020);
});

test('an endpoint without prompts has an empty list with sessions, and no such method without', async () => {
  const gateway = await testGateway([bare]);
  const url = gateway.url('/mcp/bare');
  const ask = async (method: string) =>
    (await rpc(url, { jsonrpc: '2.0', id: 1, method, params: { name: 'x' } })).json;
  expect(await ask('prompts/list')).toMatchObject({ result: { prompts: [] } });
  expect(await ask('prompts/get')).toMatchObject({ error: { code: -32601 } });
  for (const method of ['prompts/list', 'prompts/get'])
    expect(await stateless(url, method, { name: 'x' })).toMatchObject({
      status: 404,
      json: { error: { code: -32601 } },
    });
});

test('metrics know the methods', async () => {
  const gateway = await testGateway([endpoint]);
  await stateless(gateway.url('/mcp/abcd'), 'prompts/get', { name: 'plain' });
  const name = 'reshapr_mcp_requests_total{method="prompts/get",outcome="ok"}';
  expect(gateway.metrics.values.get(name)).toBe(1);
});
