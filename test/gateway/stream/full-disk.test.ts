import { afterEach, beforeEach, expect, it } from 'vitest';
import { type WriteDurably, writeDurably } from '../../../src/kernel/index.ts';
import { findingsOf, stateOf } from '../../../src/reconciler/fleet/gateway-state.ts';
import { smallTree } from '../../compiler/support/small-tree.ts';
import { moveUntil, openStreamBench, type StreamBench } from '../../reconciler/support/stream-bench.ts';

let bench: StreamBench;
beforeEach(async () => {
  bench = await openStreamBench();
});
afterEach(() => bench.close());

/** A disk that takes no bundle while it is full. */
function disk(): { full: boolean; attempts: number; write: WriteDurably } {
  const self = {
    full: false,
    attempts: 0,
    write: (async (path, chunks, mode) => {
      self.attempts++;
      if (self.full)
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
      await writeDurably(path, chunks, mode);
    }) satisfies WriteDurably,
  };
  return self;
}

const changed = {
  ...smallTree,
  'orders.yaml': String(smallTree['orders.yaml']).replace('    post:', '    put:'),
};

function peer() {
  const found = bench.plane.fleet.gateways()[0]?.peer;
  if (found === undefined) throw new Error('no gateway is registered');
  return found;
}

it('a gateway whose disk is full goes on serving, says so, and takes the view once there is room', async () => {
  const own = disk();
  const endpoint = await bench.apply(smallTree).then(() => bench.gateway('gw', { write: own.write }));
  await expect.poll(() => stateName()).toBe('active');
  const before = toolsOf(endpoint);
  own.full = true;
  await bench.apply(changed);

  await expect.poll(() => stateName()).toBe('rejected');
  expect(findingsOf(peer())).toEqual(['ENOSPC: no space left on device, write (not-persisted)']);
  expect(toolsOf(endpoint)).toEqual(before);
  expect(endpoint.served.header()?.revision).toBe(1);
  expect(endpoint.status()).toMatchObject({ ready: true, connected: true });
  expect(endpoint.log.lines.filter(({ level }) => level === 'error').map(({ message }) => message)).toEqual([
    'the bundle cannot be written',
    'a view is rejected',
  ]);

  // It is tried again with longer and longer pauses, and taken when the disk has room.
  const tried = own.attempts;
  await moveUntil(bench.clock, () => own.attempts >= tried + 2);
  expect(endpoint.served.header()?.revision).toBe(1);
  own.full = false;
  await moveUntil(bench.clock, () => endpoint.served.header()?.revision === 2);
  await expect.poll(() => stateName()).toBe('active');
  expect(toolsOf(endpoint)).not.toEqual(before);
});

it('a gateway that never could keep a view serves none, and is not ready', async () => {
  const own = disk();
  own.full = true;
  await bench.apply(smallTree);
  const gateway = await bench.gateway('gw', { write: own.write });
  await expect.poll(() => stateName()).toBe('rejected');
  expect(gateway.served.header()).toBeUndefined();
  expect(gateway.status()).toMatchObject({ ready: false, connected: true });
});

function stateName(): string {
  return bench.plane.fleet.gateways().length === 0 ? 'none' : stateOf(peer());
}

function toolsOf({
  served,
}: {
  served: { surfaces: { all(): readonly { tools: ReadonlyMap<string, unknown> }[] } };
}) {
  return served.surfaces.all().flatMap(({ tools }) => [...tools.keys()]);
}
