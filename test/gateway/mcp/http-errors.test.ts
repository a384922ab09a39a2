import { describe, expect, test } from 'vitest';
import type { FakeEndpoint } from './support/fake-surfaces.ts';
import { acceptBoth, beginSession, rpc, type SendOptions, send } from './support/send.ts';
import { testGateway } from './support/test-gateway.ts';

const endpoint: FakeEndpoint = { id: 'abcd', name: 'orders', tools: [{ name: 'one' }] };
const ping = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });

interface Case extends SendOptions {
  readonly name: string;
  readonly path?: string;
  readonly status: number;
  readonly code?: number;
  readonly message?: string;
  readonly expectHeaders?: Record<string, string>;
}

const cases: readonly Case[] = [
  { name: 'an endpoint that is not there', path: '/mcp/nothing', status: 404, code: -32600 },
  {
    name: 'a content type that is not JSON',
    headers: { ...acceptBoth, 'content-type': 'text/plain' },
    status: 415,
    code: -32600,
  },
  { name: 'no content type', headers: { accept: acceptBoth.accept }, status: 415, code: -32600 },
  {
    name: 'a charset beside the content type',
    headers: { ...acceptBoth, 'content-type': 'Application/JSON; charset=utf-8' },
    status: 200,
  },
  {
    name: 'a compressed body',
    headers: { ...acceptBoth, 'content-encoding': 'gzip' },
    status: 415,
    expectHeaders: { 'accept-encoding': 'identity' },
  },
  {
    name: 'a client that takes no JSON',
    headers: { ...acceptBoth, accept: 'text/event-stream' },
    status: 406,
    code: -32600,
  },
  {
    name: 'a client that takes anything',
    headers: { ...acceptBoth, accept: 'text/html, */*;q=0.1' },
    status: 200,
  },
  {
    name: 'a client that rules JSON out',
    headers: { ...acceptBoth, accept: 'application/json;q=0, text/event-stream' },
    status: 406,
  },
  { name: 'an empty body', body: '', status: 400, code: -32700 },
  { name: 'a body that is not JSON', body: '{"jsonrpc":', status: 400, code: -32700 },
  { name: 'a body that is not UTF-8', body: Buffer.from([0x22, 0xff, 0x22]), status: 400, code: -32700 },
  { name: 'a body that is no object', body: '42', status: 400, code: -32600 },
  { name: 'another JSON-RPC', body: '{"jsonrpc":"1.0","id":1,"method":"ping"}', status: 400, code: -32600 },
  { name: 'no method', body: '{"jsonrpc":"2.0","id":1}', status: 400, code: -32600 },
  {
    name: 'parameters by position',
    body: '{"jsonrpc":"2.0","id":7,"method":"ping","params":[1]}',
    status: 400,
    code: -32600,
  },
  {
    name: 'an id that is null',
    body: '{"jsonrpc":"2.0","id":null,"method":"ping"}',
    status: 400,
    code: -32600,
  },
  {
    name: 'an id with a fraction',
    body: '{"jsonrpc":"2.0","id":1.5,"method":"ping"}',
    status: 400,
    code: -32600,
  },
  {
    name: 'an id as long as a body',
    body: JSON.stringify({ jsonrpc: '2.0', id: 'x'.repeat(257), method: 'ping' }),
    status: 400,
    code: -32600,
  },
  {
    name: 'an unknown method',
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/nothing"}',
    status: 200,
    code: -32601,
  },
  {
    name: 'initialize without a version',
    body: '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}',
    status: 200,
    code: -32602,
  },
  {
    name: 'a call without a name',
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{}}',
    status: 200,
    code: -32602,
  },
  {
    name: 'a call of no tool',
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"toString"}}',
    status: 200,
    code: -32602,
    message: 'Unknown tool: toString',
  },
  {
    name: 'arguments that are a list',
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"one","arguments":[]}}',
    status: 200,
    code: -32602,
  },
  {
    name: 'a cursor that nobody gave',
    body: '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"MQ"}}',
    status: 200,
    code: -32602,
  },
  { name: 'PUT', method: 'PUT', status: 405, expectHeaders: { allow: 'GET, POST, DELETE' } },
  { name: 'HEAD', method: 'HEAD', status: 405 },
  { name: 'GET without a session', method: 'GET', status: 400, code: -32600 },
  { name: 'DELETE without a session', method: 'DELETE', status: 400, code: -32600 },
  {
    name: 'GET of a version that has no GET',
    method: 'GET',
    headers: { ...acceptBoth, 'mcp-protocol-version': '2026-07-28' },
    status: 405,
    expectHeaders: { allow: 'POST' },
  },
  {
    name: 'a version that never was',
    headers: { ...acceptBoth, 'mcp-protocol-version': '2025-01-01' },
    status: 400,
    code: -32022,
  },
  {
    name: 'a session id that was never given',
    headers: { ...acceptBoth, 'mcp-session-id': 'b'.repeat(96) },
    status: 404,
    code: -32600,
  },
];

describe('an HTTP request is answered with', () => {
  test.each(cases)('$status for $name', async (row) => {
    const gateway = await testGateway([endpoint]);
    const { path = '/mcp/abcd', status, code, message, expectHeaders = {} } = row;
    const answer = await send(gateway.url(path), {
      headers: acceptBoth,
      body: row.method === undefined ? ping : '',
      ...row,
    });
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject(expectHeaders);
    if (code !== undefined) {
      expect(answer.headers['content-type']).toBe('application/json');
      expect(answer.json).toMatchObject({ jsonrpc: '2.0', error: { code } });
    }
    if (message !== undefined) expect(answer.json).toMatchObject({ error: { message } });
  });
});

test('an error has the id of its request, or none when that could not be read', async () => {
  const gateway = await testGateway([endpoint]);
  const url = gateway.url('/mcp/abcd');
  expect((await rpc(url, { jsonrpc: '2.0', id: 'a"b', method: 'x' })).json).toMatchObject({ id: 'a"b' });
  expect((await rpc(url, { jsonrpc: '1.0', id: 5, method: 'x' })).json).toMatchObject({ id: 5 });
  expect((await rpc(url, 'text')).json).not.toHaveProperty('id');
});

test('a body over the limit is not read', async () => {
  const gateway = await testGateway([endpoint], { limits: { bodyBytes: 100 } });
  const url = gateway.url('/mcp/abcd');
  const long = `{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"${'x'.repeat(100)}"}}`;
  const declared = await send(url, { headers: { ...acceptBoth, 'content-length': long.length }, body: long });
  expect(declared).toMatchObject({ status: 413, headers: { connection: 'close' } });
  const chunked = await send(url, { headers: { ...acceptBoth, 'transfer-encoding': 'chunked' }, body: long });
  expect(chunked).toMatchObject({ status: 413, headers: { connection: 'close' } });
  expect((await send(url, { headers: acceptBoth, body: ping })).status).toBe(200);
});

test('notifications are accepted without a body', async () => {
  const gateway = await testGateway([endpoint]);
  const url = gateway.url('/mcp/abcd');
  const headers = { 'mcp-session-id': await beginSession(url) };
  const messages = [
    { jsonrpc: '2.0', method: 'notifications/initialized' },
    { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 99 } },
  ];
  for (const message of messages) {
    expect(await rpc(url, message, headers)).toMatchObject({ status: 202, text: '' });
  }
  // Nobody waits for it.
  const response = { jsonrpc: '2.0', id: 1, result: {} };
  expect(await rpc(url, response, headers)).toMatchObject({ status: 400 });
});

test('an endpoint that was found by service and version names the preferred path', async () => {
  const gateway = await testGateway([{ ...endpoint, service: 'Order API' }]);
  const message = { jsonrpc: '2.0', id: 1, method: 'ping' };
  const found = await rpc(gateway.url('/mcp/acme/Order+API/1.2'), message);
  expect(found).toMatchObject({ status: 200, headers: { 'x-reshapr-preferred-endpoint': '/mcp/abcd' } });
  for (const path of ['/mcp/abcd', '/mcp/acme/orders']) {
    const { status, headers } = await rpc(gateway.url(path), message);
    expect(status).toBe(200);
    expect(headers).not.toHaveProperty('x-reshapr-preferred-endpoint');
  }
});

test('the access check answers for itself, before the body is read', async () => {
  const gateway = await testGateway([endpoint], {
    access: async ({ headers: { 'x-reshapr-key': key } }) =>
      key === 'right'
        ? { type: 'allowed' }
        : { type: 'refused', status: 401, headers: { 'www-authenticate': 'Key' }, body: 'no key' },
  });
  const url = gateway.url('/mcp/abcd');
  const refused = await send(url, { headers: acceptBoth, body: 'not even JSON' });
  expect(refused).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Key' }, text: 'no key' });
  const allowed = await send(url, { headers: { ...acceptBoth, 'x-reshapr-key': 'right' }, body: ping });
  expect(allowed).toMatchObject({ status: 200, json: { jsonrpc: '2.0', id: 1, result: {} } });
});
