import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareOrder, type Envelope, headerOf, listDigest } from '../../../src/snapshot/index.ts';
import {
  defaultGatewayTiming,
  type EntryList,
  type GatewayEvent,
  type GatewayState,
  startGateway,
  stepGateway,
  type ToGateway,
} from '../../../src/wire/index.ts';
import { desiredOf } from '../support/views.ts';

/** Few views and few numbers, so that they meet again and again. */
const views = [
  desiredOf(1, { a: 'one' }),
  desiredOf(2, { a: 'two', b: 'two' }),
  desiredOf(3, { a: 'one' }),
  desiredOf(4, {}),
  desiredOf(1, { b: 'two' }, { epoch: 2 }),
];
const view = fc.constantFrom(...views);
const transaction = fc.integer({ min: 1, max: 6 });

const welcome: ToGateway = {
  ...{ type: 'welcome', organization: 'acme', groups: [], beatIntervalMs: 10_000, keys: [] },
  ...{ inventoryWanted: true, softwareVersion: '', nowMs: 0 },
};

const message: fc.Arbitrary<ToGateway> = fc.oneof(
  fc.constant(welcome),
  fc.record({
    type: fc.constant('intent' as const),
    transaction,
    mode: fc.constantFrom('none' as const, 'delta' as const, 'full' as const),
    reason: fc.constant('changed' as const),
    puts: fc.nat({ max: 2 }),
    removes: fc.nat({ max: 1 }),
    bytes: fc.constant(0),
  }),
  fc.record({
    type: fc.constant('put' as const),
    entry: fc.constantFrom(...views.flatMap(({ entries }) => entries)),
    held: fc.boolean(),
  }),
  fc.constant<ToGateway>({ type: 'remove', objects: [{ kind: 'tool', name: 'a' }] }),
  fc.record({
    type: fc.constant('activate' as const),
    transaction,
    envelope: view.map(({ envelope }) => envelope),
  }),
  fc.constant<ToGateway>({ type: 'beatAck', number: 1 }),
  fc.constant<ToGateway>({ type: 'goodbye', reason: '', retryAfterMs: 10 }),
);

type Step =
  | { readonly do: 'message'; readonly message: ToGateway }
  | { readonly do: 'whole'; readonly view: (typeof views)[number] }
  | { readonly do: 'answer'; readonly good: boolean }
  | { readonly do: 'connected' | 'disconnected' }
  | { readonly do: 'wait'; readonly ms: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: message.map((sent) => ({ do: 'message' as const, message: sent })) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('whole' as const), view }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      good: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'connected' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'disconnected' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: -20_000, max: 60_000 }) }),
  },
);

/** A driver that does what it is told, however little sense it makes, and watches what takes effect. */
function watchedGateway() {
  let now = 1_000_000;
  let pending: { envelope: Envelope; entries: EntryList } | undefined;
  let asked: 'verify' | 'build' | 'persist' | undefined;
  let { state }: { state: GatewayState } = startGateway({
    identity: {
      ...{ gatewayId: 'gw', instanceId: 'gw-1', labels: {}, fqdns: [] },
      ...{ softwareVersion: '', formats: [] },
    },
    ...{ timing: defaultGatewayTiming, now, active: null, crashed: null },
  });

  function take(event: GatewayEvent): void {
    const before = state.active;
    const result = stepGateway(state, event);
    state = result.state;
    const swaps = result.effects.filter(({ type }) => type === 'swap');
    if (swaps.length > 0) {
      // Once, only when its bundle is written, never backwards, and exactly the list that was signed.
      expect([swaps.length, event.type]).toEqual([1, 'persisted']);
      if (before !== null && state.active !== null)
        expect(compareOrder(state.active.ref, before.ref)).toBeGreaterThan(0);
      expect(listDigest([...(state.active?.entries.values() ?? [])])).toBe(state.active?.ref.digest);
    } else expect(state.active).toBe(before);
    for (const effect of result.effects) {
      if (effect.type === 'verify') pending = effect;
      if (effect.type === 'verify' || effect.type === 'build' || effect.type === 'persist')
        asked = effect.type;
    }
  }

  function answer(good: boolean): void {
    const work = asked;
    asked = undefined;
    if (work === 'verify' && pending !== undefined) {
      const computed = listDigest([...pending.entries.values()]);
      take({ type: 'verified', now, header: headerOf(pending.envelope), trusted: good, computed });
    } else if (work === 'build' && good) take({ type: 'built', now });
    else if (work === 'build') take({ type: 'build-rejected', now, permanent: false, findings: [] });
    else if (work === 'persist' && good) take({ type: 'persisted', now });
    else if (work === 'persist') take({ type: 'persist-failed', now, message: '' });
  }

  /** A transaction as a control plane sends it. */
  function hearWhole({ entries, envelope }: (typeof views)[number]): void {
    const number = state.lastTransaction + 1;
    const facts = { transaction: number, puts: entries.length, removes: 0, bytes: 0 };
    hear({ type: 'intent', mode: 'full', reason: 'changed', ...facts });
    for (const entry of entries) hear({ type: 'put', entry, held: true });
    hear({ type: 'activate', transaction: number, envelope });
  }

  const hear = (sent: ToGateway): void => take({ type: 'message', now, jitter: 0.5, message: sent });
  return {
    state: () => state,
    perform: (done: Step): void => {
      switch (done.do) {
        case 'message':
          return hear(done.message);
        case 'answer':
          return answer(done.good);
        case 'connected':
          return take({ type: 'connected', now });
        case 'disconnected':
          return take({ type: 'disconnected', now, jitter: 0.5 });
        case 'wait':
          now += done.ms;
          return take({ type: 'tick', now, calls: 0, errors: 0 });
        case 'whole':
          return hearWhole(done.view);
      }
    },
  };
}

test('whatever comes in whatever order, no rule of the swap is broken', () => {
  let swapped = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 60 }), (steps) => {
      const gateway = watchedGateway();
      gateway.perform({ do: 'connected' });
      gateway.perform({ do: 'message', message: welcome });
      for (const done of steps) gateway.perform(done);
      if (gateway.state().active !== null) swapped++;
    }),
    { numRuns: 300 },
  );
  expect(swapped).toBeGreaterThan(50);
});
