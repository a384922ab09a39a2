import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ControlEffect,
  type ControlEvent,
  defaultControlTiming,
  type PeerState,
  stepControl,
  type ToControl,
  type ViewRef,
} from '../../../src/wire/index.ts';
import { desiredOf } from '../support/views.ts';

/** Few views and few numbers, so that they meet again and again. */
const large = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`t${index}`, `${index}`]));
const views = [
  desiredOf(1, { a: 'one' }),
  desiredOf(2, { a: 'two', b: 'two' }),
  desiredOf(3, large),
  desiredOf(4, { a: 'one' }),
  desiredOf(1, { b: 'two' }, { epoch: 2 }),
];
const ref: fc.Arbitrary<ViewRef> = fc.constantFrom(...views.map((view) => view.ref));
const active = fc.option(ref, { nil: null });
const desired = fc.option(fc.constantFrom(...views), { nil: null });
const stream = fc.integer({ min: 1, max: 3 });

const message: fc.Arbitrary<Exclude<ToControl, { type: 'hello' }>> = fc.oneof(
  fc.record({
    type: fc.constant('inventory' as const),
    digests: fc.constant(['e'.repeat(64)]),
    last: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('verdict' as const),
    transaction: fc.integer({ min: 1, max: 8 }),
    view: ref,
    status: fc.constantFrom('staged' as const, 'active' as const, 'rejected' as const),
    permanent: fc.boolean(),
    findings: fc.constant([]),
  }),
  fc.record({
    type: fc.constant('beat' as const),
    number: fc.nat(),
    active,
    calls: fc.nat(),
    errors: fc.nat(),
  }),
  fc.constant({ type: 'goodbye' as const, reason: '' }),
);

type Timeless = ControlEvent extends infer E ? (E extends ControlEvent ? Omit<E, 'now'> : never) : never;

const event: fc.Arbitrary<Timeless> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('hello' as const),
      stream,
      hello: fc.record({
        type: fc.constant('hello' as const),
        gatewayId: fc.constant('gw'),
        instanceId: fc.constantFrom('one', 'two'),
        labels: fc.constant({}),
        fqdns: fc.constant([]),
        softwareVersion: fc.constantFrom('1.0.0', '1.1.0'),
        formats: fc.constant([]),
        active,
        crashed: active,
      }),
      organization: fc.constant('acme'),
      groups: fc.constant([]),
      keys: fc.constant([]),
      softwareVersion: fc.constant('1.0.0'),
      known: fc.constantFrom(null, ...views.map((view) => view.entries)),
      foreign: fc.boolean(),
      desired,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ type: fc.constant('message' as const), stream, message, foreign: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('closed' as const), stream }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant('writable' as const), stream }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('desired' as const),
      desired,
      groups: fc.constant([]),
      foreign: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ type: 'ahead' as const }) },
  { weight: 4, arbitrary: fc.constant({ type: 'tick' as const }) },
  {
    weight: 1,
    arbitrary: fc.constant({ type: 'refuse' as const, reason: 'expired' as const, message: '' }),
  },
  {
    weight: 1,
    arbitrary: fc.constant({ type: 'goodbye' as const, reason: '', retryAfterMs: 1 }),
  },
);

const pause = fc.oneof(fc.constant(0), fc.integer({ min: -60_000, max: 400_000 }));

/** What holds of every step. */
function check(
  before: PeerState | null,
  done: ControlEvent,
  after: PeerState | null,
  effects: readonly ControlEffect[],
) {
  const sent = effects.flatMap((effect) => (effect.type === 'send' ? [effect] : []));
  const streams = new Set([before?.stream, after?.stream, 'stream' in done ? done.stream : undefined]);
  for (const { stream: to } of sent) expect(streams.has(to)).toBe(true);

  // Bounded whatever the reader does: one batch at a time, and nothing is begun while there is no room.
  const puts = sent.filter((effect) => effect.message.type === 'put').length;
  expect(puts).toBeLessThanOrEqual(16);
  if (before?.crowded && done.type !== 'writable' && done.type !== 'hello') expect(puts).toBe(0);

  // An Activate is the last message of its transaction, and only the latest desired is ever activated.
  for (const { message: activate } of sent) {
    if (activate.type !== 'activate') continue;
    expect(sent.at(-1)?.message).toBe(activate);
    expect(activate.envelope).toBe(after?.desired?.envelope);
  }

  // Only a verdict, a beat or a Hello changes what is held to be active.
  const tells = done.type === 'hello' || done.type === 'message';
  if (!tells && before !== null && after !== null) expect(after.active).toBe(before.active);

  // A stream that was given up is not written to any more.
  const closed = effects.findIndex((effect) => effect.type === 'close');
  const closing = effects[closed];
  if (closing?.type === 'close')
    for (const effect of effects.slice(closed + 1))
      if (effect.type === 'send' && done.type !== 'hello') expect(effect.stream).not.toBe(closing.stream);
}

test('whatever comes in whatever order, no rule of sending is broken', () => {
  let activations = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(event, pause), { minLength: 20, maxLength: 60 }), (events) => {
      let state: PeerState | null = null;
      let now = 1_000_000;
      for (const [timeless, ms] of events) {
        now += ms;
        const done = { ...timeless, now } as ControlEvent;
        const result = stepControl(state, done, defaultControlTiming);
        check(state, done, result.state, result.effects);
        state = result.state;
        for (const effect of result.effects)
          if (effect.type === 'send' && effect.message.type === 'activate') activations++;
      }
    }),
    { numRuns: 300 },
  );
  expect(activations).toBeGreaterThan(50);
});
