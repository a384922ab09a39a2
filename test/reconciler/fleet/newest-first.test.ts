import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Store } from '../../../src/reconciler/index.ts';
import { smallTree } from '../../compiler/support/small-tree.ts';
import { plan, requestOf, upload } from '../support/planned.ts';
import { type BenchGateway, openStreamBench, type StreamBench } from '../support/stream-bench.ts';

/** Holds the next list of a view that is stored, until it is let go. */
function holdingStore(): {
  between: (store: Store) => Store;
  holdNextView(): { held: Promise<void>; release(): void };
} {
  let hold: { entered: () => void; released: Promise<void> } | undefined;
  return {
    between: (store) => ({
      ...store,
      putObjects: async (objects) => {
        const own = hold;
        const isUpload = [...objects].some(({ bytes }) => Buffer.from(bytes).includes('"kind":"Project"'));
        if (own !== undefined && !isUpload) {
          hold = undefined;
          own.entered();
          await own.released;
        }
        await store.putObjects(objects);
      },
    }),
    holdNextView: () => {
      let release: () => void = () => undefined;
      const released = new Promise<void>((resolve) => {
        release = resolve;
      });
      const held = new Promise<void>((entered) => {
        hold = { entered, released };
      });
      return { held, release };
    },
  };
}

let bench: StreamBench;
let store: ReturnType<typeof holdingStore>;
let gateway: BenchGateway;
beforeEach(async () => {
  store = holdingStore();
  bench = await openStreamBench({ between: store.between });
  await bench.apply(smallTree);
  gateway = await bench.gateway('gw');
  await expect.poll(() => gateway.served.header()?.revision).toBe(1);
});
afterEach(() => bench.close());

const withPut = {
  ...smallTree,
  'orders.yaml': String(smallTree['orders.yaml']).replace('    post:', '    put:'),
};
const moved = { ...withPut, 'group.yaml': String(smallTree['group.yaml']).replace('env: dev', 'env: prod') };

it('a view that takes long to make does not undo a newer one', async () => {
  const view = store.holdNextView();
  const slow = bench.apply(withPut);
  await view.held;
  // Meanwhile the group is taken away from the gateway, whose next view is another one and made at once.
  await bench.apply(moved);
  await expect.poll(() => gateway.served.header()?.revision).toBe(3);
  expect(gateway.served.surfaces.all()).toEqual([]);
  view.release();
  expect(await slow).toBe(2);
  await expect.poll(() => bench.plane.fleet.gateways()[0]?.peer.desired?.revision).toBe(3);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(gateway.served.surfaces.all()).toEqual([]);
  expect(bench.plane.fleet.gateways()[0]?.peer.desired?.revision).toBe(3);
});

it('a gateway that registers while a view is made gets the newest one', async () => {
  const view = store.holdNextView();
  const slow = bench.apply(withPut);
  await view.held;
  const second = await bench.gateway('second');
  await bench.apply(moved);
  view.release();
  await slow;
  await expect.poll(() => second.served.header()?.revision).toBe(3);
  expect(second.served.surfaces.all()).toEqual([]);
});

it('of two applies at once on the same base one is recorded and the other refused', async () => {
  const { plane } = bench;
  const plans = [await plan(plane, withPut), await plan(plane, moved)];
  for (const planned of plans) await upload(plane, planned);
  const outcomes = await Promise.allSettled(plans.map((planned) => plane.apply(requestOf(planned))));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: {
      code: 'RSH8060',
      message: 'revision 2 is being rolled out',
    },
  });
  const recorded = bench.plane.ledger
    .state()
    .organizations.get('acme')
    ?.revisions.map(({ sequence }) => sequence);
  expect(recorded).toEqual([1, 2]);
  await expect.poll(() => gateway.served.header()?.revision).toBe(2);
});

it('a token that is revoked while its gateway registers opens no stream', async () => {
  const token = await bench.token('brief');
  const view = store.holdNextView();
  const slow = bench.apply(withPut);
  await view.held;
  const late = await bench.gateway('late', { token });
  await expect.poll(() => bench.plane.tokens.useOf(tokenId('brief'))?.gatewayIds).toEqual(['late']);
  await bench.plane.ledger.commit(() => ({
    records: [{ type: 'token-revoked', id: tokenId('brief'), author: 'test' }],
    result: undefined,
  }));
  view.release();
  await slow;
  expect(await late.ended).toContain('the API token was revoked');
  expect(bench.plane.fleet.gateways().map(({ peer }) => peer.gatewayId)).toEqual(['gw']);
});

function tokenId(name: string): string {
  const tokens = [...bench.plane.ledger.state().tokens.values()];
  return tokens.find((token) => token.name === name)?.id ?? '';
}
