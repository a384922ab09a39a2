import { expect, test } from 'vitest';
import type { CallContext } from '../../../src/gateway/mcp/options.ts';
import { textResult } from './support/fake-surfaces.ts';
import { acceptBoth, rpc, send, stateless } from './support/send.ts';
import { testGateway } from './support/test-gateway.ts';

const call = (name: string, args?: unknown) => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name, arguments: args },
});

test('a call gets the arguments, the headers and the address of its request', async () => {
  const seen: { args: unknown; context: CallContext }[] = [];
  const run = (args: Record<string, unknown>, context: CallContext) => {
    seen.push({ args, context });
    return textResult('ok');
  };
  const gateway = await testGateway([{ id: 'abcd', tools: [{ name: 'get', run }] }]);
  const answer = await rpc(gateway.url('/mcp/abcd'), call('get', { a: [1] }), { 'x-tenant': 't1' });
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json',
    'x-reshapr-upstream-service-time': '12',
  });
  expect(seen).toMatchObject([
    { args: { a: [1] }, context: { headers: { 'x-tenant': 't1' }, remoteAddress: '127.0.0.1' } },
  ]);
});

test('headers of a result are headers of the answer, without its own being replaced', async () => {
  const headers = { 'x-rate': '9', 'content-length': '1', 'x-reshapr-upstream-service-time': 'x' };
  const run = () => ({ ...textResult('ok'), headers });
  const gateway = await testGateway([{ id: 'abcd', tools: [{ name: 'get', run }] }]);
  const answer = await rpc(gateway.url('/mcp/abcd'), call('get'));
  expect(answer.json).toMatchObject({ result: { content: [{ text: 'ok' }] } });
  expect(answer.headers).toMatchObject({ 'x-rate': '9', 'x-reshapr-upstream-service-time': '12' });
});

test('wrong arguments never reach the backend, and long complaints are cut', async () => {
  const required = Array.from({ length: 30 }, (_, index) => `field_${index}`);
  const inputSchema = { type: 'object', required };
  const run = () => {
    throw new Error('called');
  };
  const gateway = await testGateway([{ id: 'abcd', tools: [{ name: 'get', inputSchema, run }] }]);
  const { json, headers } = await rpc(gateway.url('/mcp/abcd'), call('get', {}));
  expect(json).toMatchObject({ result: { isError: true, content: [{ type: 'text' }] } });
  expect(JSON.stringify(json)).toContain('- field_19: is required\\n- and 10 more');
  expect(headers).not.toHaveProperty('x-reshapr-upstream-service-time');
});

test('arguments that are nested without end are wrong arguments, not a stack overflow', async () => {
  const gateway = await testGateway([{ id: 'abcd', tools: [{ name: 'get' }] }]);
  const url = gateway.url('/mcp/abcd');
  const nested = (levels: number) =>
    `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get","arguments":{"a":${'['.repeat(levels)}${']'.repeat(levels)}}}}`;
  const ask = (levels: number) => send(url, { headers: acceptBoth, body: nested(levels) });
  expect((await ask(99)).json).toMatchObject({ result: { content: [{ text: 'called get' }] } });
  for (const levels of [100, 100_000]) {
    expect((await ask(levels)).json).toMatchObject({ result: { isError: true } });
  }
  expect(gateway.log.lines).toEqual([]);
});

test('a bug in a call is an internal error without details, and no argument is in the log', async () => {
  const secret = 'planted-marker';
  const run = ({ value }: Record<string, unknown>): never => {
    throw new TypeError(`cannot read ${String(value)}`);
  };
  const gateway = await testGateway([{ id: 'abcd', tools: [{ name: 'get', run }] }]);
  const url = gateway.url('/mcp/abcd');
  const args = { value: secret };
  const headers = { 'x-secret': secret };
  const internal = { jsonrpc: '2.0', id: 1, error: { code: -32603, message: 'Internal error' } };
  expect(await rpc(url, call('get', args), headers)).toMatchObject({ status: 200, json: internal });
  const again = await stateless(url, 'tools/call', { name: 'get', arguments: args }, headers);
  expect(again).toMatchObject({ status: 200, json: internal });
  expect(gateway.log.lines).toMatchObject([
    { level: 'error', fields: { endpoint: 'abcd', tool: 'get', error: 'TypeError' } },
    { level: 'error', fields: { endpoint: 'abcd', tool: 'get', error: 'TypeError' } },
  ]);
  expect(JSON.stringify(gateway.log.lines)).not.toContain(secret);
});

test('a bug elsewhere is a 500 and harms nobody else', async () => {
  const gateway = await testGateway([{ id: 'abcd', tools: [] }], {
    access: ({ headers: { 'x-bug': bug } }) => {
      if (bug !== undefined) throw new RangeError('bug');
      return { type: 'allowed' };
    },
  });
  const url = gateway.url('/mcp/abcd');
  const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
  expect(await rpc(url, ping, { 'x-bug': '1' })).toMatchObject({
    status: 500,
    json: { error: { code: -32603 } },
  });
  expect((await rpc(url, ping)).status).toBe(200);
  expect(gateway.log.lines).toMatchObject([{ level: 'error', fields: { error: 'RangeError' } }]);
});

test('requests and calls are counted by method and outcome, under no name that a client made up', async () => {
  const fail = () => textResult('no', { isError: true });
  const gateway = await testGateway([{ id: 'abcd', tools: [{ name: 'get' }, { name: 'fail', run: fail }] }]);
  const url = gateway.url('/mcp/abcd');
  await rpc(url, call('get'));
  await rpc(url, call('fail'));
  await rpc(url, call('nothing'));
  await rpc(url, { jsonrpc: '2.0', id: 1, method: 'made/up' });
  await rpc(url, { jsonrpc: '2.0', method: 'notifications/initialized' });
  await rpc(url, [call('get'), { jsonrpc: '2.0', id: 2, method: 'ping' }]);
  await stateless(url, 'made/up');
  await rpc(gateway.url('/mcp/nothing'), call('get'));
  expect(Object.fromEntries(gateway.metrics.values)).toEqual({
    'reshapr_mcp_requests_total{method="tools/call",outcome="ok"}': 2,
    'reshapr_mcp_requests_total{method="tools/call",outcome="tool-error"}': 1,
    'reshapr_mcp_requests_total{method="tools/call",outcome="error"}': 1,
    'reshapr_mcp_requests_total{method="other",outcome="error"}': 1,
    'reshapr_mcp_requests_total{method="other",outcome="refused"}': 1,
    'reshapr_mcp_requests_total{method="notifications/initialized",outcome="ok"}': 1,
    'reshapr_mcp_requests_total{method="ping",outcome="ok"}': 1,
    'reshapr_mcp_requests_total{method="batch",outcome="ok"}': 1,
    'reshapr_mcp_requests_total{method="none",outcome="refused"}': 1,
    'reshapr_mcp_call_seconds{outcome="ok"}': 2,
    'reshapr_mcp_call_seconds{outcome="tool-error"}': 1,
  });
});
