import { describe, expect, test } from 'vitest';
import { controlBench } from '../support/control-bench.ts';
import { desiredOf } from '../support/views.ts';

const one = desiredOf(1, { a: 'first a', b: 'first b' });
const two = desiredOf(2, { a: 'second a', b: 'first b' });
const unknown = { epoch: 1, sequence: 1, digest: 'e'.repeat(64) };

describe('what a Hello is answered', () => {
  test.each([
    {
      name: 'a gateway that has nothing gets everything',
      hello: { desired: one },
      sent: ['intent full first +2 -0', 'put a', 'put b', 'activate 1.1'],
    },
    {
      name: 'one whose view is kept gets the difference',
      hello: { desired: two, active: one.ref, known: one.entries },
      sent: ['intent delta changed +1 -0', 'put a', 'activate 1.2'],
    },
    {
      name: 'one that has the desired view gets nothing, even when its list was not kept',
      hello: { desired: one, active: one.ref },
      sent: ['intent none in-sync +0 -0'],
    },
    {
      name: 'one that has the desired content under an older header gets nothing',
      hello: { desired: desiredOf(9, { a: 'first a', b: 'first b' }), active: one.ref },
      sent: ['intent none in-sync +0 -0'],
    },
    {
      name: 'before the first revision there is nothing',
      hello: { desired: null },
      sent: ['intent none nothing-desired +0 -0'],
    },
    {
      name: 'a gateway with a view that this control plane never had is ahead of it',
      hello: { desired: null, active: one.ref, known: one.entries },
      sent: ['intent none gateway-ahead +0 -0'],
    },
  ])('$name', ({ hello, sent }) => {
    const bench = controlBench();
    const told = bench.hello(hello).filter((line) => line !== '(sending)');
    expect(told).toEqual(['welcome', '(registered)', ...sent]);
  });

  test('only for an unknown view are the held digests asked for', () => {
    const bench = controlBench();
    expect(bench.hello({ desired: two, active: unknown })).toEqual([
      'welcome, inventory wanted',
      '(registered)',
    ]);
    const digest = two.entries[1]?.digest ?? '';
    expect(bench.message({ type: 'inventory', digests: ['f'.repeat(64)], last: false })).toEqual([]);
    expect(bench.message({ type: 'inventory', digests: [digest], last: true })).toEqual([
      '(sending)',
      'intent full unknown-view +2 -0',
      'put a',
      'put b held',
      'activate 1.2',
    ]);
  });

  test('an inventory that does not come is not waited for', () => {
    const bench = controlBench();
    bench.hello({ desired: two, active: unknown });
    bench.beat(unknown);
    bench.pass(20_000);
    bench.beat(unknown, 2);
    bench.pass(20_000);
    bench.beat(unknown, 3);
    expect(bench.pass(20_000)).toContain('intent full unknown-view +2 -0');
  });

  test('an inventory that nobody asked for changes nothing', () => {
    const bench = controlBench();
    bench.hello({ desired: one });
    expect(bench.message({ type: 'inventory', digests: ['f'.repeat(64)], last: true })).toEqual([]);
  });
});

describe('a gateway that does not read a format of the view', () => {
  const old = ['tool@1'];
  const newer = desiredOf(2, { a: 'second a' }, { formats: ['election@1', 'tool@2'] });

  function outdated() {
    const bench = controlBench();
    return {
      bench,
      told: bench.hello({ desired: newer, active: one.ref, known: one.entries, formats: old }),
    };
  }

  test('is not sent it, is told so, and status says what is missing', () => {
    const { bench, told } = outdated();
    expect(told).toEqual(['welcome', '(registered)', '(rejected)', 'intent none rejected-before +0 -0']);
    expect(bench.state().rejection).toMatchObject({
      permanent: true,
      findings: [
        { code: 'format', message: 'reshapr 1.0.0 does not read election@1, tool@2: upgrade this gateway' },
      ],
    });
    expect(bench.pass(1_000)).toEqual([]);
  });

  test('gets it once it is upgraded', () => {
    const { bench } = outdated();
    const formats = ['tool@1', 'tool@2', 'election@1'];
    const told = bench.hello({ active: one.ref, known: one.entries, version: '1.1.0', formats });
    expect(told).toContain('activate 1.2');
  });

  test('gets another view that it does read', () => {
    const { bench } = outdated();
    expect(bench.desire(desiredOf(3, { a: 'third a' }, { formats: old }))).toContain('activate 1.3');
  });
});

describe('two processes with one gateway id', () => {
  test('the second one is refused, naming the holder, whose stream goes on', () => {
    const bench = controlBench();
    bench.hello({ desired: one, instance: 'one' });
    expect(bench.hello({ instance: 'two' })).toEqual(['refuse duplicate-id', 'close 2', '(duplicate)']);
    expect(bench.state()).toMatchObject({ stream: 1, facts: { instanceId: 'one' } });
  });

  test('never take turns: whoever comes back to a live holder is refused, however often', () => {
    const bench = controlBench();
    bench.hello({ desired: one, instance: 'one' });
    bench.verdict('active');
    for (let turn = 2; turn < 20; turn++) {
      expect(bench.hello({ instance: 'two', active: one.ref })[0]).toBe('refuse duplicate-id');
      bench.step({ type: 'closed', now: bench.now(), stream: turn });
      bench.pass(10_000);
      bench.step({
        type: 'message',
        now: bench.now(),
        stream: 1,
        message: { type: 'beat', number: turn, active: one.ref, calls: 0, errors: 0 },
      });
    }
    expect(bench.state().facts.instanceId).toBe('one');
  });

  test('a holder that is late is replaced, and refused when it comes back', () => {
    const bench = controlBench();
    bench.hello({ desired: one, instance: 'one' });
    bench.pass(30_000);
    expect(bench.hello({ instance: 'two' }).slice(0, 2)).toEqual(['close 1', 'welcome']);
    expect(bench.hello({ instance: 'one' })[0]).toBe('refuse duplicate-id');
  });

  test('the same process may replace its own stream, which may be half open', () => {
    const bench = controlBench();
    bench.hello({ desired: one });
    bench.verdict('active');
    expect(bench.hello({ active: one.ref }).slice(0, 2)).toEqual(['close 1', 'welcome']);
    expect(bench.step({ type: 'closed', now: bench.now(), stream: 1 })).toEqual([]);
    expect(bench.state().presence).toBe('connected');
  });
});

test('messages of a stream that was replaced are not heard', () => {
  const bench = controlBench();
  bench.hello({ desired: one });
  bench.hello({ active: null });
  const late = {
    type: 'verdict',
    transaction: 2,
    view: one.ref,
    status: 'active',
    permanent: false,
  } as const;
  expect(bench.message({ ...late, findings: [] }, 1)).toEqual([]);
  expect(bench.active()).toBe('nothing');
});

test('resuming costs a Welcome and an Intent, and nothing more', () => {
  const bench = controlBench();
  bench.hello({ desired: one });
  bench.verdict('active');
  bench.step({ type: 'closed', now: bench.now(), stream: 1 });
  expect(bench.hello({ active: one.ref })).toEqual(['welcome', '(registered)', 'intent none in-sync +0 -0']);
  expect(bench.pass(1_000)).toEqual([]);
});
