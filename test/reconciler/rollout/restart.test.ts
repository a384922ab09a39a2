import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { organizationOf } from '../../../src/reconciler/state/state.ts';
import { generateSigningKey } from '../../../src/snapshot/index.ts';
import { moveUntil, openStreamBench, type StreamBench } from '../support/stream-bench.ts';
import { inWaves } from './support/waves.ts';

let root: string;
let bench: StreamBench;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'reshapr-restart-'));
});
afterEach(async () => {
  await bench.close();
  await rm(root, { recursive: true, force: true });
});

const acme = () => organizationOf(bench.plane.ledger.state(), 'acme');
const first = { labels: { stage: 'first' } };
const second = { labels: { stage: 'second' } };

it('a rollout goes on where it was after a restart of the control plane', async () => {
  const signingKey = generateSigningKey();
  const directory = join(root, 'state');
  const [stateOfA, stateOfB] = [join(root, 'a'), join(root, 'b')];
  bench = await openStreamBench({ directory, signingKey });
  const a = await bench.gateway('a', { ...first, directory: stateOfA });
  const b = await bench.gateway('b', { ...second, directory: stateOfB });
  await expect.poll(() => bench.plane.fleet.gateways()).toHaveLength(2);
  await bench.apply(inWaves('/old'));
  await expect.poll(() => acme().deployed).toBe(1);
  // The first wave is watched for ten minutes, and in the middle of that the control plane is restarted.
  await bench.apply(inWaves('/new', { first: { bakeTimeMs: 600_000 } }));
  await expect.poll(() => a.served.header()?.revision).toBe(2);
  await bench.close();

  bench = await openStreamBench({ directory, signingKey });
  expect(acme()).toMatchObject({ deployed: 1, rollout: { revision: { sequence: 2 } } });
  const token = await bench.token('again');
  const again = await bench.gateway('a', { ...first, directory: stateOfA, token });
  const later = await bench.gateway('b', { ...second, directory: stateOfB, token });
  await expect.poll(() => bench.plane.fleet.gateways()).toHaveLength(2);
  await expect.poll(() => later.served.header()?.revision).toBe(1);
  expect(again.served.header()?.revision).toBe(2);
  // Nothing was sent to anybody: each has what it should.
  expect(bench.observed.filter((line) => line.endsWith(' sending'))).toEqual([]);
  const start = bench.clock.now();
  const beating = (isSo: () => boolean): Promise<void> =>
    moveUntil(bench.clock, () => {
      for (const gateway of [again, later]) gateway.clock.advance(1_000);
      return isSo();
    });
  await beating(() => later.served.header()?.revision === 2);
  expect(bench.clock.now() - start).toBeGreaterThanOrEqual(600_000);
  await beating(() => acme().deployed === 2);
  expect(b.seen).toEqual([1]);
});
