import { request } from 'node:http';
import { expect, test } from 'vitest';
import { heldTool } from '../support/held-tool.ts';
import { acceptBoth, beginSession, rpc } from '../support/send.ts';
import { testGateway } from '../support/test-gateway.ts';

const call = (id: unknown) => ({ jsonrpc: '2.0', id, method: 'tools/call', params: { name: 'wait' } });
const cancel = (requestId: unknown) => ({
  jsonrpc: '2.0',
  method: 'notifications/cancelled',
  params: { requestId, reason: 'test' },
});

test('a cancelled call is aborted and gets no response', async () => {
  const held = heldTool('wait');
  const gateway = await testGateway([{ id: 'abcd', tools: [held.tool] }]);
  const url = gateway.url('/mcp/abcd');
  const session = { 'mcp-session-id': await beginSession(url) };
  const answer = rpc(url, call(7), session);
  await held.started;
  expect((await rpc(url, cancel(7), session)).status).toBe(202);
  await held.aborted;
  expect(await answer).toMatchObject({
    status: 200,
    headers: { 'content-type': 'text/event-stream' },
    text: '',
  });
});

test.each([
  { name: 'another id', id: 8, sameSession: true },
  { name: 'the same id as text', id: '7', sameSession: true },
  { name: 'another session', id: 7, sameSession: false },
])('a call is not cancelled by $name', async ({ id, sameSession }) => {
  const held = heldTool('wait');
  const gateway = await testGateway([{ id: 'abcd', tools: [held.tool] }]);
  const url = gateway.url('/mcp/abcd');
  const session = { 'mcp-session-id': await beginSession(url) };
  const other = { 'mcp-session-id': await beginSession(url) };
  const answer = rpc(url, call(7), session);
  await held.started;
  expect((await rpc(url, cancel(id), sameSession ? session : other)).status).toBe(202);
  expect((await rpc(url, cancel(7))).status).toBe(202);
  held.release();
  expect((await answer).json).toMatchObject({ id: 7, result: { content: [{ text: 'released wait' }] } });
});

test('a client that goes away aborts its call', async () => {
  const held = heldTool('wait');
  const gateway = await testGateway([{ id: 'abcd', tools: [held.tool] }]);
  const outgoing = request(gateway.url('/mcp/abcd'), { method: 'POST', headers: acceptBoth, agent: false });
  outgoing.on('error', () => {});
  outgoing.end(JSON.stringify(call(1)));
  await held.started;
  outgoing.destroy();
  await held.aborted;
  await expect
    .poll(() => gateway.metrics.values.get('reshapr_mcp_call_seconds{outcome="cancelled"}'))
    .toBe(1);
  expect(gateway.log.lines).toEqual([]);
});

test('a client that goes away while it sends leaves nothing behind', async () => {
  const gateway = await testGateway([{ id: 'abcd', tools: [] }]);
  const outgoing = request(gateway.url('/mcp/abcd'), {
    method: 'POST',
    headers: { ...acceptBoth, 'content-length': 1000 },
    agent: false,
  });
  outgoing.on('error', () => {});
  outgoing.write('{"jsonrpc"');
  await expect.poll(() => gateway.pending()).toBe(1);
  outgoing.destroy();
  await expect.poll(() => gateway.pending()).toBe(0);
  const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
  expect((await rpc(gateway.url('/mcp/abcd'), ping)).status).toBe(200);
  expect(gateway.log.lines).toEqual([]);
});

test('a client that goes away while its access is checked leaves nothing behind', async () => {
  let left = (): void => {};
  const waiting = new Promise<void>((resolve) => {
    left = resolve;
  });
  const gateway = await testGateway([{ id: 'abcd', tools: [] }], {
    access: async () => {
      await waiting;
      return { type: 'allowed' };
    },
  });
  const outgoing = request(gateway.url('/mcp/abcd'), { method: 'POST', headers: acceptBoth, agent: false });
  outgoing.on('error', () => {});
  outgoing.end(JSON.stringify(call(1)));
  await expect.poll(() => gateway.pending()).toBe(1);
  outgoing.destroy();
  await new Promise((resolve) => setTimeout(resolve, 20));
  left();
  await expect.poll(() => gateway.pending()).toBe(0);
  expect(gateway.log.lines).toEqual([]);
});
