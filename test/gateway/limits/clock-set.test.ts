import { expect, it } from 'vitest';
import { systemClock } from '../../../src/kernel/index.ts';
import { manifest, planWith, smallTree } from '../../compiler/support/small-tree.ts';
import { startBackend } from '../../support/backend-server.ts';
import { serveTree } from '../../support/served-tree.ts';

it('a clock that is set forward or back fills no bucket', async () => {
  const backend = await startBackend((_, response) => void response.end('[]'));
  let shift = 0;
  const limited = planWith('rateLimit: { calls: 1, periodMs: 600000 }');
  const name = 'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: default\nname: orders';
  const tree = {
    ...smallTree,
    'plan.yaml': limited.replace('http://localhost:1', backend.origin),
    'exposition.yaml': manifest('Exposition', 'orders', name),
  };
  const served = await serveTree(tree, { clock: { ...systemClock, now: () => Date.now() + shift } });
  const client = await served.client('orders');
  const call = async () => (await client.callTool({ name: 'get_orders', arguments: {} })).isError === true;
  expect(await call()).toBe(false);
  for (shift of [3_600_000, -3_600_000, 0, 86_400_000]) expect(await call()).toBe(true);
  await served.stop();
  await backend.close();
});
