import { expect, test } from 'vitest';
import { heldTool } from './support/held-tool.ts';
import { beginSession, openStream, rpc, send, stateless } from './support/send.ts';
import { testGateway } from './support/test-gateway.ts';

const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'wait' } };
const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };

test('draining ends the streams, refuses what is new and waits for what is in flight', async () => {
  const held = heldTool('wait');
  const gateway = await testGateway([{ id: 'abcd', tools: [held.tool] }]);
  const url = gateway.url('/mcp/abcd');
  const session = { accept: 'text/event-stream', 'mcp-session-id': await beginSession(url) };
  const stream = await openStream(url, { headers: session });
  const inFlight = rpc(url, call);
  await held.started;

  let drained = false;
  const draining = gateway.handler.drain().then(() => {
    drained = true;
  });
  await stream.ended;
  const refused = { status: 503, headers: { 'retry-after': '1' } };
  expect(await rpc(url, call)).toMatchObject(refused);
  expect(await rpc(url, [ping])).toMatchObject(refused);
  expect(await stateless(url, 'tools/list')).toMatchObject(refused);
  expect(await send(url, { method: 'GET', headers: session })).toMatchObject(refused);
  expect(drained).toBe(false);

  held.release();
  expect((await inFlight).json).toMatchObject({ result: { content: [{ text: 'released wait' }] } });
  await draining;
});

test('with nothing in flight draining is done at once, and again', async () => {
  const gateway = await testGateway([]);
  await gateway.handler.drain();
  await gateway.handler.drain();
});

test('a call can still be cancelled while draining', async () => {
  const held = heldTool('wait');
  const gateway = await testGateway([{ id: 'abcd', tools: [held.tool] }]);
  const url = gateway.url('/mcp/abcd');
  const session = { 'mcp-session-id': await beginSession(url) };
  const inFlight = rpc(url, call, session);
  await held.started;
  const draining = gateway.handler.drain();
  await rpc(url, { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } }, session);
  await draining;
  expect((await inFlight).text).toBe('');
});

test('closing aborts what is in flight, ends the streams and stops listening', async () => {
  const held = heldTool('wait');
  const gateway = await testGateway([{ id: 'abcd', tools: [held.tool] }]);
  const url = gateway.url('/mcp/abcd');
  const session = { accept: 'text/event-stream', 'mcp-session-id': await beginSession(url) };
  const stream = await openStream(url, { headers: session });
  const inFlight = rpc(url, call);
  await held.started;
  gateway.handler.close();
  await held.aborted;
  await stream.ended;
  expect(await inFlight).toMatchObject({ status: 503, json: { id: 1, error: { code: -32603 } } });
  expect((await rpc(url, ping)).status).toBe(503);
  expect((await send(url, { method: 'GET', headers: session })).status).toBe(503);
  gateway.surfaces.swap([]);
});

test('no more calls than the limit', async () => {
  const held = heldTool('wait');
  const gateway = await testGateway([{ id: 'abcd', tools: [held.tool] }], { limits: { calls: 1 } });
  const url = gateway.url('/mcp/abcd');
  const inFlight = rpc(url, call);
  await held.started;
  expect(await rpc(url, call)).toMatchObject({ status: 503, json: { id: 1, error: { code: -32603 } } });
  held.release();
  expect((await inFlight).status).toBe(200);
  expect((await rpc(url, call)).status).toBe(200);
});
