import { afterEach, beforeEach, expect, it } from 'vitest';
import { group, offered, openApi, project } from '../../e2e/support/tree.ts';
import { openStreamBench, type StreamBench } from '../../reconciler/support/stream-bench.ts';

const treeWith = (path: string) => ({
  'reshapr.yaml': project('shop'),
  'groups.yaml': group('default', { env: 'dev' }),
  'orders.yaml': offered('Orders', 'http://backend.invalid', 'default'),
  'specs/orders.yaml': openApi('Orders', { [path]: 'All of them.' }),
});

let bench: StreamBench;
beforeEach(async () => {
  bench = await openStreamBench();
  await bench.apply(treeWith('/first'));
});
afterEach(() => bench.close());

it('a start that is refused is no death, and says nothing against the newest bundle', async () => {
  const first = await bench.gateway('gw');
  await expect.poll(() => first.tools('acme', 'orders')).toEqual(['get_first']);
  await bench.apply(treeWith('/second'));
  await expect.poll(() => first.tools('acme', 'orders')).toEqual(['get_second']);
  await first.stop();

  const { directory } = first;
  for (let start = 0; start < 3; start++) {
    const refused = await bench.gateway('gw', { directory, token: 'acme-unknown' });
    expect(await refused.ended).not.toBe('stopped');
  }
  const again = await bench.gateway('gw', { directory, unreachable: true });
  await expect.poll(() => again.tools('acme', 'orders')).toEqual(['get_second']);
});

it('a gateway with the token of another organization does not serve what it kept', async () => {
  const first = await bench.gateway('gw');
  await expect.poll(() => first.tools('acme', 'orders')).toEqual(['get_first']);
  await first.stop();
  const token = await bench.token('elsewhere', undefined, 'other');
  const moved = await bench.gateway('gw', { directory: first.directory, token });
  expect(await moved.ended).toBe(
    "the control plane refuses this gateway: the views kept here are those of organization 'acme', and the token is for 'other': give this gateway another state directory",
  );
  expect(moved.tools('acme', 'orders')).toBeUndefined();
});
