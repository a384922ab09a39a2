import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { smallTree } from '../../compiler/support/small-tree.ts';
import { moveUntil, openStreamBench, type StreamBench } from '../support/stream-bench.ts';

let bench: StreamBench;
let copy: string;
beforeEach(async () => {
  copy = await mkdtemp(join(tmpdir(), 'reshapr-copy-'));
  bench = await openStreamBench();
  await bench.apply(smallTree);
});
afterEach(async () => {
  await bench.close();
  await rm(copy, { recursive: true, force: true });
});

function holder(): string | undefined {
  return bench.plane.fleet.gateways()[0]?.peer.facts.instanceId;
}

const duplicates = (): number => bench.observed.filter((what) => what === 'gw duplicate').length;

it('a second process with a live gateway id ends, and the first never loses its turn', async () => {
  const first = await bench.gateway('gw', { instance: 'first' });
  await expect.poll(() => bench.observed).toContain('gw active');
  const second = await bench.gateway('gw', { instance: 'second' });
  expect(await second.ended).toContain("another live process has the gateway id 'gw': instance first");
  expect(holder()).toBe('first');
  expect(first.status()).toMatchObject({ connected: true, ready: true });
});

it('two that serve already, each from its own bundle, do not take turns either', async () => {
  const first = await bench.gateway('gw', { instance: 'first' });
  await expect.poll(() => bench.observed).toContain('gw active');
  await cp(first.directory, copy, { recursive: true });

  // The second starts while nobody answers it, and serves what it kept.
  const second = await bench.gateway('gw', { instance: 'second', directory: copy, unreachable: true });
  await moveUntil(second.clock, () => second.status().ready);
  second.reach();
  await moveUntil(second.clock, () => duplicates() === 1);
  await expect.poll(() => second.status().refused).toMatch(/another live process has the gateway id/);
  await moveUntil(second.clock, () => duplicates() === 3);
  expect(holder()).toBe('first');
  expect(bench.observed).not.toContain('gw disconnected');
  expect(second.served.header()?.revision).toBe(1);
  expect(second.status()).toMatchObject({ ready: true, connected: false });

  // Once the first is gone, the second is welcome.
  await first.stop();
  await moveUntil(second.clock, () => holder() === 'second');
  await expect.poll(() => second.status()).toEqual({ ready: true, connected: true, refused: undefined });
});
