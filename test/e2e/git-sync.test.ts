import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { admin } from '../../src/wire/index.ts';
import { commit, describeGit, git } from '../source/support/git.ts';
import { type EchoBackend, echoBackend } from './support/echo-backend.ts';
import { type Gateway, type Installation, install } from './support/installation.ts';
import { toolNames } from './support/mcp-client.ts';
import { killAll } from './support/processes.ts';
import { group, offered, openApi, project } from './support/tree.ts';

/** A control plane that follows a branch of a local bare repository. */
describeGit('git sync', () => {
  let directory: string;
  let work: string;
  let backend: EchoBackend;
  let installation: Installation;
  let one: Gateway;
  let two: Gateway;

  beforeAll(async () => {
    backend = await echoBackend();
    directory = await mkdtemp(join(tmpdir(), 'reshapr-e2e-git-'));
    work = join(directory, 'work');
    const bare = join(directory, 'remote.git');
    await mkdir(work);
    git(work, 'init', '--quiet', '--template=', '-b', 'main');
    push({
      'README.md': 'The tree lies in a folder of the repository.\n',
      'deploy/reshapr.yaml': project('shop'),
      'deploy/groups.yaml': group('default', { env: 'dev' }),
      'deploy/orders.yaml': offered('Orders', backend.url, 'default'),
      'deploy/specs/orders.yaml': openApi('Orders', { '/orders': 'All orders.' }),
    });
    git(work, 'clone', '--quiet', '--template=', '--bare', work, bare);
    git(work, 'remote', 'add', 'origin', bare);
    installation = await install({ serve: ['--source', `${bare}#main:deploy`, '--interval', '0.2'] });
    one = await installation.gateway('one', 'env=dev');
    two = await installation.gateway('two', 'env=dev');
  });

  afterAll(async () => {
    await installation?.close();
    if (directory !== undefined) await rm(directory, { recursive: true, force: true });
    backend?.close();
    killAll();
  });

  /** Commits files and pushes them, once there is somewhere to push to; returns the commit. */
  function push(files: Readonly<Record<string, string>>): string {
    const sha = commit(work, files);
    if (git(work, 'remote') !== '') git(work, 'push', '--quiet', 'origin', 'main');
    return sha;
  }

  async function source(): Promise<admin.Source | undefined> {
    return (await installation.status()).sources[0];
  }

  /** Waits until the source looks like this. */
  async function becomes(expected: object): Promise<void> {
    await expect.poll(source, { timeout: 30_000 }).toMatchObject(expected);
  }

  /** The tools that both gateways serve, and the revision that both report. */
  async function served(): Promise<{ tools: unknown[]; revisions: unknown[]; states: string[] }> {
    const gateways = Object.values(await installation.gateways());
    return {
      tools: await Promise.all([one, two].map(({ url }) => toolNames(url('/mcp/acme/orders')))),
      revisions: gateways.map(({ active }) => active?.revision),
      states: gateways.map(({ state }) => state),
    };
  }

  const both = (tools: string[], revision: number) => ({
    tools: [tools, tools],
    revisions: [revision, revision],
    states: ['active', 'active'],
  });

  it('a push: both gateways are active on the commit', async () => {
    const first = git(work, 'rev-parse', 'HEAD');
    await becomes({
      id: 'shop',
      head: { sequence: 1, commit: first },
      sync: { state: 'synced', commit: first },
    });
    await expect.poll(served, { timeout: 30_000 }).toEqual(both(['get_orders'], 1));

    const second = push({
      'deploy/specs/orders.yaml': openApi('Orders', { '/orders': 'All orders.', '/parts': 'All parts.' }),
    });
    await becomes({ head: { sequence: 2, commit: second, reason: 'sync' }, sync: { state: 'synced' } });
    await expect.poll(served, { timeout: 30_000 }).toEqual(both(['get_orders', 'get_parts'], 2));
  });

  it('a push of a broken tree: nothing changes, status says why and where', async () => {
    const head = (await source())?.head;
    const broken = push({
      'deploy/specs/orders.yaml': openApi('Orders', { '/orders': 'All orders.' }),
      'deploy/orders.yaml': offered('Orders', backend.url, 'nowhere'),
    });
    await becomes({ head, sync: { state: 'failed', commit: broken } });
    expect((await source())?.sync?.problems).toEqual([
      "orders.yaml:16:74: there is no GatewayGroup 'nowhere' (RSH3004)",
    ]);
    const shown = await installation.run('status');
    expect(shown.out).toMatch(/shop: orders\.yaml:16:74: .*nowhere/);
    expect(shown.out).toContain(`failed at ${broken.slice(0, 12)}`);
    expect(await served()).toEqual(both(['get_orders', 'get_parts'], 2));
  });

  it('a mended push goes through', async () => {
    const mended = push({ 'deploy/orders.yaml': offered('Orders', backend.url, 'default') });
    await becomes({ head: { sequence: 3, commit: mended }, sync: { state: 'synced', problems: [] } });
    await expect.poll(served, { timeout: 30_000 }).toEqual(both(['get_orders'], 3));
  });

  it('a commit that compiles to the same adds no revision', async () => {
    const same = push({ 'README.md': 'Something else.\n' });
    await becomes({ head: { sequence: 3 }, sync: { state: 'synced', commit: same } });
  });

  it('a manual apply is refused', async () => {
    const apply = await installation.run('apply', join(work, 'deploy'), '--yes');
    expect(apply.code).toBe(0);
    await rm(join(work, 'deploy', 'specs', 'orders.yaml'));
    git(work, 'checkout', 'HEAD~3', '--', 'deploy/specs/orders.yaml');
    const refused = await installation.run('apply', join(work, 'deploy'), '--yes');
    expect(refused).toMatchObject({
      code: 1,
      err: expect.stringContaining("source 'shop' is synced from git"),
    });
    git(work, 'checkout', '--quiet', '--force', 'HEAD', '--', '.');
  });

  it('a rollback is remembered: the sync leaves what it took away, also after a restart', async () => {
    expect(await installation.run('rollback', '--yes')).toMatchObject({ code: 0 });
    await becomes({ head: { sequence: 4, reason: 'rollback' }, sync: { state: 'held' } });
    expect(await served()).toEqual(both(['get_orders', 'get_parts'], 4));

    await installation.restartControl();
    await becomes({ head: { sequence: 4 }, sync: { state: 'held' } });
    await expect.poll(served, { timeout: 20_000 }).toEqual(both(['get_orders', 'get_parts'], 4));
    // The sync goes on looking, and goes on leaving it.
    push({ 'README.md': 'And something else.\n' });
    const latest = git(work, 'rev-parse', 'HEAD');
    await becomes({ head: { sequence: 4 }, sync: { state: 'held', commit: latest } });
  });

  it('and it goes on with the next commit that compiles to something else', async () => {
    const next = push({ 'deploy/specs/orders.yaml': openApi('Orders', { '/all': 'Everything.' }) });
    await becomes({ head: { sequence: 5, commit: next }, sync: { state: 'synced', commit: next } });
    await expect.poll(served, { timeout: 30_000 }).toEqual(both(['get_all'], 5));
  });
});
