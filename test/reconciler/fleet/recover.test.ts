import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { recoverFor } from '../../../src/reconciler/admin/recover.ts';
import { statusOf } from '../../../src/reconciler/admin/status.ts';
import { restoreBackup, writeBackup } from '../../../src/reconciler/index.ts';
import type { Token } from '../../../src/reconciler/state/state.ts';
import { group, offered, openApi, project } from '../../e2e/support/tree.ts';
import { openStreamBench, type StreamBench } from '../support/stream-bench.ts';

const treeWith = (path: string) => ({
  'reshapr.yaml': project('shop'),
  'groups.yaml': group('default', { env: 'dev' }),
  'orders.yaml': offered('Orders', 'http://backend.invalid', 'default'),
  'specs/orders.yaml': openApi('Orders', { [path]: 'All of them.' }),
});

let root: string;
let benches: StreamBench[];
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'reshapr-recover-'));
  benches = [];
});
afterEach(async () => {
  await Promise.all(benches.map((bench) => bench.close()));
  await rm(root, { recursive: true });
});

async function open(directory: string): Promise<StreamBench> {
  const bench = await openStreamBench({ directory });
  benches.push(bench);
  return bench;
}

/** A gateway that served three revisions, and a state directory with the first of them only. */
async function restored(): Promise<{ bench: StreamBench; directory: string }> {
  const directory = join(root, 'gateway');
  const first = await open(join(root, 'state'));
  const gateway = await first.gateway('gw', { directory });
  await first.apply(treeWith('/first'));
  await expect.poll(() => gateway.tools('acme', 'orders')).toEqual(['get_first']);
  await writeBackup(join(root, 'state'), join(root, 'backup'), 1);
  for (const name of ['second', 'third']) {
    await first.apply(treeWith(`/${name}`));
    await expect.poll(() => gateway.tools('acme', 'orders')).toEqual([`get_${name}`]);
  }
  await first.close();
  benches = [];
  await restoreBackup(join(root, 'backup'), join(root, 'restored'));
  return { bench: await open(join(root, 'restored')), directory };
}

it('a control plane behind its gateways sends nothing, says so, and recovers in a newer epoch', async () => {
  const { bench, directory } = await restored();
  const gateway = await bench.gateway('gw', { directory, token: await bench.token('again') });
  await expect.poll(() => bench.observed).toContain('gw ahead');
  expect(gateway.tools('acme', 'orders')).toEqual(['get_third']);
  const [shown] = (await statusOf(bench.plane, 'acme', '')).gateways;
  expect([shown?.state, shown?.findings]).toEqual([
    'ahead',
    [expect.stringContaining("if the store was put back, 'reshapr recover'")],
  ]);

  const by = { name: 'someone', organization: 'acme' } as Token;
  expect(await recoverFor(bench.plane, { force: false }, by)).toEqual({ epoch: 2, gateways: ['gw'] });
  await expect.poll(() => gateway.tools('acme', 'orders')).toEqual(['get_first']);
  await expect.poll(async () => (await statusOf(bench.plane, 'acme', '')).gateways[0]?.state).toBe('active');
  await bench.apply(treeWith('/fourth'));
  await expect.poll(() => gateway.tools('acme', 'orders')).toEqual(['get_fourth']);
});

it('also when as many headers were signed since as the gateway knows of', async () => {
  const { bench, directory } = await restored();
  const other = await bench.gateway('other');
  for (const name of ['fourth', 'fifth', 'sixth']) {
    await bench.apply(treeWith(`/${name}`));
    await expect.poll(() => other.tools('acme', 'orders')).toEqual([`get_${name}`]);
  }
  const gateway = await bench.gateway('gw', { directory });
  await expect.poll(() => bench.observed).toContain('gw ahead');
  expect(bench.observed).not.toContain('gw sending');
  expect(gateway.tools('acme', 'orders')).toEqual(['get_third']);
});

it('without a gateway that is ahead there is nothing to recover from', async () => {
  const bench = await open(join(root, 'state'));
  const by = { name: 'someone', organization: 'acme' } as Token;
  await expect(recoverFor(bench.plane, { force: false }, by)).rejects.toMatchObject({ code: 'RSH8083' });
  expect(await recoverFor(bench.plane, { force: true }, by)).toEqual({ epoch: 2, gateways: [] });
});
