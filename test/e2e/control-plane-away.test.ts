import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EchoBackend, echoBackend } from './support/echo-backend.ts';
import { type Gateway, type Installation, install } from './support/installation.ts';
import { post, toolNames } from './support/mcp-client.ts';
import { killAll } from './support/processes.ts';
import { type Relay, relayTo } from './support/relay.ts';
import { group, offered, openApi, project, writeTree } from './support/tree.ts';

/** The control plane dies, is away for a while, and comes back. */
describe('a control plane that is away', () => {
  const tools = ['get_orders', 'get_parts'];
  let backend: EchoBackend;
  let installation: Installation;
  let relays: Relay[];
  let serving: Gateway;
  let restarted: Gateway;
  let damaged: Gateway;
  let caller: Caller;

  beforeAll(async () => {
    backend = await echoBackend();
    installation = await install();
    const tree = join(installation.directory, 'tree');
    await writeTree(tree, {
      'reshapr.yaml': project('shop'),
      'groups.yaml': group('default', { env: 'dev' }),
      'orders.yaml': offered('Orders', backend.url, 'default'),
      'specs/orders.yaml': openApi('Orders', { '/orders': 'All orders.', '/parts': 'All parts.' }),
    });
    expect(await installation.run('apply', tree, '--yes')).toMatchObject({ code: 0 });
    relays = [await relayTo(installation.grpcPort), await relayTo(installation.grpcPort)];
    const behind = (relay: Relay | undefined) => (relay === undefined ? {} : { controlPort: relay.port });
    serving = await installation.gateway('serving', 'env=dev', behind(relays[0]));
    restarted = await installation.gateway('restarted', 'env=dev', behind(relays[1]));
    damaged = await installation.gateway('damaged', 'env=dev');
    for (const { url } of [serving, restarted, damaged])
      expect(await toolNames(url('/mcp/acme/orders'))).toEqual(tools);
  });

  afterAll(async () => {
    caller?.stop();
    await installation?.close();
    for (const relay of relays ?? []) relay.close();
    backend?.close();
    killAll();
  });

  it('is not missed by a client that calls every 100 ms', async () => {
    caller = callEvery(100, serving.url('/mcp/acme/orders'));
    await expect.poll(() => caller.answers).toBeGreaterThan(2);
    installation.control.kill('SIGKILL');
    await installation.control.ended;
    await serving.process.seen(/no connection to the control plane/);
    const before = caller.answers;
    await expect.poll(() => caller.answers, { timeout: 20_000 }).toBeGreaterThan(before + 5);
    expect(caller.errors).toEqual([]);
  });

  it('is not needed by a gateway that restarts: it serves from its bundle', async () => {
    restarted.process.kill('SIGTERM');
    expect(await restarted.process.ended).toMatchObject({ code: 0 });
    restarted = await installation.again(restarted);
    expect(restarted.process.err()).toContain(
      'the control plane cannot be reached: serving the last known good view',
    );
    expect(await toolNames(restarted.url('/mcp/acme/orders'))).toEqual(tools);
    const readiness = await fetch(restarted.url('/readyz')).then((response) => response.json());
    expect(readiness).toEqual({ ready: true, connected: false, revision: 1, endpoints: 1 });
  });

  it('is needed by a gateway whose bundle has a flipped byte: it serves none of it', async () => {
    damaged.process.kill('SIGTERM');
    await damaged.process.ended;
    await flipByte(join(damaged.stateDir, 'bundles'));
    damaged = await installation.again(damaged, { early: true });
    await damaged.process.seen(/a stored bundle is refused/);
    await damaged.process.seen(/there is no last known good view: nothing is served yet/);
    expect(await toolNames(damaged.url('/mcp/acme/orders'))).toBe(404);
    expect(await fetch(damaged.url('/readyz')).then((response) => response.status)).toBe(503);
  });

  it('is resumed with under 8 KB per gateway once it is back', async () => {
    for (const relay of relays) relay.reset();
    await installation.restartControl();
    await Promise.all([
      registered(serving, 2),
      registered(restarted, 1),
      damaged.process.seen(/view activated/),
    ]);
    const status = JSON.parse((await installation.run('status', '--output', 'json')).out);
    expect(status.gateways.map((gateway: Record<string, unknown>) => [gateway.id, gateway.state])).toEqual([
      ['damaged', 'active'],
      ['restarted', 'active'],
      ['serving', 'active'],
    ]);
    const bytes = relays.map((relay) => relay.passed());
    console.info(`resumed with ${bytes.join(' and ')} bytes on the wire, TLS included`);
    for (const count of bytes) {
      expect(count).toBeGreaterThan(500);
      expect(count).toBeLessThan(8 * 1024);
    }
    // Nothing was sent again, and nothing was activated again.
    for (const gateway of [serving, restarted])
      expect(gateway.process.err().match(/view activated/g)?.length ?? 0).toBe(gateway === serving ? 1 : 0);
    expect(caller.errors).toEqual([]);
  });

  it('takes revisions again, and the client still sees no error', async () => {
    const tree = join(installation.directory, 'tree');
    await writeTree(tree, { 'specs/orders.yaml': openApi('Orders', { '/orders': 'Every order.' }) });
    const apply = await installation.run('apply', tree, '--yes');
    expect(apply).toMatchObject({ code: 0, out: expect.stringContaining('3 gateways active') });
    for (const { url } of [serving, restarted, damaged])
      expect(await toolNames(url('/mcp/acme/orders'))).toEqual(['get_orders']);
    caller.stop();
    await caller.done;
    expect(caller.errors).toEqual([]);
  });
});

interface Caller {
  readonly answers: number;
  /** What was answered instead of the backend's text. */
  readonly errors: readonly unknown[];
  stop(): void;
  readonly done: Promise<void>;
}

/** Calls a tool again and again, one call after the other, and keeps every answer that is not the expected one. */
function callEvery(ms: number, url: string): Caller {
  const errors: unknown[] = [];
  let answers = 0;
  let stopped = false;
  async function run(): Promise<void> {
    while (!stopped) {
      try {
        const { status, body } = await post(url, 'tools/call', { name: 'get_orders', arguments: {} });
        const { result } = body as { result?: { content?: readonly { text?: string }[] } };
        if (status !== 200 || result?.content?.[0]?.text !== '{"path":"/orders"}') errors.push(body);
      } catch (error) {
        errors.push(error);
      }
      answers++;
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
  }
  return {
    get answers() {
      return answers;
    },
    errors,
    stop: () => {
      stopped = true;
    },
    done: run(),
  };
}

/** Changes one bit in the middle of each stored bundle. */
async function flipByte(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name));
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    await writeFile(join(folder, name), bytes);
  }
}

/** Resolves when a gateway has registered for the n-th time in its life. */
async function registered({ process }: Gateway, times: number): Promise<void> {
  await process.seen(new RegExp(`(registered with the control plane[^]*){${times}}`));
}
