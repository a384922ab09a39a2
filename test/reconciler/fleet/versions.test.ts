import { afterEach, beforeEach, expect, it } from 'vitest';
import { statusOf } from '../../../src/reconciler/admin/status.ts';
import { servedFormats } from '../../../src/snapshot/index.ts';
import { smallTree } from '../../compiler/support/small-tree.ts';
import { openStreamBench, type StreamBench } from '../support/stream-bench.ts';

let bench: StreamBench;
beforeEach(async () => {
  bench = await openStreamBench();
  await bench.apply(smallTree);
});
afterEach(() => bench.close());

it('a gateway one minor version newer, which reads more formats, serves what it is sent', async () => {
  await bench.gateway('newer', { software: '0.2.0', formats: [...servedFormats, 'tool@2', 'hologram@1'] });
  await expect.poll(() => bench.observed).toContain('newer active');
});

it('a gateway one minor version older serves every view whose formats it reads', async () => {
  const formats = servedFormats.filter(
    (format) => !format.startsWith('prompt') && !format.startsWith('descriptor'),
  );
  expect(formats.length).toBeLessThan(servedFormats.length);
  await bench.gateway('older', { software: '0.0.9', formats });
  await expect.poll(() => bench.observed).toContain('older active');
});

it('one that lacks a format of its view is sent nothing, and told which, with what to do', async () => {
  await bench.gateway('old', {
    software: '0.0.1',
    formats: servedFormats.filter((format) => format !== 'tool@1'),
  });
  await expect.poll(() => bench.observed).toContain('old rejected');
  expect(bench.observed).not.toContain('old sending');
  const [shown] = (await statusOf(bench.plane, 'acme', '')).gateways;
  expect([shown?.state, shown?.findings]).toEqual([
    'rejected',
    ['reshapr 0.0.1 does not read tool@1: upgrade this gateway (format)'],
  ]);
});
