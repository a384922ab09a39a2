import { expect, it } from 'vitest';
import { group, offered, openApi, project } from '../../e2e/support/tree.ts';
import { openStreamBench } from '../support/stream-bench.ts';

const treeWith = (path: string) => ({
  'reshapr.yaml': project('shop'),
  'groups.yaml': group('default', { env: 'dev' }),
  'orders.yaml': offered('Orders', 'http://backend.invalid', 'default'),
  'specs/orders.yaml': openApi('Orders', { [path]: 'All of them.' }),
});

it('a gateway whose header could not be signed, because the disk was full, is told as soon as there is room', async () => {
  let full = false;
  const bench = await openStreamBench({
    between: (store) => ({
      ...store,
      append: (position, records) => {
        if (full && records.some(({ type }) => type === 'signed')) throw new Error('no space left');
        return store.append(position, records);
      },
    }),
  });
  const gateway = await bench.gateway('gw');
  await bench.apply(treeWith('/first'));
  await expect.poll(() => gateway.tools('acme', 'orders')).toEqual(['get_first']);
  full = true;
  await bench.apply(treeWith('/second')).catch(() => undefined);
  await expect
    .poll(() => bench.log.lines.map(({ message }) => message))
    .toContain('a gateway could not be told what to serve');
  expect(gateway.tools('acme', 'orders')).toEqual(['get_first']);
  full = false;
  await expect
    .poll(() => {
      bench.clock.advance(1_000);
      return gateway.tools('acme', 'orders');
    })
    .toEqual(['get_second']);
  await bench.close();
});
