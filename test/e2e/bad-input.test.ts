import { mkdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { type EchoBackend, echoBackend } from './support/echo-backend.ts';
import { type Gateway, type Installation, install } from './support/installation.ts';
import { toolNames } from './support/mcp-client.ts';
import { type Finished, killAll, reshapr } from './support/processes.ts';
import { group, offered, openApi, project, writeTree } from './support/tree.ts';

/** Directories, files and disks that are not as they should be. Every end is one clear line, and loses nothing. */
describe('bad input', () => {
  let backend: EchoBackend;
  let installation: Installation;
  let tree: string;
  let gateway: Gateway;

  beforeAll(async () => {
    backend = await echoBackend();
    installation = await install();
    tree = join(installation.directory, 'tree');
    await writeTree(tree, {
      'reshapr.yaml': project('shop'),
      'groups.yaml': group('default', { env: 'dev' }),
      'orders.yaml': offered('Orders', backend.url, 'default'),
      'specs/orders.yaml': openApi('Orders', { '/orders': 'All orders.' }),
    });
    gateway = await installation.gateway('gw', 'env=dev');
    expect(await installation.run('apply', tree, '--yes')).toMatchObject({ code: 0 });
  });

  afterAll(async () => {
    await installation?.close();
    backend?.close();
    killAll();
  });

  /** Runs `serve` on a state directory, to its end. */
  async function serve(state: string, ...more: string[]): Promise<Finished> {
    const [grpc, http] = [await freePort(), await freePort()];
    const ports = ['--listen', `127.0.0.1:${grpc}`, '--http', `127.0.0.1:${http}`];
    return reshapr(['serve', '--state', state, ...ports, ...more], installation.env);
  }

  function expectOneLine({ code, err }: Finished, line: RegExp): void {
    expect(code).toBe(1);
    expect(err.split('\n')[0]).toMatch(line);
    expect(err).toMatch(/^ {2}hint: /m);
    expect(err).not.toMatch(/^\s+at /m);
  }

  it.each([[[]], [['--no-tls']]])(
    'a control plane ends at once where it can keep nothing (%j)',
    async (flags) => {
      expectOneLine(
        await serve('/proc/nowhere/state', ...flags),
        /^error RSH8008 cannot use the state directory \/proc\/nowhere\/state: ENOENT/,
      );
      const file = join(installation.directory, 'a-file');
      await writeFile(file, '');
      expectOneLine(await serve(join(file, 'state'), ...flags), /^error RSH8008 .*: ENOTDIR/);
    },
  );

  it('a gateway ends at once where it can keep nothing', async () => {
    const env = { ...gateway.env, RESHAPR_GATEWAY_STATE_DIR: '/proc/nowhere/state' };
    const ended = await reshapr(['gateway'], env);
    expect(ended.code).toBe(1);
    expect(ended.err).toMatch(
      /^error RSH9007 cannot use the state directory \/proc\/nowhere\/state: ENOENT/m,
    );
  });

  it('a gateway ends when it is told to, also while what it connects to says nothing', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    const controlPort = typeof address === 'object' && address !== null ? address.port : 0;
    const waiting = await installation.gateway('waiting', 'env=dev', { controlPort, early: true });
    await waiting.process.seen(/the control plane cannot be reached/);
    waiting.process.kill('SIGTERM');
    expect(await waiting.process.ended).toMatchObject({ code: 0 });
    silent.close();
  });

  it('a second control plane on a state directory in use ends', async () => {
    expectOneLine(
      await serve(join(installation.directory, 'control')),
      /^error RSH8002 .* is in use by process \d+/,
    );
    expect(await installation.gateways()).toMatchObject({ gw: { state: 'active' } });
  });

  it('a control plane whose journal was cut does not start; with the whole one nothing is lost', async () => {
    const state = join(installation.directory, 'control');
    const journal = join(state, 'journal.jsonl');
    installation.control.kill('SIGTERM');
    await installation.control.ended;
    const whole = await readFile(journal);
    // Every other cut: test/reconciler/store/damaged-state.test.ts.
    await truncate(journal, whole.length >> 1);
    expectOneLine(await serve(state), /^error RSH8001 the store is damaged: .*journal\.jsonl/);
    await writeFile(journal, whole);
    const pack = join(state, 'objects');
    await rename(pack, `${pack}.aside`);
    await mkdir(pack);
    expectOneLine(await serve(state), /^error RSH8001 the store is damaged: its objects: .* is missing/);
    await rm(pack, { recursive: true });
    await rename(`${pack}.aside`, pack);

    // Gateways serve meanwhile.
    expect(await toolNames(gateway.url('/mcp/acme/orders'))).toEqual(['get_orders']);
    await installation.restartControl();
    const history = JSON.parse((await installation.run('history', '--output', 'json')).out);
    expect(history.map(({ sequence }: { sequence: number }) => sequence)).toEqual([1]);
    await expect
      .poll(() => installation.gateways(), { timeout: 40_000 })
      .toMatchObject({ gw: { state: 'active' } });
  });
});
