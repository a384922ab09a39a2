import { describe, expect, test } from 'vitest';
import {
  type ControlEvent,
  type Desired,
  defaultControlTiming,
  encodeResponse,
  encodeToGateway,
  stepControl,
} from '../../../src/wire/index.ts';
import { controlBench } from '../support/control-bench.ts';
import { desiredOf } from '../support/views.ts';

const one = desiredOf(1, { a: 'first a', b: 'first b' });

/** A gateway that serves `one`. */
function serving() {
  const bench = controlBench();
  bench.hello({ desired: one });
  bench.verdict('active');
  return bench;
}

/** Many tools, so that one turn of the transport does not take them all. */
function many(sequence: number, count = 40) {
  return desiredOf(
    sequence,
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`t${i}`, `${sequence} ${i}`])),
  );
}

describe('a change is announced, sent as a difference, and activated', () => {
  test.each([
    {
      name: 'changed',
      to: { a: 'second a', b: 'first b' },
      sent: ['intent delta changed +1 -0', 'put a'],
    },
    {
      name: 'added and removed',
      to: { a: 'first a', c: 'new' },
      sent: ['intent delta changed +1 -1', 'remove b', 'put c'],
    },
    {
      name: 'renamed: the bytes do not travel',
      to: { a: 'first a', c: 'first b' },
      sent: ['intent delta changed +1 -1', 'remove b', 'put c held'],
    },
    { name: 'all removed', to: {}, sent: ['intent delta changed +0 -2', 'remove a b'] },
  ])('$name', ({ to, sent }) => {
    const bench = serving();
    expect(bench.desire(desiredOf(2, to))).toEqual(['(sending)', ...sent, 'activate 1.2']);
  });

  test('a newer header over the same content is not sent', () => {
    const bench = serving();
    expect(bench.desire(desiredOf(3, { a: 'first a', b: 'first b' }))).toEqual([]);
  });
});

describe('one slot: the latest desired wins', () => {
  test('a view whose verdict is due is awaited, then the latest follows', () => {
    const bench = serving();
    bench.desire(desiredOf(2, { a: 'second' }));
    expect(bench.desire(desiredOf(3, { a: 'third' }))).toEqual([]);
    expect(bench.desire(desiredOf(4, { a: 'fourth' }))).toEqual([]);
    expect(bench.verdict('active')).toEqual([
      '(active)',
      '(sending)',
      'intent delta changed +1 -0',
      'put a',
      'activate 1.4',
    ]);
  });

  test('objects are handed over in batches, as the reader takes them', () => {
    const bench = controlBench();
    const told = bench.hello({ desired: many(1) });
    const puts = (lines: string[]) => lines.filter((line) => line.startsWith('put')).length;
    const writable = () => bench.step({ type: 'writable', now: bench.now(), stream: 1 });
    expect([puts(told), told.at(-1)]).toEqual([16, 'ask-writable']);
    const second = writable();
    expect([puts(second), second.at(-1)]).toEqual([16, 'ask-writable']);
    const third = writable();
    expect([puts(third), third.at(-1)]).toEqual([8, 'activate 1.1']);
  });

  test('a reader that stalls is sent nothing more, however often something else is desired', () => {
    const bench = controlBench();
    bench.hello({ desired: many(1) });
    for (let sequence = 2; sequence < 100; sequence++) expect(bench.desire(many(sequence))).toEqual([]);
    const told = bench.step({ type: 'writable', now: bench.now(), stream: 1 });
    expect(told.slice(0, 2)).toEqual(['(sending)', 'intent full changed +40 -0']);
    expect(told).toHaveLength(2 + 16 + 1);
  });

  test('what was begun is dropped when the gateway has what came to be desired', () => {
    const bench = serving();
    bench.desire(many(2));
    expect(bench.desire(desiredOf(3, { a: 'first a', b: 'first b' }))).toEqual(['intent none in-sync +0 -0']);
    expect(bench.step({ type: 'writable', now: bench.now(), stream: 1 })).toEqual([]);
  });
});

test('no message is larger than 1 MB, however many objects are removed', () => {
  const names = Array.from({ length: 25_000 }, (_, index) => [`${'name'.repeat(16)}${index}`, 'x']);
  const all = desiredOf(1, Object.fromEntries(names));
  const result = stepControl(null, helloEvent(all, desiredOf(2, {})), defaultControlTiming);
  const removed = result.effects.flatMap((effect) =>
    effect.type === 'send' && effect.message.type === 'remove' ? [effect.message] : [],
  );
  expect(removed.flatMap(({ objects }) => objects)).toHaveLength(25_000);
  for (const message of removed)
    expect(encodeResponse(encodeToGateway(message)).length).toBeLessThan(1024 * 1024);
});

test('gateways that make the same step share what it takes', () => {
  const from = desiredOf(1, { a: 'first' });
  const to = desiredOf(2, { a: 'second' });
  const [one, two] = [0, 1].map(() => stepControl(null, helloEvent(from, to), defaultControlTiming).state);
  expect(one?.flight?.puts).toHaveLength(1);
  expect(one?.flight?.puts).toBe(two?.flight?.puts);
});

describe('an Intent tells the bytes of content that follow', () => {
  test.each([
    { name: 'every object', from: null, to: { a: '12345', b: '123' }, bytes: 8 },
    { name: 'one that changed', from: { a: '12345', b: '123' }, to: { a: '1', b: '123' }, bytes: 1 },
    { name: 'none for a name alone', from: { a: '12345' }, to: { b: '12345' }, bytes: 0 },
    {
      name: 'twice for a content that is sent under two names',
      from: null,
      to: { a: '12345', b: '12345' },
      bytes: 10,
    },
    { name: 'none for a removal', from: { a: '12345', b: '123' }, to: { a: '12345' }, bytes: 0 },
  ])('$name', ({ from, to, bytes }) => {
    const before = from === null ? null : desiredOf(1, from);
    const { effects } = stepControl(null, helloEvent(before, desiredOf(2, to)), defaultControlTiming);
    const intents = effects.flatMap((effect) =>
      effect.type === 'send' && effect.message.type === 'intent' ? [effect.message.bytes] : [],
    );
    expect(intents).toEqual([bytes]);
  });
});

/** A gateway that has the one view registers where the other is desired. */
function helloEvent(before: Desired | null, desired: Desired): ControlEvent {
  return {
    ...{ type: 'hello', now: 0, stream: 1, organization: 'acme', groups: [], keys: [], softwareVersion: '1' },
    hello: {
      ...{ type: 'hello', gatewayId: 'gw', instanceId: 'one', labels: {}, fqdns: [] },
      ...{ softwareVersion: '1', formats: [], active: before?.ref ?? null, crashed: null },
    },
    known: before?.entries ?? null,
    foreign: false,
    desired,
  };
}
