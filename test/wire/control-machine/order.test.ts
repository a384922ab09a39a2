import { describe, expect, test } from 'vitest';
import { controlBench } from '../support/control-bench.ts';
import { desiredOf } from '../support/views.ts';

const five = desiredOf(5, { a: 'five' });

describe('a gateway that is ahead of the control plane', () => {
  function ahead() {
    const bench = controlBench();
    bench.hello({ desired: desiredOf(3, { a: 'three' }), active: five.ref, known: five.entries });
    return bench;
  }

  test('the store is read again before anything is said', () => {
    const bench = controlBench();
    const told = bench.hello({
      desired: desiredOf(3, { a: 'three' }),
      active: five.ref,
      known: five.entries,
    });
    expect(told).toEqual(['welcome', '(registered)', 'outrun 1.5']);
  });

  test('when the store knows nothing newer, nothing is sent, and it is told', () => {
    const bench = ahead();
    expect(bench.step({ type: 'ahead', now: bench.now() })).toEqual([
      '(ahead)',
      'intent none gateway-ahead +0 -0',
    ]);
    expect(bench.state().ahead).toBe(true);
    expect(bench.pass(1_000)).toEqual([]);
  });

  test('a header that the store could sign anew is sent', () => {
    const bench = ahead();
    expect(bench.desire(desiredOf(6, { a: 'three' }))).toContain('activate 1.6');
  });

  test('so is one of a newer epoch, whatever its sequence', () => {
    const bench = ahead();
    bench.step({ type: 'ahead', now: bench.now() });
    expect(bench.desire(desiredOf(1, { a: 'three' }, { epoch: 2 }))).toContain('activate 2.1');
    expect(bench.state().ahead).toBe(false);
  });

  test('a newer header is asked for once while there is no answer, and again when none comes', () => {
    const bench = ahead();
    const told: string[] = [];
    for (let second = 0; second < 65; second++) {
      bench.beat(five.ref);
      told.push(...bench.pass(1_000));
    }
    expect(told).toEqual(['outrun 1.5']);
  });

  test('a foreign header is asked about, however old, and nothing is sent while the store does not know it', () => {
    const bench = controlBench();
    const foreign = { epoch: 1, sequence: 3, digest: 'f'.repeat(64) };
    const facts = { active: foreign, known: five.entries, foreign: true };
    expect(bench.hello({ ...facts, desired: desiredOf(9, { a: '1' }) })).toContain('outrun 1.3');
    expect(bench.step({ type: 'ahead', now: bench.now() })).toContain('intent none gateway-ahead +0 -0');
    expect(bench.desire(desiredOf(10, { a: '2' }), true)).toEqual([]);
    expect(bench.pass(10_000)).toEqual([]);
    expect(bench.desire(desiredOf(11, { a: '3' }), false)).not.toEqual([]);
  });

  test('it is no drift', () => {
    const bench = ahead();
    bench.step({ type: 'ahead', now: bench.now() });
    expect(bench.beat(five.ref)).toEqual(['ack 1']);
  });
});
