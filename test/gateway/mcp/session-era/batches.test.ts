import { expect, test } from 'vitest';
import { beginSession, rpc } from '../support/send.ts';
import { testGateway } from '../support/test-gateway.ts';

const endpoints = [{ id: 'abcd', tools: [{ name: 'one' }] }];
const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
const initialized = { jsonrpc: '2.0', method: 'notifications/initialized' };

test('2025-03-26 answers a batch with what its requests get, and only those', async () => {
  const gateway = await testGateway(endpoints);
  const url = gateway.url('/mcp/abcd');
  const headers = { 'mcp-session-id': await beginSession(url, '2025-03-26') };
  const call = { jsonrpc: '2.0', id: 'c', method: 'tools/call', params: { name: 'one' } };
  const list = { jsonrpc: '2.0', id: 'l', method: 'tools/list' };
  const answer = await rpc(url, [ping, initialized, call, list, { jsonrpc: '2.0', id: 4 }], headers);
  expect(answer.status).toBe(200);
  expect(answer.json).toMatchObject([
    { id: 1, result: {} },
    { id: 'c', result: { content: [{ type: 'text', text: 'called one' }] } },
    { id: 'l', result: { tools: [{ name: 'one' }] } },
    { id: 4, error: { code: -32600 } },
  ]);
  expect(await rpc(url, [initialized], headers)).toMatchObject({ status: 202, text: '' });
});

test.each([
  { name: 'of a version without batches', version: '2025-06-18', batch: [ping] },
  { name: 'without messages', version: '2025-03-26', batch: [] },
  { name: 'with too many messages', version: '2025-03-26', batch: [ping, ping, ping, ping] },
])('a batch $name is refused whole', async ({ version, batch }) => {
  const gateway = await testGateway(endpoints, { limits: { batch: 3 } });
  const headers = { 'mcp-protocol-version': version };
  const answer = await rpc(gateway.url('/mcp/abcd'), batch, headers);
  expect(answer).toMatchObject({ status: 400, json: { error: { code: -32600 } } });
});

test('2026-07-28 has no batches', async () => {
  const gateway = await testGateway(endpoints);
  const headers = { 'mcp-protocol-version': '2026-07-28' };
  expect((await rpc(gateway.url('/mcp/abcd'), [ping], headers)).status).toBe(400);
});

test('initialize is never in a batch', async () => {
  const gateway = await testGateway(endpoints);
  const answer = await rpc(gateway.url('/mcp/abcd'), [{ ...ping, method: 'initialize' }]);
  expect(answer.json).toMatchObject([{ id: 1, error: { code: -32600 } }]);
  expect(answer.headers).not.toHaveProperty('mcp-session-id');
});
