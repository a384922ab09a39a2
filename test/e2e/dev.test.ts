import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { type EchoBackend, echoBackend } from './support/echo-backend.ts';
import { post, toolNames } from './support/mcp-client.ts';
import { cliFile, type Finished, killAll, type Running, reshapr, start } from './support/processes.ts';
import { group, offered, openApi, project, writeTree } from './support/tree.ts';

/** `reshapr dev`: a directory that is saved again and again. */
describe('dev', () => {
  let backend: EchoBackend;
  let directory: string;
  let tree: string;
  let port: number;
  let dev: Running;
  let url: string;

  beforeAll(async () => {
    backend = await echoBackend();
    directory = await mkdtemp(join(tmpdir(), 'reshapr-e2e-dev-'));
    tree = join(directory, 'tree');
    await mkdir(join(directory, 'tmp'));
    await writeTree(tree, {
      'reshapr.yaml': project('shop'),
      'groups.yaml': group('default', { env: 'dev' }),
      'orders.yaml': offered('Orders', backend.url, 'elsewhere'),
      'specs/orders.yaml': openApi('Orders', { '/orders': 'All orders.' }),
    });
    port = await freePort();
    url = `http://localhost:${port}/mcp/acme/orders`;
    dev = start(process.execPath, [cliFile, 'dev', tree, '--port', String(port)], { env: environment() });
  });

  afterAll(async () => {
    killAll();
    backend?.close();
    if (directory !== undefined) await rm(directory, { recursive: true, force: true });
  });

  function environment(): NodeJS.ProcessEnv {
    return { ...process.env, NO_COLOR: '1', TMPDIR: join(directory, 'tmp') };
  }

  /** How often a text was printed so far. */
  function printed(text: string): number {
    return `${dev.out()}${dev.err()}`.split(text).length - 1;
  }

  it('waits on a tree that does not compile, and says why', async () => {
    await dev.seen(/error RSH3004 orders\.yaml:16:74\n\s+there is no GatewayGroup 'elsewhere'/);
    await dev.seen(/waiting for a save that compiles/);
    await writeTree(tree, { 'orders.yaml': offered('Orders', backend.url, 'default') });
    await dev.seen(/revision 1 is served/);
    expect(await toolNames(url)).toEqual(['get_orders']);
  });

  it('prints a table of endpoints, ready to paste', async () => {
    await dev.seen(/Serving 1 endpoint of /);
    expect(dev.out()).toMatch(/^ENDPOINT +TOOLS +ACCESS +URL$/m);
    const row = /^orders +1 +open +(\S+)$/m.exec(dev.out());
    expect(row?.[1]).toBe(url);
    const called = await post(url, 'tools/call', { name: 'get_orders', arguments: {} });
    expect(called.body).toMatchObject({ result: { content: [{ text: '{"path":"/orders"}' }] } });
  });

  it('recompiles on save', async () => {
    await writeTree(tree, {
      'specs/orders.yaml': openApi('Orders', { '/orders': 'All orders.', '/parts': 'All parts.' }),
    });
    await dev.seen(/revision 2 is served/);
    expect(await toolNames(url)).toEqual(['get_orders', 'get_parts']);
  });

  it('a broken save prints its diagnostics and leaves the last good revision serving', async () => {
    await writeTree(tree, { 'groups.yaml': 'apiVersion: reshapr.io/v1alpha1\nkind: [GatewayGroup\n' });
    await dev.seen(/error RSH1004 groups\.yaml:\d+:\d+/);
    await dev.seen(/the last good revision goes on being served/);
    expect(await toolNames(url)).toEqual(['get_orders', 'get_parts']);
    const called = await post(url, 'tools/call', { name: 'get_parts', arguments: {} });
    expect(called.body).toMatchObject({ result: { content: [{ text: '{"path":"/parts"}' }] } });
  });

  it('a save that mends it to what is served changes nothing', async () => {
    await writeTree(tree, { 'groups.yaml': group('default', { env: 'dev' }) });
    await dev.seen(/saved, nothing changed/);
    expect(printed('is served (')).toBe(2);
  });

  it('files that come and go count too, also the last one with an endpoint', async () => {
    await rm(join(tree, 'orders.yaml'));
    await dev.seen(/revision 3 is served/);
    expect(await toolNames(url)).toBe(404);
    await writeTree(tree, {
      'more/orders.yaml': offered('Orders', backend.url, 'default').replace('specs/', '../specs/'),
    });
    await dev.seen(/revision 4 is served/);
    expect(await toolNames(url)).toEqual(['get_orders', 'get_parts']);
  });

  it('ends with SIGTERM and leaves nothing behind', async () => {
    dev.kill('SIGTERM');
    expect(await dev.ended).toMatchObject({ code: 0 });
    expect(await readdir(join(directory, 'tmp'))).toEqual([]);
    expect(dev.err()).not.toMatch(/^\s+at /m);
  });

  it('ends with one line when the port is taken', async () => {
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
    const address = holder.address();
    const taken = typeof address === 'object' && address !== null ? address.port : 0;
    const ended: Finished = await reshapr(['dev', tree, '--port', String(taken)], environment());
    expect(ended).toMatchObject({ code: 1, err: expect.stringMatching(/error RSH9003 .*EADDRINUSE/) });
    expect(ended.err).not.toMatch(/^\s+at /m);
    expect(await readdir(join(directory, 'tmp'))).toEqual([]);
    holder.close();
  });
});
