import { mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../cli/support/run-command.ts';
import { freePort } from '../support/free-port.ts';
import { sessionClient, toolNames } from './support/mcp-client.ts';
import { cliFile, killAll, type Running, reshapr, start } from './support/processes.ts';
import { group, offered, openApi, project, writeTree } from './support/tree.ts';

/** `reshapr gateway --standalone`: a process that has nothing but a file. */
describe('a standalone gateway', () => {
  let directory: string;
  let backend: Server;
  let gateway: Running;
  let port: number;
  const file = (name: string): string => join(directory, name);
  const ready = async (): Promise<Record<string, unknown>> =>
    (await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()) as Record<string, unknown>;

  async function build(paths: Readonly<Record<string, string>>, out: string): Promise<void> {
    await writeTree(file('tree'), { 'specs/orders.yaml': openApi('Orders', paths) });
    const { code, err } = await runCommand(['build', file('tree'), '--out', file(out)]);
    expect(code, err).toBe(0);
  }

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'reshapr-standalone-'));
    backend = createServer((_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"found":1}'),
    );
    await new Promise<void>((resolve) => backend.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(backend.address() as AddressInfo).port}`;
    await writeTree(file('tree'), {
      'reshapr.yaml': project('shop'),
      'groups.yaml': group('default', { env: 'dev' }),
      'orders.yaml': offered('Orders', origin, 'default'),
    });
    await build({ '/orders': 'Lists orders.' }, 'first');
    await build({ '/orders': 'Lists orders.', '/bills': 'Lists bills.' }, 'second');
    await symlink(file('first'), file('view.bundle'));
    port = await freePort();
    gateway = start(
      process.execPath,
      [cliFile, 'gateway', '--standalone', file('view.bundle'), '--allow-unsigned'],
      { env: { PATH: process.env['PATH'], HOME: directory, RESHAPR_GATEWAY_PORT: String(port) } },
    );
    await gateway.seen(/bundle served/);
  }, 60_000);

  afterAll(async () => {
    killAll();
    backend.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('serves it, and the next one to the same session, and no broken one', async () => {
    const url = `http://127.0.0.1:${port}/mcp/acme/orders`;
    expect(await ready()).toEqual({ ready: true, revision: 0, endpoints: 1 });
    const client = await sessionClient(url);
    expect(await toolNames(url)).toEqual(['get_orders']);
    const changed = new Promise<void>((resolve) =>
      client.setNotificationHandler(ToolListChangedNotificationSchema, () => resolve()),
    );

    // As Kubernetes replaces a mounted file: a link to another one, renamed into place.
    await symlink(file('second'), file('next'));
    await rename(file('next'), file('view.bundle'));
    await changed;
    expect(await client.callTool({ name: 'get_bills', arguments: {} })).toMatchObject({
      content: [{ text: '{"found":1}' }],
    });

    await writeFile(file('broken'), 'nothing good\n');
    await rename(file('broken'), file('view.bundle'));
    await gateway.seen(/a bundle is refused/);
    expect(await ready()).toMatchObject({ ready: true, refused: expect.stringContaining('it is no bundle') });
    expect(await client.callTool({ name: 'get_bills', arguments: {} })).not.toHaveProperty('isError');

    await symlink(file('first'), file('next'));
    await rename(file('next'), file('view.bundle'));
    await expect.poll(() => toolNames(url)).toEqual(['get_orders']);
    expect(await ready()).toEqual({ ready: true, revision: 0, endpoints: 1 });
    await client.close();
  });

  it('ends in order, and at once when there is nothing to serve', async () => {
    gateway.kill('SIGTERM');
    expect((await gateway.ended).code).toBe(0);
    const env = {
      PATH: process.env['PATH'],
      HOME: directory,
      RESHAPR_GATEWAY_PORT: String(await freePort()),
    };
    const args = ['gateway', '--standalone', file('nowhere')];
    const untrusted = await reshapr(args, env);
    expect(untrusted).toMatchObject({ code: 1, err: expect.stringContaining('--allow-unsigned') });
    const missing = await reshapr([...args, '--allow-unsigned'], env);
    expect(missing).toMatchObject({ code: 1, err: expect.stringContaining('there is no such file') });
    expect(missing.err).toContain('write one with `reshapr build --out <file>`');
  });
});
