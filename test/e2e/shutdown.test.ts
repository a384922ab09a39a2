import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EchoBackend, echoBackend } from './support/echo-backend.ts';
import { type Gateway, type Installation, install } from './support/installation.ts';
import { post, sessionClient } from './support/mcp-client.ts';
import { cliFile, killAll, start } from './support/processes.ts';
import { group, offered, openApi, project, writeTree } from './support/tree.ts';

/** SIGTERM to a gateway and to a control plane. */
describe('shutdown', () => {
  let backend: EchoBackend;
  let installation: Installation;
  let stopping: Gateway;
  let staying: Gateway;

  beforeAll(async () => {
    backend = await echoBackend();
    installation = await install();
    const tree = join(installation.directory, 'tree');
    await writeTree(tree, {
      'reshapr.yaml': project('shop'),
      'groups.yaml': group('default', { env: 'dev' }),
      'orders.yaml': offered('Orders', backend.url, 'default'),
      'specs/orders.yaml': openApi('Orders', { '/orders': 'All orders.', '/held/report': 'A report.' }),
    });
    stopping = await installation.gateway('stopping', 'env=dev');
    staying = await installation.gateway('staying', 'env=dev');
    expect(await installation.run('apply', tree, '--yes')).toMatchObject({ code: 0 });
  });

  afterAll(async () => {
    await installation?.close();
    backend?.close();
    killAll();
  });

  it('of a gateway: goodbye, no new calls, the calls in flight, exit 0', async () => {
    const url = stopping.url('/mcp/acme/orders');
    const client = await sessionClient(url);
    const inFlight = client.callTool({ name: 'get_held_report', arguments: {} });
    await expect.poll(() => backend.requests).toContain('/held/report');

    stopping.process.kill('SIGTERM');
    await installation.control.seen(/"gateway":"stopping","msg":"gateway goodbye"/);
    expect(Object.keys(await installation.gateways())).toEqual(['staying']);
    expect(installation.control.err()).not.toContain('"gateway":"stopping","msg":"gateway disconnected"');

    const refused = await post(url, 'tools/call', { name: 'get_orders', arguments: {} });
    expect(refused).toMatchObject({ status: 503, body: { error: { message: expect.any(String) } } });
    await expect(client.callTool({ name: 'get_orders', arguments: {} })).rejects.toThrow();
    const readiness = await fetch(stopping.url('/readyz'));
    expect(readiness.status).toBe(503);
    expect(await readiness.json()).toMatchObject({ ready: false, why: 'the gateway stops' });
    expect(backend.requests).not.toContain('/orders');
    expect(stopping.process.child.exitCode).toBeNull();

    backend.release();
    expect(await inFlight).toEqual({ content: [{ type: 'text', text: '{"path":"/held/report"}' }] });
    expect(await stopping.process.ended).toMatchObject({ code: 0 });
    await expect(post(url, 'ping')).rejects.toThrow();
  });

  it('of a control plane: it says goodbye to gateways, exit 0; gateways and watchers come back', {
    timeout: 120_000,
  }, async () => {
    const watcher = start(process.execPath, [cliFile, 'status', '--watch'], { env: installation.env });
    await watcher.seen(/staying/);
    installation.control.kill('SIGTERM');
    expect(await installation.control.ended).toMatchObject({ code: 0 });
    await staying.process.seen(/"reason":"the control plane goes down"/);
    await installation.restartControl();
    // A gateway that found nobody comes back after 15 seconds at most, and what its connection takes.
    await expect
      .poll(() => installation.gateways(), { timeout: 45_000 })
      .toMatchObject({ staying: { presence: 'connected', state: 'active' } });
    // The watcher came back by itself: it shows the beats of the gateway again.
    const before = watcher.out().length;
    await expect.poll(() => watcher.out().slice(before), { timeout: 45_000 }).toContain('staying');
    watcher.kill('SIGTERM');
    expect(await watcher.ended).toMatchObject({ code: 0 });
    expect(watcher.err()).not.toMatch(/^\s+at /m);
  });
});
