import { describe, expect, test } from 'vitest';
import type { ToGateway } from '../../../src/wire/index.ts';
import { gatewayBench } from '../support/gateway-bench.ts';
import { desiredOf, entryOf } from '../support/views.ts';

const view = desiredOf(1, { a: 'a' });
const other = desiredOf(2, { b: 'b' });

/** Every message that could come, in every state that it could come in, and what is done. */
const messages: Readonly<Record<string, ToGateway>> = {
  intent: { type: 'intent', transaction: 9, mode: 'full', reason: 'changed', puts: 1, removes: 0, bytes: 1 },
  put: { type: 'put', entry: entryOf('b', 'b'), held: true },
  remove: { type: 'remove', objects: [{ kind: 'tool', name: 'a' }] },
  activate: { type: 'activate', transaction: 9, envelope: other.envelope },
  beatAck: { type: 'beatAck', number: 1 },
  goodbye: { type: 'goodbye', reason: 'restart', retryAfterMs: 1 },
  refuse: { type: 'refuse', reason: 'expired', message: 'no' },
};

const nothing: string[] = [];
const early = ['(rejected out-of-order)', 'verdict 9 rejected transient out-of-order'];
const done = ['(refused expired)', 'hang-up', 'end badly'];
const table: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  connecting: { refuse: done },
  greeting: { goodbye: ['hang-up', 'settle unreachable'], refuse: done },
  open: { activate: early, goodbye: ['hang-up'], refuse: ['(refused expired)', 'hang-up'] },
  receiving: {
    activate: ['(rejected incomplete)', 'verdict 9 rejected transient incomplete'],
    goodbye: ['hang-up'],
    refuse: ['(refused expired)', 'hang-up'],
  },
  working: { activate: early, goodbye: ['hang-up'], refuse: ['(refused expired)', 'hang-up'] },
  down: { refuse: ['(refused expired)', 'hang-up'] },
  ended: {},
};

function inState(state: string): ReturnType<typeof gatewayBench> {
  const bench =
    state === 'greeting' || state === 'connecting' ? gatewayBench() : gatewayBench().serving(view);
  if (state === 'greeting') bench.connected();
  if (state === 'receiving' || state === 'working') bench.receive(other, 9);
  if (state === 'receiving') bench.take({ type: 'put', entry: entryOf('c', 'c'), held: true });
  if (state === 'working') bench.receive(other, 8);
  if (state === 'working') bench.activate(other, 8);
  if (state === 'down') bench.disconnected();
  if (state === 'ended') bench.step({ type: 'stop', reason: '' });
  return bench;
}

describe.each(Object.keys(table))('while %s', (state) => {
  test.each(Object.keys(messages))('%s', (name) => {
    const bench = inState(state);
    const before = bench.state().active;
    expect(bench.take(messages[name] as ToGateway)).toEqual(table[state]?.[name] ?? nothing);
    expect(bench.state().active).toBe(before);
  });
});

test('a second Welcome changes nothing', () => {
  const bench = gatewayBench().serving(view);
  const before = bench.state();
  expect(bench.welcome()).toEqual([]);
  expect(bench.state()).toBe(before);
});

test('an answer that nobody waits for changes nothing', () => {
  const bench = gatewayBench().serving(view);
  const before = bench.state();
  bench.verified(other);
  bench.built();
  bench.persisted();
  bench.step({ type: 'persist-failed', now: bench.now(), message: 'x' });
  bench.step({ type: 'build-rejected', now: bench.now(), permanent: true, findings: [] });
  expect(bench.state()).toEqual(before);
});
