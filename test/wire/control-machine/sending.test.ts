import { describe, expect, test } from 'vitest';
import { type ControlEffect, defaultControlTiming, stepControl } from '../../../src/wire/index.ts';
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
    const sent: ControlEffect[] = [
      ...stepControl(
        null,
        {
          type: 'hello',
          now: 0,
          stream: 1,
          hello: {
            type: 'hello',
            gatewayId: 'gw',
            instanceId: 'one',
            labels: {},
            fqdns: [],
            softwareVersion: '1',
            formats: [],
            active: before?.ref ?? null,
            crashed: null,
          },
          organization: 'acme',
          groups: [],
          keys: [],
          softwareVersion: '1',
          known: before?.entries ?? null,
          desired: desiredOf(2, to),
        },
        defaultControlTiming,
      ).effects,
    ];
    const intents = sent.flatMap((effect) =>
      effect.type === 'send' && effect.message.type === 'intent' ? [effect.message.bytes] : [],
    );
    expect(intents).toEqual([bytes]);
  });
});
