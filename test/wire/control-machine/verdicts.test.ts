import { describe, expect, test } from 'vitest';
import { controlBench } from '../support/control-bench.ts';
import { desiredOf } from '../support/views.ts';

const one = desiredOf(1, { a: 'first' });
const two = desiredOf(2, { a: 'second' });

/** A gateway that serves `one` and was sent `two`. */
function sending() {
  const bench = controlBench();
  bench.hello({ desired: one });
  bench.verdict('active');
  bench.desire(two);
  return bench;
}

/** Beats and ticks every ten seconds; returns what was sent besides acknowledgements. */
function quietly(bench: ReturnType<typeof controlBench>, ms: number, active = one.ref): string[] {
  const told: string[] = [];
  for (let passed = 0; passed < ms; passed += 1_000) {
    if (passed % 10_000 === 0) told.push(...bench.beat(active));
    told.push(...bench.pass(1_000));
  }
  return told.filter((line) => !line.startsWith('ack'));
}

describe('a verdict', () => {
  test('staged is progress, and changes nothing of what is active', () => {
    const bench = sending();
    expect(bench.verdict('staged')).toEqual(['(staged)']);
    expect(bench.active()).toBe('1.1');
    expect(bench.state().staged).toEqual(two.ref);
  });

  test('active is what makes a view active: nothing else does', () => {
    const bench = sending();
    quietly(bench, 20_000);
    expect(bench.active()).toBe('1.1');
    expect(bench.verdict('active')).toEqual(['(active)']);
    expect(bench.active()).toBe('1.2');
  });

  test.each([
    { name: 'of another transaction', options: { transaction: 1 } },
    { name: 'about another view', options: { view: one.ref } },
  ])('$name is not heard', ({ options }) => {
    const bench = sending();
    expect(bench.verdict('active', options)).toEqual([]);
    expect(bench.active()).toBe('1.1');
  });

  test('that comes before its Activate was sent is not heard', () => {
    const bench = controlBench();
    bench.hello({
      desired: desiredOf(1, Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`t${i}`, '']))),
    });
    expect(bench.verdict('active')).toEqual([]);
    expect(bench.active()).toBe('nothing');
  });

  test('that does not come: a transient rejection, tried again', () => {
    const bench = sending();
    const told = quietly(bench, 70_000);
    expect(told).toEqual(['(rejected)', '(sending)', 'intent delta retry +1 -0', 'put a', 'activate 1.2']);
  });
});

describe('a permanent rejection', () => {
  function rejected(version = '1.0.0') {
    const bench = sending();
    bench.verdict('rejected', { permanent: true });
    bench.step({ type: 'closed', now: bench.now(), stream: 1 });
    return bench.hello({ active: one.ref, known: one.entries, version });
  }

  test('is not sent again, also not to the next stream, and the Intent says why', () => {
    expect(sending().verdict('rejected', { permanent: true })).toEqual(
      ['intent none rejected-before +0 -0', '(rejected)'].reverse(),
    );
    expect(rejected()).toEqual(['welcome', '(registered)', 'intent none rejected-before +0 -0']);
  });

  test('nor with time', () => {
    const bench = sending();
    bench.verdict('rejected', { permanent: true });
    expect(quietly(bench, 3_600_000)).toEqual([]);
  });

  test('nor under a newer header', () => {
    const bench = sending();
    bench.verdict('rejected', { permanent: true });
    expect(bench.desire(desiredOf(3, { a: 'second' }))).toEqual([]);
  });

  test('until the gateway has other software', () => {
    expect(rejected('1.0.1')).toContain('intent delta retry +1 -0');
  });

  test('another digest is always sent', () => {
    const bench = sending();
    bench.verdict('rejected', { permanent: true });
    expect(bench.desire(desiredOf(3, { a: 'third' }))).toContain('intent delta changed +1 -0');
  });

  test('a view that killed the gateway twice counts as rejected', () => {
    const bench = controlBench();
    const told = bench.hello({ desired: two, active: one.ref, known: one.entries, crashed: two.ref });
    expect(told.slice(2)).toEqual(['(rejected)', 'intent none rejected-before +0 -0']);
    expect(bench.state().rejection?.findings[0]?.code).toBe('crashed');
    const again = bench.hello({ active: one.ref, known: one.entries, crashed: two.ref });
    expect(again.slice(3)).toEqual(['intent none rejected-before +0 -0']);
  });
});

describe('a transient rejection', () => {
  test('is tried again, each time later, and from the second on with everything', () => {
    const bench = sending();
    const pauses: number[] = [];
    const modes = new Set<string>();
    for (let attempt = 0; attempt < 9; attempt++) {
      bench.verdict('rejected');
      let waited = 0;
      for (let told: string[] = []; !told.includes('(sending)') && waited < 100_000; ) {
        waited += 500;
        bench.beat(one.ref);
        told = bench.pass(500);
        for (const line of told) if (line.startsWith('intent')) modes.add(`${attempt > 0} ${line}`);
      }
      pauses.push(waited / 1_000);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect([...modes]).toEqual(['false intent delta retry +1 -0', 'true intent full retry +1 -0']);
  });

  test('does not hold up another digest', () => {
    const bench = sending();
    bench.verdict('rejected');
    expect(bench.desire(desiredOf(3, { a: 'third' }))).toContain('activate 1.3');
  });

  test('of a view that is not desired any more is forgotten once another is active', () => {
    const bench = sending();
    bench.verdict('rejected');
    bench.desire(desiredOf(3, { a: 'third' }));
    bench.verdict('active');
    expect(bench.state().rejection).toBeNull();
  });
});
