import { describe, expect, test } from 'vitest';
import { controlBench } from '../support/control-bench.ts';
import { desiredOf } from '../support/views.ts';

const one = desiredOf(1, { a: 'first' });
const other = desiredOf(9, { z: 'strange' });

/** A gateway that serves `one`. */
function serving() {
  const bench = controlBench();
  bench.hello({ desired: one });
  bench.verdict('active');
  return bench;
}

describe('silence', () => {
  test('late after thirty seconds, back with the next beat', () => {
    const bench = serving();
    expect(bench.pass(29_999)).toEqual([]);
    expect(bench.pass(1)).toEqual(['(late)']);
    expect(bench.pass(10_000)).toEqual([]);
    expect(bench.beat(one.ref)).toEqual(['(back)', 'ack 1']);
    expect(bench.state().presence).toBe('connected');
  });

  test('unsynchronized after five minutes: the stream is closed, and only a Hello brings it back', () => {
    const bench = serving();
    bench.pass(30_000);
    expect(bench.pass(269_999)).toEqual([]);
    expect(bench.pass(1)).toEqual(['close 1', '(unsynchronized)']);
    expect(bench.beat(one.ref)).toEqual([]);
    expect(bench.state().presence).toBe('unsynchronized');
    expect(bench.pass(600_000)).toEqual([]);
    expect(bench.hello({ active: one.ref })).toEqual([
      'welcome',
      '(registered)',
      'intent none in-sync +0 -0',
    ]);
    expect(bench.state().presence).toBe('connected');
  });

  test('one whose stream ended is unsynchronized after five minutes as well', () => {
    const bench = serving();
    expect(bench.step({ type: 'closed', now: bench.now(), stream: 1 })).toEqual(['(disconnected)']);
    expect(bench.pass(299_999)).toEqual([]);
    expect(bench.pass(1)).toEqual(['(unsynchronized)']);
  });

  test('a clock that is set back by an hour does not make silence longer', () => {
    const bench = serving();
    bench.setClock(bench.now() - 3_600_000);
    expect(bench.pass(0)).toEqual([]);
    expect(bench.pass(30_000)).toEqual(['(late)']);
  });
});

describe('beats', () => {
  test('are acknowledged, and counted', () => {
    const bench = serving();
    expect(bench.message({ type: 'beat', number: 7, active: one.ref, calls: 12, errors: 3 })).toEqual([
      'ack 7',
    ]);
    expect(bench.state().calls).toEqual({ calls: 12, errors: 3 });
  });

  test('one that tells of the view in flight before its verdict does is no drift', () => {
    const bench = serving();
    const two = desiredOf(2, { a: 'second' });
    bench.desire(two);
    expect(bench.beat(two.ref)).toEqual(['ack 1']);
  });
});

describe('drift', () => {
  test('is repaired with everything, since what is held is not known', () => {
    const bench = serving();
    bench.desire(desiredOf(10, { a: 'first' }));
    expect(bench.beat(other.ref)).toEqual([
      'ack 1',
      '(drift)',
      '(sending)',
      'intent full drift +1 -0',
      'put a',
      'activate 1.10',
    ]);
  });

  test('is repaired under a newer header when it is ahead of what is desired', () => {
    const bench = serving();
    expect(bench.beat(other.ref)).toEqual(['ack 1', '(drift)', 'outrun 1.9']);
  });

  test('a gateway that lost its view gets it again', () => {
    const bench = serving();
    expect(bench.beat(null)).toContain('intent full drift +1 -0');
  });

  test('that turns out to be what is desired needs no repair', () => {
    const bench = serving();
    bench.desire(desiredOf(10, { a: 'first' }));
    expect(bench.beat({ ...one.ref, sequence: 10 })).toEqual([
      'ack 1',
      '(drift)',
      'intent none in-sync +0 -0',
    ]);
  });

  test('while a view is on its way is repaired by that view', () => {
    const bench = serving();
    bench.desire(desiredOf(10, { a: 'tenth' }));
    expect(bench.beat(other.ref)).toEqual(['ack 1', '(drift)']);
    expect(bench.verdict('active')).toEqual(['(active)']);
  });

  test('that comes again and again is repaired ever later, then left alone; another digest is sent at once', () => {
    const bench = serving();
    bench.desire(desiredOf(10, { a: 'first' }));
    let repairs = 0;
    for (let second = 0; second < 3_600; second++) {
      const told = bench.pass(1_000);
      if (second % 10 === 0) told.push(...bench.beat({ ...other.ref, sequence: 0 }));
      repairs += told.filter((line) => line === '(sending)').length;
      if (bench.state().flight !== null) bench.verdict('active');
    }
    expect(repairs).toBe(5);
    expect(bench.state().drift?.alone).toBe(true);
    expect(bench.pass(3_600_000 / 30)).not.toContain('(sending)');
    const told = bench.desire(desiredOf(11, { a: 'new' }));
    expect(told).toContain('(sending)');
  });
});

describe('a gateway that is left alone', () => {
  function alone() {
    const bench = serving();
    bench.desire(desiredOf(10, { a: 'first' }));
    for (let second = 0; second < 1_500; second++) {
      bench.pass(1_000);
      if (second % 10 === 0) bench.beat({ ...other.ref, sequence: 0 });
      if (bench.state().flight !== null) bench.verdict('active');
    }
    expect(bench.state().drift?.alone).toBe(true);
    return bench;
  }

  test('is repaired when an operator wants it', () => {
    const bench = alone();
    expect(bench.step({ type: 'repair', now: bench.now() })).toContain('(sending)');
  });

  test('is repaired when it comes back with other software, and not with the same', () => {
    const facts = { active: { ...other.ref, sequence: 0 }, known: other.entries };
    expect(alone().hello({ ...facts })).not.toContain('(sending)');
    expect(alone().hello({ ...facts, version: '1.0.1' })).toContain('(sending)');
  });
});

describe('the end', () => {
  test('Goodbye of a gateway: it is forgotten at once', () => {
    const bench = serving();
    expect(bench.message({ type: 'goodbye', reason: 'SIGTERM' })).toEqual(['close 1', '(goodbye)']);
    expect(bench.forgotten()).toBe(true);
    expect(bench.step({ type: 'closed', now: bench.now(), stream: 1 })).toEqual([]);
  });

  test('Goodbye of the control plane says when to come back', () => {
    const bench = serving();
    const told = bench.step({ type: 'goodbye', now: bench.now(), reason: 'restart', retryAfterMs: 1_000 });
    expect(told).toEqual(['goodbye restart', 'close 1']);
  });

  test('a token that is revoked ends the stream that it opened', () => {
    const bench = serving();
    const told = bench.step({ type: 'refuse', now: bench.now(), reason: 'revoked', message: '' });
    expect(told).toEqual(['refuse revoked', 'close 1']);
    expect(bench.forgotten()).toBe(true);
  });
});

test('of a gateway that nothing is known of, only a Hello is heard', () => {
  const bench = controlBench();
  expect(bench.beat(one.ref)).toEqual([]);
  expect(bench.pass(600_000)).toEqual([]);
  expect(bench.desire(one)).toEqual([]);
  expect(bench.forgotten()).toBe(true);
});
