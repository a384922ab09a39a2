import { expect, test } from 'vitest';
import { manualClock } from '../support/manual-clock.ts';
import { acceptBoth, beginSession, rpc, send } from '../support/send.ts';
import { testGateway } from '../support/test-gateway.ts';

const endpoints = [
  { id: 'abcd', tools: [{ name: 'one' }] },
  { id: 'efgh', tools: [{ name: 'two' }] },
];
const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };

test.each([
  ['2025-11-25', '2025-11-25'],
  ['2025-06-18', '2025-06-18'],
  ['2025-03-26', '2025-03-26'],
  ['2024-11-05', '2024-11-05'],
  ['2026-07-28', '2025-11-25'],
  ['2099-01-01', '2025-11-25'],
  ['banana', '2025-11-25'],
])('asked for %s, initialize settles on %s', async (asked, settled) => {
  const gateway = await testGateway(endpoints);
  const params = { protocolVersion: asked, capabilities: {}, clientInfo: { name: 't', version: '1' } };
  const message = { jsonrpc: '2.0', id: 'i', method: 'initialize', params };
  const answer = await rpc(gateway.url('/mcp/abcd'), message);
  expect(answer.json).toEqual({
    jsonrpc: '2.0',
    id: 'i',
    result: {
      protocolVersion: settled,
      capabilities: { tools: { listChanged: true } },
      serverInfo: { name: 'Orders MCP server', version: '1.2' },
    },
  });
  expect(answer.headers['mcp-session-id']).toMatch(/^[\w-]+$/);
});

test('a session goes on at another gateway that has the key, and not at one that has another', async () => {
  const [first, second, stranger] = [
    await testGateway(endpoints),
    await testGateway(endpoints),
    await testGateway(endpoints, { sealKeys: [new Uint8Array(32).fill(9)] }),
  ];
  const id = await beginSession(first.url('/mcp/abcd'));
  const headers = { 'mcp-session-id': id };
  expect((await rpc(second.url('/mcp/abcd'), ping, headers)).status).toBe(200);
  expect((await rpc(stranger.url('/mcp/abcd'), ping, headers)).status).toBe(404);
});

test('a session is of one endpoint', async () => {
  const gateway = await testGateway(endpoints);
  const headers = { 'mcp-session-id': await beginSession(gateway.url('/mcp/abcd')) };
  expect((await rpc(gateway.url('/mcp/abcd'), ping, headers)).status).toBe(200);
  expect((await rpc(gateway.url('/mcp/efgh'), ping, headers)).status).toBe(404);
});

test('a session id that was changed is not found, in requests, notifications, streams and ends', async () => {
  const gateway = await testGateway(endpoints);
  const url = gateway.url('/mcp/abcd');
  const id = await beginSession(url);
  const changed = `${id.slice(0, -2)}${id.endsWith('AA') ? 'BB' : 'AA'}`;
  const headers = { ...acceptBoth, 'mcp-session-id': changed };
  expect(await rpc(url, ping, headers)).toMatchObject({
    status: 404,
    json: { id: 1, error: { code: -32600 } },
  });
  const notification = { jsonrpc: '2.0', method: 'notifications/initialized' };
  expect((await rpc(url, notification, headers)).status).toBe(404);
  for (const method of ['GET', 'DELETE']) expect((await send(url, { method, headers })).status).toBe(404);
});

test('a session ends by DELETE, and by its age', async () => {
  const clock = manualClock();
  const gateway = await testGateway(endpoints, { clock, limits: { sessionAgeMs: 1000 } });
  const url = gateway.url('/mcp/abcd');
  const ended = { ...acceptBoth, 'mcp-session-id': await beginSession(url) };
  const old = { 'mcp-session-id': await beginSession(url) };
  expect(await send(url, { method: 'DELETE', headers: ended })).toMatchObject({ status: 204, text: '' });
  for (const method of ['DELETE', 'GET'])
    expect((await send(url, { method, headers: ended })).status).toBe(404);
  expect((await rpc(url, ping, ended)).status).toBe(404);

  clock.advance(1000);
  expect((await rpc(url, ping, old)).status).toBe(200);
  clock.advance(1);
  expect((await rpc(url, ping, old)).status).toBe(404);
});

test('the memory of sessions is bounded, and forgets no session that has not ended', async () => {
  const gateway = await testGateway(endpoints, { limits: { sessions: 2 } });
  const url = gateway.url('/mcp/abcd');
  const ids = await Promise.all([1, 2, 3, 4].map(() => beginSession(url)));
  for (const id of ids) expect((await rpc(url, ping, { 'mcp-session-id': id })).status).toBe(200);
});

test.each([
  { header: undefined, status: 200 },
  { header: '2025-11-25', status: 200 },
  { header: ' 2025-06-18 ', status: 200 },
  { header: '2024-11-05', status: 200 },
  { header: '2025-06-19', status: 400 },
  { header: '2099-01-01', status: 400 },
  { header: '2026-07-28', status: 400 },
])('in a session, MCP-Protocol-Version $header is $status', async ({ header, status }) => {
  const gateway = await testGateway(endpoints);
  const url = gateway.url('/mcp/abcd');
  const session = { 'mcp-session-id': await beginSession(url) };
  const headers = header === undefined ? session : { ...session, 'mcp-protocol-version': header };
  expect((await rpc(url, ping, headers)).status).toBe(status);
});

test('a request without a session is served for itself', async () => {
  const gateway = await testGateway(endpoints);
  const url = gateway.url('/mcp/abcd');
  const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'one' } };
  expect((await rpc(url, call)).json).toMatchObject({ result: { content: [{ text: 'called one' }] } });
  expect((await rpc(url, { ...call, method: 'tools/list' })).json).toMatchObject({
    result: { tools: [{ name: 'one' }] },
  });
});
