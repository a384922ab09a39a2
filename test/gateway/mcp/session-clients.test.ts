import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { expect, onTestFinished, test } from 'vitest';
import { type FakeEndpoint, textResult } from './support/fake-surfaces.ts';
import { heldTool } from './support/held-tool.ts';
import { testGateway } from './support/test-gateway.ts';

const orders: FakeEndpoint = {
  id: 'abcdefghijklmnop',
  name: 'orders',
  tools: [
    {
      name: 'get_order',
      inputSchema: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
      outputSchema: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
      run: ({ id }) => textResult(JSON.stringify({ id }), { structuredContent: { id } }),
    },
    { name: 'fail', run: () => textResult('the backend said 500', { isError: true }) },
  ],
};

async function connect(url: string, headers: Record<string, string> = {}): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' });
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
  await client.connect(transport);
  onTestFinished(() => client.close());
  return client;
}

test('the first SDK client initializes, lists, calls and pings', async () => {
  const gateway = await testGateway([orders]);
  const client = await connect(gateway.url('/mcp/acme/orders'));

  expect(client.getServerVersion()).toEqual({ name: 'Orders MCP server', version: '1.2' });
  expect(client.getServerCapabilities()).toEqual({ tools: { listChanged: true } });
  const { tools, nextCursor } = await client.listTools();
  expect(tools.map((tool) => tool.name)).toEqual(['get_order', 'fail']);
  expect(nextCursor).toBeUndefined();
  expect(await client.callTool({ name: 'get_order', arguments: { id: 'o-1' } })).toEqual({
    content: [{ type: 'text', text: '{"id":"o-1"}' }],
    structuredContent: { id: 'o-1' },
  });
  expect(await client.callTool({ name: 'fail' })).toEqual({
    content: [{ type: 'text', text: 'the backend said 500' }],
    isError: true,
  });
  expect(await client.ping()).toEqual({});
});

test('wrong arguments are a result that the model can act on', async () => {
  const gateway = await testGateway([orders]);
  const client = await connect(gateway.url('/mcp/abcdefghijklmnop'));
  expect(await client.callTool({ name: 'get_order', arguments: {} })).toEqual({
    content: [
      { type: 'text', text: 'The arguments of get_order do not fit its input schema:\n- id: is required' },
    ],
    isError: true,
  });
});

test('an unknown tool is an error', async () => {
  const gateway = await testGateway([orders]);
  const client = await connect(gateway.url('/mcp/abcdefghijklmnop'));
  await expect(client.callTool({ name: 'nothing' })).rejects.toMatchObject({ code: -32602 });
});

test('what is not offered is an empty list, or no method', async () => {
  const gateway = await testGateway([orders]);
  const client = await connect(gateway.url('/mcp/abcdefghijklmnop'));
  expect(await client.listPrompts()).toEqual({ prompts: [] });
  expect(await client.listResources()).toEqual({ resources: [] });
  expect(await client.listResourceTemplates()).toEqual({ resourceTemplates: [] });
  await expect(client.setLoggingLevel('info')).rejects.toMatchObject({ code: -32601 });
});

test('a long list comes in pages', async () => {
  const tools = Array.from({ length: 7 }, (_, index) => ({ name: `tool_${index}` }));
  const gateway = await testGateway([{ id: 'long', tools }], { limits: { entriesPerPage: 3 } });
  const client = await connect(gateway.url('/mcp/long'));
  const names: string[][] = [];
  let cursor: string | undefined;
  do {
    const page = await client.listTools(cursor === undefined ? {} : { cursor });
    names.push(page.tools.map((tool) => tool.name));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  expect(names).toEqual([['tool_0', 'tool_1', 'tool_2'], ['tool_3', 'tool_4', 'tool_5'], ['tool_6']]);
});

test('exactly the clients of a changed endpoint hear that its tools changed', async () => {
  const other: FakeEndpoint = { id: 'other', tools: [{ name: 'one' }] };
  const gateway = await testGateway([orders, other]);
  const heard: string[] = [];
  for (const id of [orders.id, other.id]) {
    const client = await connect(gateway.url(`/mcp/${id}`));
    client.setNotificationHandler(ToolListChangedNotificationSchema, () => void heard.push(id));
  }
  await expect.poll(() => gateway.metrics.values.get('reshapr_mcp_streams_open')).toBe(2);

  gateway.surfaces.swap([{ ...orders, tools: orders.tools.slice(1) }, other]);
  await expect.poll(() => heard).toEqual([orders.id]);
  gateway.surfaces.swap([
    { ...orders, tools: orders.tools.slice(1) },
    { id: 'other', tools: [{ name: 'two' }] },
  ]);
  await expect.poll(() => heard).toEqual([orders.id, other.id]);
});

test('a call in flight on a removed tool completes on the surface that it began on', async () => {
  const held = heldTool('wait');
  const gateway = await testGateway([{ id: 'slow', tools: [held.tool] }]);
  const client = await connect(gateway.url('/mcp/slow'));
  const call = client.callTool({ name: 'wait' });
  await held.started;
  gateway.surfaces.swap([{ id: 'slow', tools: [{ name: 'another' }] }]);
  await expect(client.callTool({ name: 'wait' })).rejects.toMatchObject({ code: -32602 });
  expect(await client.callTool({ name: 'another' })).toMatchObject({ content: [{ text: 'called another' }] });
  held.release();
  expect(await call).toMatchObject({ content: [{ text: 'released wait' }] });
});

test('a client that gives a call up aborts it', async () => {
  const held = heldTool('wait');
  const gateway = await testGateway([{ id: 'slow', tools: [held.tool] }]);
  const client = await connect(gateway.url('/mcp/slow'));
  const giveUp = new AbortController();
  const call = client.callTool({ name: 'wait' }, undefined, { signal: giveUp.signal });
  await held.started;
  giveUp.abort('enough');
  await expect(call).rejects.toThrow('enough');
  await held.aborted;
  expect(await client.ping()).toEqual({});
  expect(gateway.log.lines).toEqual([]);
});

test('a client ends its session', async () => {
  const gateway = await testGateway([orders]);
  const client = new Client({ name: 'test', version: '1' });
  const transport = new StreamableHTTPClientTransport(new URL(gateway.url('/mcp/acme/orders')));
  await client.connect(transport);
  const { sessionId } = transport;
  await transport.terminateSession();
  expect(sessionId).toMatch(/^[\w-]{80,}$/);
  await expect.poll(() => gateway.metrics.values.get('reshapr_mcp_streams_open')).toBe(0);
  await client.close();
});
