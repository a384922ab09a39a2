import { expect, test } from 'vitest';
import type { FakeEndpoint } from '../support/fake-surfaces.ts';
import { manualClock } from '../support/manual-clock.ts';
import {
  acceptBoth,
  beginSession,
  type EventStream,
  openStream,
  send,
  statelessHeaders,
  statelessMeta,
} from '../support/send.ts';
import { testGateway } from '../support/test-gateway.ts';

const one: FakeEndpoint = { id: 'abcd', tools: [{ name: 'one' }] };
const two: FakeEndpoint = { id: 'abcd', tools: [{ name: 'two' }] };
const listChanged = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' };

async function openSession(url: string, id?: string): Promise<EventStream> {
  const headers = { accept: 'text/event-stream', 'mcp-session-id': id ?? (await beginSession(url)) };
  return await openStream(url, { headers });
}

function listenBody(notifications: unknown, id: unknown = 's1'): string {
  const params = { _meta: statelessMeta, notifications };
  return JSON.stringify({ jsonrpc: '2.0', id, method: 'subscriptions/listen', params });
}

function listen(url: string, notifications: unknown, id?: unknown): Promise<EventStream> {
  const headers = { ...acceptBoth, ...statelessHeaders('subscriptions/listen') };
  return openStream(url, { method: 'POST', headers, body: listenBody(notifications, id) });
}

test('the stream of a session, whole', async () => {
  const gateway = await testGateway([one]);
  const stream = await openSession(gateway.url('/mcp/abcd'));
  expect(stream).toMatchObject({
    status: 200,
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
  gateway.surfaces.swap([one]);
  gateway.surfaces.swap([two]);
  await stream.received(1);
  gateway.surfaces.swap([]);
  await stream.ended;
  expect(stream.messages).toEqual([listChanged]);
});

test('a subscription, whole', async () => {
  const gateway = await testGateway([one]);
  const url = gateway.url('/mcp/abcd');
  const stream = await listen(url, { toolsListChanged: true, resourceSubscriptions: ['a:b'] });
  gateway.surfaces.swap([one]);
  gateway.surfaces.swap([two]);
  await stream.received(2);
  gateway.surfaces.swap([]);
  await stream.ended;
  const _meta = { 'io.modelcontextprotocol/subscriptionId': 's1' };
  const serverInfo = { name: 'Orders MCP server', version: '1.2' };
  expect(stream.messages).toEqual([
    {
      jsonrpc: '2.0',
      method: 'notifications/subscriptions/acknowledged',
      params: { _meta, notifications: { toolsListChanged: true } },
    },
    { ...listChanged, params: { _meta } },
    {
      jsonrpc: '2.0',
      id: 's1',
      result: {
        resultType: 'complete',
        _meta: { ..._meta, 'io.modelcontextprotocol/serverInfo': serverInfo },
      },
    },
  ]);
});

test('a subscription to what never changes is acknowledged and ends', async () => {
  const gateway = await testGateway([one]);
  const stream = await listen(gateway.url('/mcp/abcd'), { promptsListChanged: true }, 5);
  await stream.ended;
  expect(stream.messages).toMatchObject([{ params: { notifications: {} } }, { id: 5, result: {} }]);
});

test.each([
  { notifications: undefined },
  { notifications: [] },
  { notifications: { toolsListChanged: 'yes' } },
  { notifications: { resourceSubscriptions: [1] } },
])('a filter like $notifications is no filter', async ({ notifications }) => {
  const gateway = await testGateway([one]);
  const headers = { ...acceptBoth, ...statelessHeaders('subscriptions/listen') };
  const answer = await send(gateway.url('/mcp/abcd'), { headers, body: listenBody(notifications) });
  expect(answer).toMatchObject({ status: 200, json: { id: 's1', error: { code: -32602 } } });
});

test('streams go to who can read them', async () => {
  const gateway = await testGateway([one]);
  const url = gateway.url('/mcp/abcd');
  const headers = { accept: 'application/json', 'content-type': 'application/json' };
  const session = { ...headers, 'mcp-session-id': await beginSession(url) };
  expect((await send(url, { method: 'GET', headers: session })).status).toBe(406);
  const listening = { ...headers, ...statelessHeaders('subscriptions/listen') };
  expect((await send(url, { headers: listening, body: listenBody({ toolsListChanged: true }) })).status).toBe(
    406,
  );
});

test('a message goes to one stream of a session, the newest', async () => {
  const gateway = await testGateway([one], { limits: { streamsPerSession: 2 } });
  const url = gateway.url('/mcp/abcd');
  const id = await beginSession(url);
  const [first, second, third] = [
    await openSession(url, id),
    await openSession(url, id),
    await openSession(url, id),
  ];
  await first.ended;
  gateway.surfaces.swap([two]);
  await third.received(1);
  third.close();
  await expect.poll(() => gateway.metrics.values.get('reshapr_mcp_streams_open')).toBe(1);
  gateway.surfaces.swap([one]);
  await second.received(1);
  expect([first.messages, second.messages, third.messages]).toEqual([[], [listChanged], [listChanged]]);
});

test('the streams of an ended session end', async () => {
  const gateway = await testGateway([one]);
  const url = gateway.url('/mcp/abcd');
  const id = await beginSession(url);
  const stream = await openSession(url, id);
  const other = await openSession(url);
  await send(url, { method: 'DELETE', headers: { 'mcp-session-id': id } });
  await stream.ended;
  gateway.surfaces.swap([two]);
  await other.received(1);
});

test('streams that were let in by other rules end', async () => {
  const gateway = await testGateway([one]);
  const stream = await openSession(gateway.url('/mcp/abcd'));
  gateway.surfaces.swap([{ ...two, access: { type: 'apiKey', keys: [{ sha256: 'a'.repeat(64) }] } }]);
  await stream.ended;
  expect(stream.messages).toEqual([]);
});

test('no more streams than the limit', async () => {
  const gateway = await testGateway([one], { limits: { streams: 1 } });
  const url = gateway.url('/mcp/abcd');
  const stream = await openSession(url);
  const headers = { ...acceptBoth, 'mcp-session-id': await beginSession(url) };
  expect(await send(url, { method: 'GET', headers })).toMatchObject({
    status: 503,
    headers: { 'retry-after': '1' },
  });
  const listening = { ...acceptBoth, ...statelessHeaders('subscriptions/listen') };
  const refused = await send(url, { headers: listening, body: listenBody({ toolsListChanged: true }) });
  expect(refused).toMatchObject({ status: 503, json: { id: 's1', error: { code: -32603 } } });
  stream.close();
  await expect.poll(() => gateway.metrics.values.get('reshapr_mcp_streams_open')).toBe(0);
  expect((await listen(url, { toolsListChanged: true })).status).toBe(200);
});

test('idle streams get comments', async () => {
  const clock = manualClock();
  const gateway = await testGateway([one], { clock, limits: { keepAliveMs: 15_000 } });
  const url = gateway.url('/mcp/abcd');
  const streams = [await openSession(url), await listen(url, { toolsListChanged: true })];
  clock.advance(45_000);
  for (const stream of streams) await expect.poll(() => stream.comments.length).toBe(3);
  expect(gateway.metrics.values.get('reshapr_mcp_sessions')).toBe(1);
});

test('a stream of a caller ends when their token does', async () => {
  const clock = manualClock();
  const grant = {
    owner: 'a',
    issuer: 'i',
    scopes: new Set<string>(),
    expiresAt: clock.now() + 20_000,
    subject: 'somebody',
    demand: () => ({}),
    origin: () => 'https://mcp.example.com',
  };
  const gateway = await testGateway([one], { clock, access: () => ({ type: 'allowed', grant }) });
  const url = gateway.url('/mcp/abcd');
  const streams = [await openSession(url), await listen(url, { toolsListChanged: true })];
  clock.advance(15_000);
  for (const stream of streams) await expect.poll(() => stream.comments.length).toBe(1);
  clock.advance(15_000);
  await Promise.all(streams.map(({ ended }) => ended));
});

test.each<{ name: string; next: readonly FakeEndpoint[]; status: number }>([
  { name: 'removed', next: [], status: 404 },
  {
    name: 'locked',
    next: [{ ...one, access: { type: 'apiKey', keys: [{ sha256: 'a'.repeat(64) }] } }],
    status: 503,
  },
  {
    name: 'made to ask for tokens',
    next: [{ ...one, tokens: { issuers: ['https://a.example'] } }],
    status: 503,
  },
  { name: 'given other tools', next: [two], status: 200 },
])(
  'a stream is not opened by the rules of an endpoint that was $name meanwhile',
  async ({ next, status }) => {
    const gateway = await testGateway([one], {
      access: async ({ headers }) => {
        if (headers['mcp-method'] === 'subscriptions/listen') gateway.surfaces.swap(next);
        return { type: 'allowed' };
      },
    });
    const stream = await listen(gateway.url('/mcp/abcd'), { toolsListChanged: true });
    expect(stream.status).toBe(status);
  },
);
