import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { commit, describeGit, git } from '../source/support/git.ts';
import { cliFile, type Finished, killAll, start } from './support/processes.ts';
import { group, offered, openApi, project } from './support/tree.ts';

/** In a network namespace of its own a process reaches nobody, not even this machine. */
const noNetwork = ['unshare', '--map-root-user', '--net'] as const;

const canCut =
  (await start(noNetwork[0], [...noNetwork.slice(1), 'true']).ended.catch(() => undefined))?.code === 0;

describeGit('plan --base with the network cut', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'reshapr-offline-'));
    git(directory, 'init', '--quiet', '--template=', '-b', 'main');
    commit(directory, {
      'reshapr.yaml': project('shop'),
      'groups.yaml': group('default', { env: 'dev' }),
      'orders.yaml': offered('Orders', 'http://backend.invalid', 'default'),
      'specs/orders.yaml': openApi('Orders', { '/orders': 'All orders.', '/stock': 'The stock.' }),
    });
    commit(directory, { 'specs/orders.yaml': openApi('Orders', { '/orders': 'All orders.' }) });
  });
  afterAll(async () => {
    killAll();
    await rm(directory, { recursive: true, force: true });
  });

  const cut = (...args: string[]): Promise<Finished> => {
    const env = {
      ...process.env,
      HOME: directory,
      RESHAPR_SERVER: 'http://127.0.0.1:1',
      RESHAPR_TOKEN: 'x-y',
      NO_COLOR: '1',
    };
    return start(noNetwork[0], [...noNetwork.slice(1), process.execPath, ...args], { env, cwd: directory })
      .ended;
  };

  it.runIf(canCut)('is made all the same', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const reach = `require('net').connect(${port},'127.0.0.1').on('connect',()=>process.exit(0)).on('error',()=>process.exit(9))`;
    expect((await cut('-e', reach)).code).toBe(9);
    server.close();

    const plan = await cut(cliFile, 'plan', '.', '--base', 'HEAD~1', '--detailed-exitcode');
    expect(plan).toMatchObject({ code: 2, err: '' });
    expect(plan.out).toContain('✗ tool get_stock: no longer offered on orders');
  });
});
