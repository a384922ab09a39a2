import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ElicitRequestSchema, type ElicitResult } from '@modelcontextprotocol/sdk/types.js';
import { expect, it, onTestFinished, test } from 'vitest';
import { manualClock } from '../support/manual-clock.ts';
import { acceptBoth, beginSession, openStream, rpc } from '../support/send.ts';
import { testGateway } from '../support/test-gateway.ts';
import { asking } from './support.ts';

async function connect(url: string, answer?: () => ElicitResult): Promise<Client> {
  const capabilities = answer === undefined ? {} : { elicitation: { form: {}, url: {} } };
  const client = new Client({ name: 'test', version: '1' }, { capabilities });
  if (answer !== undefined) client.setRequestHandler(ElicitRequestSchema, answer);
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  onTestFinished(() => client.close());
  return client;
}

it.each<[string, ElicitResult, object]>([
  [
    'what the user says goes into the call',
    { action: 'accept', content: { name: 'Ada' } },
    { content: [{ type: 'text', text: 'Hello Ada, told {"since":1}' }] },
  ],
  [
    'a user may decline',
    { action: 'decline' },
    { content: [{ type: 'text', text: 'declined' }], isError: true },
  ],
])('the first SDK client: %s', async (_, answer, result) => {
  const gateway = await testGateway([asking]);
  const client = await connect(gateway.url('/mcp/asking'), () => answer);
  expect(await client.callTool({ name: 'greet', arguments: {} })).toEqual(result);
});

test('answers that do not fit the form are asked for again, not for ever', async () => {
  const gateway = await testGateway([asking]);
  const answers: ElicitResult[] = [
    { action: 'accept', content: { age: 3 } },
    { action: 'accept', content: { name: 'Bo' } },
  ];
  const client = await connect(gateway.url('/mcp/asking'), () => answers.shift() ?? { action: 'cancel' });
  expect(await client.callTool({ name: 'greet', arguments: {} })).toMatchObject({
    content: [{ text: 'Hello Bo, told {"since":1}' }],
  });
  const nagging = await connect(gateway.url('/mcp/asking'), () => ({ action: 'accept', content: {} }));
  expect(await nagging.callTool({ name: 'nag', arguments: {} })).toMatchObject({ isError: true });
});

test('a page is asked for by the error that sends the client there', async () => {
  const gateway = await testGateway([asking]);
  const client = await connect(gateway.url('/mcp/asking'), () => ({ action: 'accept' }));
  await expect(client.callTool({ name: 'login', arguments: {} })).rejects.toMatchObject({
    code: -32042,
    data: {
      elicitations: [
        { mode: 'url', elicitationId: 'e-1', url: 'https://login.example/x', message: 'Sign in.' },
      ],
    },
  });
});

test('a client that cannot ask gets a failed result', async () => {
  const gateway = await testGateway([asking]);
  const client = await connect(gateway.url('/mcp/asking'));
  expect(await client.callTool({ name: 'greet', arguments: {} })).toMatchObject({
    isError: true,
    content: [{ text: expect.stringContaining('cannot ask') }],
  });
});

const capabilities = { elicitation: {} };
const callGreet = { jsonrpc: '2.0', id: 7, method: 'tools/call', params: { name: 'greet' } };

/** A call that waits for the answer of its user, and the id under which it asks. */
async function waiting(url: string) {
  const session = await beginSession(url, '2025-06-18', capabilities);
  const headers = { ...acceptBoth, 'mcp-session-id': session };
  const stream = await openStream(url, { method: 'POST', headers, body: JSON.stringify(callGreet) });
  await stream.received(1);
  const [request] = stream.messages as [{ readonly id: string; readonly method: string }];
  expect(request.method).toBe('elicitation/create');
  return { session, stream, id: request.id };
}

const answerOf = (id: unknown) => ({
  jsonrpc: '2.0',
  id,
  result: { action: 'accept', content: { name: 'Ada' } },
});

test('only the session that was asked answers, and once', async () => {
  const gateway = await testGateway([asking]);
  const url = gateway.url('/mcp/asking');
  const { session, stream, id } = await waiting(url);
  const stranger = await beginSession(url, '2025-06-18', capabilities);
  const from = (mcpSession: string | undefined, message: object) =>
    rpc(url, message, mcpSession === undefined ? {} : { 'mcp-session-id': mcpSession });
  expect((await from(stranger, answerOf(id))).status).toBe(400);
  expect((await from(undefined, answerOf(id))).status).toBe(400);
  expect((await from(session, answerOf('other'))).status).toBe(400);
  expect((await from(session, answerOf(id))).status).toBe(202);
  await stream.ended;
  expect(stream.messages[1]).toMatchObject({
    id: 7,
    result: { content: [{ text: expect.stringContaining('Ada') }] },
  });
  expect((await from(session, answerOf(id))).status).toBe(400);
});

test('a user who does not answer fails the call, and the stream is kept open until then', async () => {
  const clock = manualClock();
  const gateway = await testGateway([asking], {
    clock,
    limits: { inputWaitMs: 60_000, keepAliveMs: 15_000 },
  });
  const { stream } = await waiting(gateway.url('/mcp/asking'));
  clock.advance(45_000);
  clock.advance(15_000);
  await stream.ended;
  expect(stream.comments.length).toBeGreaterThanOrEqual(3);
  expect(stream.messages[1]).toMatchObject({
    result: { isError: true, content: [{ text: 'The user did not answer in time.' }] },
  });
});

test('a call that waits can be cancelled', async () => {
  const gateway = await testGateway([asking]);
  const url = gateway.url('/mcp/asking');
  const { session, stream } = await waiting(url);
  const params = { requestId: 7 };
  await rpc(
    url,
    { jsonrpc: '2.0', method: 'notifications/cancelled', params },
    { 'mcp-session-id': session },
  );
  await stream.ended;
  expect(stream.messages).toHaveLength(1);
});
