import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { stateOf } from '../../../src/reconciler/fleet/gateway-state.ts';
import { group, offered, openApi, project } from '../../e2e/support/tree.ts';
import { openStreamBench } from '../support/stream-bench.ts';

const treeWith = (path: string) => ({
  'reshapr.yaml': project('shop'),
  'groups.yaml': group('default', { env: 'dev' }),
  'orders.yaml': offered('Orders', 'http://backend.invalid', 'default'),
  'specs/orders.yaml': openApi('Orders', { [path]: 'All of them.' }),
});

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'reshapr-ahead-'));
});
afterEach(() => rm(root, { recursive: true }));

it('a gateway that is ahead of a store that was restored from a backup is sent nothing, and serves on', async () => {
  const state = join(root, 'state');
  const directory = join(root, 'gateway');
  const first = await openStreamBench({ directory: state });
  await first.apply(treeWith('/first'));
  await first.close();
  await cp(state, join(root, 'backup'), { recursive: true });

  const second = await openStreamBench({ directory: state });
  const gateway = await second.gateway('gw', { directory });
  for (const name of ['second', 'third', 'fourth']) {
    await second.apply(treeWith(`/${name}`));
    await expect.poll(() => gateway.tools('acme', 'orders')).toEqual([`get_${name}`]);
  }
  await gateway.stop();
  await second.close();

  const restored = await openStreamBench({ directory: join(root, 'backup') });
  const ahead = await restored.gateway('gw', { directory });
  await expect.poll(() => restored.observed).toContain('gw ahead');
  expect(restored.observed).not.toContain('gw sending');
  expect(restored.plane.fleet.gateways().map(({ peer }) => stateOf(peer))).toEqual(['ahead']);
  expect(ahead.tools('acme', 'orders')).toEqual(['get_fourth']);
  await restored.close();
});
