import { expect, test } from 'vitest';
import type { FetchedContent } from '../../../../src/gateway/surface/fetched-content.ts';
import type { FakeEndpoint } from '../support/fake-surfaces.ts';
import { beginSession, rpc, send, stateless } from '../support/send.ts';
import { testGateway } from '../support/test-gateway.ts';

const endpoint: FakeEndpoint = {
  id: 'abcd',
  tools: [],
  resources: [
    {
      uri: 'doc://guide',
      name: 'guide',
      title: 'Guide',
      description: 'How to',
      mimeType: 'text/markdown',
      size: 6,
      icons: [{ src: 'https://example.com/i.png', sizes: ['48x48'] }],
      annotations: { audience: ['user'], priority: 0.5, lastModified: '2026-01-31T09:30:00Z' },
      content: { from: 'text', text: '# Hi ${x}' },
    },
    { uri: 'doc://logo', name: 'logo', mimeType: 'image/png', content: { from: 'blob', blob: 'AAEC' } },
    { uri: 'doc://none', name: 'none' },
    { uri: 'file:///a.txt', name: 'file', content: { from: 'backend' } },
    {
      uri: 'ui://view',
      name: 'view',
      mimeType: 'text/html;profile=mcp-app',
      meta: { ui: { prefersBorder: true } },
      content: { from: 'remote', url: 'https://example.com/view' },
    },
    {
      uri: 'doc://{id}',
      template: true,
      name: 'one',
      mimeType: 'text/plain',
      annotations: { priority: 1 },
      content: { from: 'text', text: '${id}: ${id}, ${other}' },
    },
    { uri: 'file:///docs/{+path}', template: true, name: 'docs', content: { from: 'backend' } },
  ],
};
const bare: FakeEndpoint = { id: 'bare', tools: [] };
type Sent = Awaited<ReturnType<typeof rpc>>;

const read = (at: string, uri: unknown): Promise<Sent> =>
  rpc(at, { jsonrpc: '2.0', id: 1, method: 'resources/read', params: { uri } });
const readModern = (at: string, uri: string): Promise<Sent> =>
  stateless(at, 'resources/read', { uri }, { 'mcp-name': uri });

test('resources/list and resources/templates/list, in both eras', async () => {
  const gateway = await testGateway([endpoint]);
  const at = gateway.url('/mcp/abcd');
  const ask = async (method: string) => (await rpc(at, { jsonrpc: '2.0', id: 1, method })).json;
  const resources = {
    resources: [
      {
        uri: 'doc://guide',
        name: 'guide',
        title: 'Guide',
        description: 'How to',
        mimeType: 'text/markdown',
        size: 6,
        icons: [{ src: 'https://example.com/i.png', sizes: ['48x48'] }],
        annotations: { audience: ['user'], priority: 0.5, lastModified: '2026-01-31T09:30:00Z' },
      },
      { uri: 'doc://logo', name: 'logo', mimeType: 'image/png' },
      { uri: 'doc://none', name: 'none' },
      { uri: 'file:///a.txt', name: 'file' },
      {
        uri: 'ui://view',
        name: 'view',
        mimeType: 'text/html;profile=mcp-app',
        _meta: { ui: { prefersBorder: true } },
      },
    ],
  };
  const resourceTemplates = {
    resourceTemplates: [
      { uriTemplate: 'doc://{id}', name: 'one', mimeType: 'text/plain', annotations: { priority: 1 } },
      { uriTemplate: 'file:///docs/{+path}', name: 'docs' },
    ],
  };
  const hints = { ttlMs: 30_000, cacheScope: 'public' };
  expect(await ask('resources/list')).toEqual({ jsonrpc: '2.0', id: 1, result: resources });
  expect(await ask('resources/templates/list')).toEqual({ jsonrpc: '2.0', id: 1, result: resourceTemplates });
  expect((await stateless(at, 'resources/list')).json).toMatchObject({ result: { ...resources, ...hints } });
  expect((await stateless(at, 'resources/templates/list')).json).toMatchObject({
    result: { ...resourceTemplates, ...hints },
  });
});

test.each<[uri: string, contents: readonly unknown[] | undefined]>([
  ['doc://guide', [{ uri: 'doc://guide', mimeType: 'text/markdown', text: '# Hi ${x}' }]],
  ['doc://logo', [{ uri: 'doc://logo', mimeType: 'image/png', blob: 'AAEC' }]],
  ['doc://none', [{ uri: 'doc://none', mimeType: 'text/plain', text: '' }]],
  ['doc://a%20b', [{ uri: 'doc://a%20b', mimeType: 'text/plain', text: 'a b: a b, ${other}' }]],
  ['doc://$%7Bid%7D', undefined],
  [
    'doc://%24%7Bid%7D',
    [{ uri: 'doc://%24%7Bid%7D', mimeType: 'text/plain', text: '${id}: ${id}, ${other}' }],
  ],
  ['file:///a.txt', [{ uri: 'file:///a.txt', mimeType: 'text/csv', text: 'fetched file:///a.txt' }]],
  ['file:///docs/x/y', [{ uri: 'file:///docs/x/y', mimeType: 'text/csv', text: 'fetched file:///docs/x/y' }]],
  [
    'ui://view',
    [
      {
        uri: 'ui://view',
        mimeType: 'text/html;profile=mcp-app',
        text: 'fetched ui://view',
        _meta: { ui: { prefersBorder: true } },
      },
    ],
  ],
])('resources/read of %s', async (uri, contents) => {
  const gateway = await testGateway([endpoint], {
    fetchContent: async (_surface, { uri: asked }): Promise<FetchedContent> => ({
      type: 'content',
      mimeType: 'text/csv',
      content: { text: `fetched ${asked}` },
      upstreamMs: 7.4,
    }),
  });
  const at = gateway.url('/mcp/abcd');
  const [session, modern] = [await read(at, uri), await readModern(at, uri)];
  if (contents === undefined) {
    expect(session.json).toMatchObject({ error: { code: -32002 } });
    return;
  }
  expect(session.json).toEqual({ jsonrpc: '2.0', id: 1, result: { contents } });
  expect(modern.json).toMatchObject({
    result: { resultType: 'complete', contents, ttlMs: 30_000, cacheScope: 'public' },
  });
  const isFetched = JSON.stringify(contents).includes('fetched');
  expect(session.headers['x-reshapr-upstream-service-time']).toBe(isFetched ? '7' : undefined);
});

test.each(['other://x', 'doc://a/b', 'doc://a b', 'doc:', '', 'constructor', `doc://${'x'.repeat(9000)}`])(
  'there is nothing at %s',
  async (uri) => {
    const gateway = await testGateway([endpoint]);
    const at = gateway.url('/mcp/abcd');
    expect(await read(at, uri)).toMatchObject({
      status: 200,
      json: { error: { code: -32002, message: 'Resource not found', data: { uri } } },
    });
    if (uri === '' || uri.length > 1000) return;
    expect(await readModern(at, uri)).toMatchObject({
      status: 200,
      json: { error: { code: -32602, message: 'Resource not found', data: { uri } } },
    });
  },
);

test.each<[what: string, fetched: FetchedContent | Error, error: unknown]>([
  [
    'is missing',
    { type: 'missing' },
    { code: -32002, message: 'Resource not found', data: { uri: 'file:///a.txt' } },
  ],
  ['fails', { type: 'failed', text: 'Too late.' }, { code: -32603, message: 'Too late.' }],
  ['is a bug', new Error('secret'), { code: -32603, message: 'Internal error' }],
])('what %s at its origin', async (_, fetched, error) => {
  const gateway = await testGateway([endpoint], {
    fetchContent: async () => {
      if (fetched instanceof Error) throw fetched;
      return fetched;
    },
  });
  expect((await read(gateway.url('/mcp/abcd'), 'file:///a.txt')).json).toEqual({
    jsonrpc: '2.0',
    id: 1,
    error,
  });
  expect(JSON.stringify(gateway.log.lines)).not.toContain('secret');
});

test('a read without a URI, and without Mcp-Name, is refused', async () => {
  const gateway = await testGateway([endpoint]);
  const at = gateway.url('/mcp/abcd');
  expect((await read(at, 7)).json).toMatchObject({ error: { code: -32602 } });
  expect(await stateless(at, 'resources/read', { uri: 'doc://guide' })).toMatchObject({
    status: 400,
    json: { error: { code: -32020 } },
  });
});

test('a read is cancelled, and waited for at a shutdown', async () => {
  const signals: AbortSignal[] = [];
  const gateway = await testGateway([endpoint], {
    fetchContent: (_surface, _found, { signal }) => {
      signals.push(signal);
      return new Promise((resolve) => signal.addEventListener('abort', () => resolve({ type: 'missing' })));
    },
  });
  const at = gateway.url('/mcp/abcd');
  const session = { 'mcp-session-id': await beginSession(at) };
  const message = { jsonrpc: '2.0', id: 9, method: 'resources/read', params: { uri: 'file:///a.txt' } };
  const reading = rpc(at, message, session);
  await expect.poll(() => signals.length).toBe(1);
  const drained = gateway.handler.drain();
  await rpc(at, { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 9 } }, session);
  expect(await reading).toMatchObject({ status: 200, text: '' });
  await drained;
});

test('an endpoint without resources has empty lists with sessions, and no such method without', async () => {
  const gateway = await testGateway([bare]);
  const at = gateway.url('/mcp/bare');
  const ask = async (method: string) => (await rpc(at, { jsonrpc: '2.0', id: 1, method })).json;
  expect(await ask('resources/list')).toMatchObject({ result: { resources: [] } });
  expect(await ask('resources/templates/list')).toMatchObject({ result: { resourceTemplates: [] } });
  expect(await ask('resources/read')).toMatchObject({ error: { code: -32601 } });
  for (const method of ['resources/list', 'resources/templates/list', 'resources/read'])
    expect(await stateless(at, method)).toMatchObject({ status: 404, json: { error: { code: -32601 } } });
});

test('lists come in pages, each with cursors of its own', async () => {
  const gateway = await testGateway([endpoint], { limits: { entriesPerPage: 2 } });
  const at = gateway.url('/mcp/abcd');
  const ask = async (method: string, cursor?: string) => {
    const { json } = await rpc(at, { jsonrpc: '2.0', id: 1, method, params: { cursor } });
    return json as { result?: { nextCursor?: string; resources?: unknown[] }; error?: { code: number } };
  };
  const first = await ask('resources/list');
  const second = await ask('resources/list', first.result?.nextCursor);
  const third = await ask('resources/list', second.result?.nextCursor);
  expect([first, second, third].map(({ result }) => result?.resources?.length)).toEqual([2, 2, 1]);
  expect(third.result?.nextCursor).toBeUndefined();
  expect(await ask('prompts/list', first.result?.nextCursor)).toMatchObject({ error: { code: -32602 } });
  expect(await ask('resources/templates/list', first.result?.nextCursor)).toMatchObject({
    error: { code: -32602 },
  });
  expect((await send(at, { method: 'PUT' })).status).toBe(405);
});
