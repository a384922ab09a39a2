import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { type EchoBackend, echoBackend } from './support/echo-backend.ts';
import { type Gateway, type Installation, install, ready } from './support/installation.ts';
import { post, toolNames } from './support/mcp-client.ts';
import { cliFile, killAll, type Running, reshapr, start } from './support/processes.ts';
import { group, offered, openApi, project, writeTree } from './support/tree.ts';

/**
 * A process whose files the system lets grow to so many blocks of 512 bytes (of 1024, where the shell counts so):
 * from there on writing fails, as it does on a full disk.
 */
function startWithin(blocks: number, args: readonly string[], env: NodeJS.ProcessEnv): Running {
  const script = `ulimit -f ${blocks}; exec "$@"`;
  return start('sh', ['-c', script, 'sh', process.execPath, cliFile, ...args], { env });
}

/** So many tools that their view fits into no small file. */
const many = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`/items/${index}`, 'An item.']));

describe('a full disk', () => {
  let backend: EchoBackend;
  let installation: Installation;
  let tree: string;

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
    expect(await installation.run('apply', tree, '--yes')).toMatchObject({ code: 0 });
  });

  afterAll(async () => {
    await installation?.close();
    backend?.close();
    killAll();
  });

  it('under a gateway: it goes on serving what it kept, says so, and takes what fits', async () => {
    const template = await installation.gateway('template', 'env=dev');
    template.process.kill('SIGTERM');
    await template.process.ended;
    const env = { ...template.env, RESHAPR_GATEWAY_ID: 'gw' };
    const gateway: Gateway = { ...template, id: 'gw', env, process: startWithin(24, ['gateway'], env) };
    await ready(gateway);
    const url = gateway.url('/mcp/acme/orders');
    expect(await toolNames(url)).toEqual(['get_orders']);

    await writeTree(tree, { 'specs/orders.yaml': openApi('Orders', many) });
    const apply = await installation.run('apply', tree, '--yes', '--timeout', '2');
    expect(apply).toMatchObject({
      code: 1,
      err: expect.stringMatching(/gw: rejected\n\s+EFBIG.*\(not-persisted\)/),
    });
    expect(apply.err).toContain('revision 2 was put back on 0 gateways: gateway gw did not serve it in time');
    expect((await installation.run('show', '2')).out).toMatch(
      /failed: served by 0 of 1 gateway\n +gw: moving\n +EFBIG.*\(not-persisted\)/,
    );
    expect((await installation.run('status')).out).toMatch(/gw +default +connected +active +1 /);
    expect(gateway.process.err()).toContain('the bundle cannot be written');
    expect(await toolNames(url)).toEqual(['get_orders']);
    const called = await post(url, 'tools/call', { name: 'get_orders', arguments: {} });
    expect(called.body).toMatchObject({ result: { content: [{ text: '{"path":"/orders"}' }] } });

    await writeTree(tree, { 'specs/orders.yaml': openApi('Orders', { '/parts': 'All parts.' }) });
    expect(await installation.run('apply', tree, '--yes')).toMatchObject({ code: 0 });
    expect(await toolNames(url)).toEqual(['get_parts']);
    gateway.process.kill('SIGTERM');
    expect(await gateway.process.ended).toMatchObject({ code: 0 });
  });

  it('under a control plane: what cannot be kept is refused, and nothing that was kept is lost', async () => {
    const state = join(installation.directory, 'small');
    const [grpc, http] = [await freePort(), await freePort()];
    const args = ['serve', '--no-tls', '--state', state];
    args.push('--listen', `127.0.0.1:${grpc}`, '--http', `127.0.0.1:${http}`);
    const small = startWithin(12, args, installation.env);
    await small.seen(/reshapr gateway\n/);
    const server = `http://127.0.0.1:${grpc}`;
    const token = (await readFile(join(state, 'admin-token'), 'utf8')).trim();
    const env = { ...installation.env, RESHAPR_SERVER: server, RESHAPR_TOKEN: token };
    const run = (...words: string[]) => reshapr(words, env);

    const made: string[] = [];
    let refused = '';
    while (refused === '' && made.length < 60) {
      const name = `token-${made.length}`;
      const answer = await run('api-token', 'create', name, '-v', '1', '--group', 'g'.repeat(900));
      if (answer.code === 0) made.push(name);
      else refused = answer.err;
    }
    expect(made.length).toBeGreaterThan(1);
    expect(refused).toMatch(/^error RSH8004 cannot write to the store: EFBIG/);
    expect(refused).not.toMatch(/^\s+at /m);
    const names = async () =>
      JSON.parse((await run('api-token', 'list', '--output', 'json')).out).map(
        ({ name }: { name: string }) => name,
      );
    expect(await names()).toEqual(['first-admin', ...made]);

    small.kill('SIGTERM');
    expect(await small.ended).toMatchObject({ code: 0 });
    const roomy = start(process.execPath, [cliFile, ...args], { env: installation.env });
    await roomy.seen(/reshapr gateway\n/);
    expect(await names()).toEqual(['first-admin', ...made]);
    expect(await run('api-token', 'create', 'one-more', '-v', '1')).toMatchObject({ code: 0 });
    expect(roomy.err()).not.toContain('cut short');
    roomy.kill('SIGTERM');
    await roomy.ended;
  });
});
