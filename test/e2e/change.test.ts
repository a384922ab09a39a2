import { join } from 'node:path';
import { Client as StatelessClient, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EchoBackend, echoBackend } from './support/echo-backend.ts';
import { type Gateway, type Installation, install } from './support/installation.ts';
import { sessionClient, toolNames } from './support/mcp-client.ts';
import { killAll } from './support/processes.ts';
import { group, offered, openApi, project, writeTree } from './support/tree.ts';

/** A removed tool and a changed description, while clients look on. */
describe('a change', () => {
  let backend: EchoBackend;
  let installation: Installation;
  let tree: string;
  let one: Gateway;
  let two: Gateway;

  beforeAll(async () => {
    backend = await echoBackend();
    installation = await install();
    tree = join(installation.directory, 'tree');
    await writeTree(tree, {
      'reshapr.yaml': project('shop'),
      'groups.yaml': group('default', { env: 'dev' }),
      'orders.yaml': offered('Orders', backend.url, 'default'),
      'parts.yaml': offered('Parts', backend.url, 'default'),
      'specs/orders.yaml': openApi('Orders', { '/orders': 'All orders.', '/slow/report': 'A report.' }),
      'specs/parts.yaml': openApi('Parts', { '/parts': 'All parts.' }),
    });
    one = await installation.gateway('one', 'env=dev');
    two = await installation.gateway('two', 'env=dev');
    expect(await installation.run('apply', tree, '--yes')).toMatchObject({ code: 0 });
  });

  afterAll(async () => {
    await installation?.close();
    backend?.close();
    killAll();
  });

  it('is planned with file, line and tool; reaches both gateways, a call in flight, and the clients concerned', async () => {
    const heard: string[] = [];
    const clients = await Promise.all(
      (['orders', 'parts'] as const).flatMap((name) => [
        listenWithSession(one.url(`/mcp/acme/${name}`), () => heard.push(`session ${name}`)),
        listenStateless(two.url(`/mcp/acme/${name}`), () => heard.push(`stateless ${name}`)),
      ]),
    );
    const caller = await sessionClient(one.url('/mcp/acme/orders'));
    const inFlight = caller.callTool({ name: 'get_slow_report', arguments: {} });
    await expect.poll(() => backend.requests).toContain('/slow/report');

    await writeTree(tree, { 'specs/orders.yaml': openApi('Orders', { '/orders': 'Every order.' }) });
    const plan = await installation.run('plan', tree);
    expect(plan.out).toContain('· tool get_orders: has another description on orders  specs/orders.yaml:5:5');
    expect(plan.out).toContain('✗ tool get_slow_report: no longer offered on orders  specs/orders.yaml:9:5');

    const apply = await installation.run('apply', tree, '--yes');
    expect(apply).toMatchObject({ code: 0, out: expect.stringContaining('2 gateways active') });
    expect(await toolNames(one.url('/mcp/acme/orders'))).toEqual(['get_orders']);
    expect(await toolNames(two.url('/mcp/acme/orders'))).toEqual(['get_orders']);

    expect(await inFlight).toEqual({ content: [{ type: 'text', text: '{"path":"/slow/report"}' }] });
    await expect
      .poll(() => [...heard].sort(), { timeout: 20_000 })
      .toEqual(['session orders', 'stateless orders']);
    // Whoever looks at another endpoint hears nothing, also a moment later.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect([...heard].sort()).toEqual(['session orders', 'stateless orders']);

    await expect(caller.callTool({ name: 'get_slow_report', arguments: {} })).rejects.toThrow(
      /get_slow_report/,
    );
    await Promise.all([caller.close(), ...clients.map((close) => close())]);
  });
});

/** A 2025-11-25 session with its stream open; returns how to leave. */
async function listenWithSession(url: string, onChange: () => void): Promise<() => Promise<void>> {
  const client = await sessionClient(url);
  client.setNotificationHandler(ToolListChangedNotificationSchema, onChange);
  return () => client.close();
}

/** A 2026-07-28 subscription; returns how to leave. */
async function listenStateless(url: string, onChange: () => void): Promise<() => Promise<void>> {
  const client = new StatelessClient(
    { name: 'e2e', version: '1' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  await client.connect(new StreamableHTTPClientTransport(new URL(url)));
  client.setNotificationHandler('notifications/tools/list_changed', onChange);
  await client.listen({ toolsListChanged: true });
  return () => client.close();
}
