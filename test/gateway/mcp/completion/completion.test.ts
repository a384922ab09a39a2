import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { describe, expect, it, test } from 'vitest';
import type { FakeEndpoint } from '../support/fake-surfaces.ts';
import { rpc, stateless } from '../support/send.ts';
import { testGateway } from '../support/test-gateway.ts';

const page = (uri: string) => ({ uri, name: uri, content: { from: 'text', text: 'x' } }) as const;
const many = Array.from({ length: 150 }, (_, index) => `value-${index}`);

const endpoint: FakeEndpoint = {
  id: 'abcd',
  tools: [],
  prompts: [
    {
      name: 'plan',
      template: '${from} ${tone} ${any}',
      arguments: [
        { name: 'tone', enum: ['formal', 'Friendly', 'short'] },
        { name: 'any' },
        { name: 'many', enum: many },
      ],
    },
  ],
  resources: [
    page('port://nor/guide'),
    page('port://ost/guide'),
    page('port://nor/map'),
    page('other://x'),
    { ...page('port://{port}/{what}'), template: true },
  ],
};

const prompt = { type: 'ref/prompt', name: 'plan' };
const template = { type: 'ref/resource', uri: 'port://{port}/{what}' };

describe('completion/complete', () => {
  it.each<[string, object, string, string, string[]]>([
    ['all values of an enum', prompt, 'tone', '', ['formal', 'Friendly', 'short']],
    ['those that begin like this, in any case', prompt, 'tone', 'F', ['formal', 'Friendly']],
    ['none that begins like this', prompt, 'tone', 'x', []],
    ['nothing for an argument that takes any text', prompt, 'any', '', []],
    ['a variable, from the resources that are listed', template, 'port', '', ['nor', 'ost']],
    ['another variable', template, 'what', 'm', ['map']],
  ])('gives %s', async (_, ref, name, value, values) => {
    const gateway = await testGateway([endpoint]);
    const params = { ref, argument: { name, value } };
    const completion = { values, total: values.length, hasMore: false };
    const session = { jsonrpc: '2.0', id: 1, method: 'completion/complete', params };
    expect((await rpc(gateway.url('/mcp/abcd'), session)).json).toMatchObject({ result: { completion } });
    const { json } = await stateless(gateway.url('/mcp/abcd'), 'completion/complete', params);
    expect(json).toMatchObject({ result: { resultType: 'complete', completion } });
  });

  it('gives a hundred values at most, and says how many there are', async () => {
    const gateway = await testGateway([endpoint]);
    const params = { ref: prompt, argument: { name: 'many', value: 'value' } };
    const { json } = await stateless(gateway.url('/mcp/abcd'), 'completion/complete', params);
    expect(json).toMatchObject({
      result: { completion: { values: many.slice(0, 100), total: 150, hasMore: true } },
    });
  });

  it.each<[string, object]>([
    ['an unknown prompt', { ref: { type: 'ref/prompt', name: 'x' }, argument: { name: 'tone', value: '' } }],
    ['an unknown argument', { ref: prompt, argument: { name: 'x', value: '' } }],
    ['an unknown template', { ref: { type: 'ref/resource', uri: 'x' }, argument: { name: 'a', value: '' } }],
    ['a variable of Object', { ref: template, argument: { name: 'constructor', value: '' } }],
    [
      'another kind of reference',
      { ref: { type: 'ref/tool', name: 'plan' }, argument: { name: 'tone', value: '' } },
    ],
    ['no reference', { argument: { name: 'tone', value: '' } }],
    ['no argument', { ref: prompt }],
    ['a value that is no text', { ref: prompt, argument: { name: 'tone', value: 3 } }],
  ])('refuses %s', async (_, params) => {
    const gateway = await testGateway([endpoint]);
    const { json } = await stateless(gateway.url('/mcp/abcd'), 'completion/complete', { ...params });
    expect(json).toMatchObject({ error: { code: -32602 } });
  });
});

test('completions are announced where there is something to complete', async () => {
  const gateway = await testGateway([endpoint, { id: 'bare', tools: [] }]);
  const capabilities = async (path: string) => {
    const { json } = await stateless(gateway.url(path), 'server/discover');
    return (json as { result: { capabilities: object } }).result.capabilities;
  };
  expect(await capabilities('/mcp/abcd')).toHaveProperty('completions', {});
  expect(await capabilities('/mcp/bare')).toEqual({ tools: { listChanged: true } });
  const params = { ref: prompt, argument: { name: 'tone', value: '' } };
  const { json } = await stateless(gateway.url('/mcp/bare'), 'completion/complete', params);
  expect(json).toMatchObject({ error: { code: -32601 } });
});

test('an enum is not listed, and other values are refused', async () => {
  const gateway = await testGateway([endpoint]);
  const client = new Client({ name: 'test', version: '1' });
  await client.connect(new StreamableHTTPClientTransport(new URL(gateway.url('/mcp/abcd'))));
  expect((await client.listPrompts()).prompts[0]?.arguments).toEqual([
    { name: 'tone' },
    { name: 'any' },
    { name: 'many' },
  ]);
  const { messages } = await client.getPrompt({ name: 'plan', arguments: { tone: 'short' } });
  expect(messages[0]?.content).toMatchObject({ text: '${from} short ${any}' });
  await expect(client.getPrompt({ name: 'plan', arguments: { tone: 'rude' } })).rejects.toMatchObject({
    code: -32602,
    message: expect.stringContaining('tone must be one of: formal, Friendly, short'),
  });
  const completed = await client.complete({
    ref: { type: 'ref/prompt', name: 'plan' },
    argument: { name: 'tone', value: 'sh' },
  });
  expect(completed.completion.values).toEqual(['short']);
  await client.close();
});
