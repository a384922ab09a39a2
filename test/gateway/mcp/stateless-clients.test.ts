import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
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
      inputSchema: {
        type: 'object',
        properties: { id: { type: 'string', 'x-mcp-header': 'Order' } },
        required: ['id'],
      },
      outputSchema: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] },
      run: ({ id }) => textResult(JSON.stringify({ id }), { structuredContent: { id } }),
    },
    { name: 'fail', run: () => textResult('the backend said 500', { isError: true }) },
  ],
};

type Mode = 'legacy' | 'auto' | { readonly pin: string };

async function connect(url: string, mode: Mode = { pin: '2026-07-28' }): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  onTestFinished(() => client.close());
  return client;
}

test.each<{ mode: Mode; version: string }>([
  { mode: 'legacy', version: '2025-11-25' },
  { mode: 'auto', version: '2026-07-28' },
  { mode: { pin: '2026-07-28' }, version: '2026-07-28' },
])('the second SDK client lists and calls, $mode', async ({ mode, version }) => {
  const gateway = await testGateway([orders]);
  const client = await connect(gateway.url('/mcp/acme/orders'), mode);

  expect(client.getNegotiatedProtocolVersion()).toBe(version);
  expect(client.getServerCapabilities()).toEqual({ tools: { listChanged: true } });
  expect(client.getServerVersion()).toEqual({ name: 'Orders MCP server', version: '1.2' });
  const { tools } = await client.listTools();
  expect(tools.map((tool) => tool.name)).toEqual(['get_order', 'fail']);
  const called = await client.callTool({ name: 'get_order', arguments: { id: 'ä=?base64?' } });
  expect(called).toMatchObject({ structuredContent: { id: 'ä=?base64?' } });
  expect(await client.callTool({ name: 'fail', arguments: {} })).toMatchObject({
    content: [{ type: 'text', text: 'the backend said 500' }],
    isError: true,
  });
  expect(await client.callTool({ name: 'get_order', arguments: {} })).toMatchObject({
    content: [{ text: expect.stringContaining('id: is required') }],
    isError: true,
  });
  await expect(client.callTool({ name: 'nothing', arguments: {} })).rejects.toMatchObject({ code: -32602 });
});

test('exactly the subscribers of a changed endpoint hear that its tools changed', async () => {
  const other: FakeEndpoint = { id: 'other', tools: [{ name: 'one' }] };
  const gateway = await testGateway([orders, other]);
  const heard: string[] = [];
  for (const id of [orders.id, other.id]) {
    const client = await connect(gateway.url(`/mcp/${id}`));
    client.setNotificationHandler('notifications/tools/list_changed', () => void heard.push(id));
    const subscription = await client.listen({ toolsListChanged: true, promptsListChanged: true });
    expect(subscription.honoredFilter).toEqual({ toolsListChanged: true });
  }
  gateway.surfaces.swap([{ ...orders, tools: orders.tools.slice(1) }, other]);
  await expect.poll(() => heard).toEqual([orders.id]);
  gateway.surfaces.swap([
    { ...orders, tools: orders.tools.slice(1) },
    { id: 'other', tools: [{ name: 'two' }] },
  ]);
  await expect.poll(() => heard).toEqual([orders.id, other.id]);
});

test('a subscription ends gracefully with its endpoint, and when the gateway drains', async () => {
  const other: FakeEndpoint = { id: 'other', tools: [{ name: 'one' }] };
  const gateway = await testGateway([orders, other]);
  const [first, second] = await Promise.all(
    [orders.id, other.id].map(async (id) => {
      const client = await connect(gateway.url(`/mcp/${id}`));
      return await client.listen({ toolsListChanged: true });
    }),
  );
  gateway.surfaces.swap([other]);
  expect(await first?.closed).toBe('graceful');
  await gateway.handler.drain();
  expect(await second?.closed).toBe('graceful');
});

test('a subscriber that leaves is forgotten', async () => {
  const gateway = await testGateway([orders]);
  const client = await connect(gateway.url('/mcp/acme/orders'));
  const subscription = await client.listen({ toolsListChanged: true });
  expect(gateway.metrics.values.get('reshapr_mcp_streams_open')).toBe(1);
  await subscription.close();
  await expect.poll(() => gateway.metrics.values.get('reshapr_mcp_streams_open')).toBe(0);
});

test('a client that gives a call up aborts it', async () => {
  const held = heldTool('wait');
  const gateway = await testGateway([{ id: 'slow', tools: [held.tool] }]);
  const client = await connect(gateway.url('/mcp/slow'));
  const giveUp = new AbortController();
  const call = client.callTool({ name: 'wait', arguments: {} }, { signal: giveUp.signal });
  await held.started;
  giveUp.abort(new Error('enough'));
  await expect(call).rejects.toThrow();
  await held.aborted;
});

test('a call in flight over a swap completes', async () => {
  const held = heldTool('wait');
  const gateway = await testGateway([{ id: 'slow', tools: [held.tool] }]);
  const client = await connect(gateway.url('/mcp/slow'));
  const call = client.callTool({ name: 'wait', arguments: {} });
  await held.started;
  gateway.surfaces.swap([]);
  held.release();
  expect(await call).toMatchObject({ content: [{ text: 'released wait' }] });
});
