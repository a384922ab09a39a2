import { describe, expect, test } from 'vitest';
import { ConnectRequest } from '../../../src/wire/generated/reshapr/snapshot/v1/snapshot.ts';
import { encodeToControl, stepGateway } from '../../../src/wire/index.ts';
import { gatewayBench } from '../support/gateway-bench.ts';
import { desiredOf, entryOf } from '../support/views.ts';

const one = desiredOf(1, { a: 'first a', b: 'first b' });
const two = desiredOf(2, { a: 'second a', b: 'first b' });

function open() {
  const bench = gatewayBench();
  bench.connected();
  bench.welcome();
  return bench;
}

describe('a view takes effect', () => {
  test('verified, built, staged, written, swapped once, said: in this order', () => {
    const bench = open();
    bench.receive(one, 1);
    expect(bench.activate(one, 1)).toEqual(['verify a b']);
    expect(bench.verified(one)).toEqual(['build 1.1']);
    expect(bench.built()).toEqual(['verdict 1 staged 1.1', 'persist']);
    expect(bench.serves()).toBe('nothing');
    expect(bench.persisted()).toEqual(['swap 1.1', 'verdict 1 active 1.1']);
    expect(bench.serves()).toBe('1.1');
  });

  test('by Put and Remove, applied to the list that is held', () => {
    const bench = gatewayBench().serving(one);
    const next = desiredOf(2, { a: 'second a', c: 'new c' });
    bench.take({
      type: 'intent',
      transaction: 2,
      mode: 'delta',
      reason: 'changed',
      puts: 2,
      removes: 1,
      bytes: 0,
    });
    for (const entry of next.entries) bench.take({ type: 'put', entry, held: true });
    bench.take({ type: 'remove', objects: [{ kind: 'tool', name: 'b' }] });
    expect(bench.activate(next, 2)).toEqual(['verify a c']);
    expect(bench.verified(next)).toEqual(['build 1.2']);
  });

  test('only at Activate: everything before it changes nothing', () => {
    const bench = gatewayBench().serving(one);
    const before = bench.state();
    bench.receive(two, 2);
    expect(bench.state().active).toBe(before.active);
    expect(bench.state().base).toBe(before.base);
    expect(bench.state().work).toBeNull();
  });

  test('an empty delta is a no-op, never a wipe', () => {
    const bench = gatewayBench().serving(one);
    const same = desiredOf(2, { a: 'first a', b: 'first b' });
    bench.take({
      type: 'intent',
      transaction: 2,
      mode: 'delta',
      reason: 'changed',
      puts: 0,
      removes: 0,
      bytes: 0,
    });
    expect(bench.activate(same, 2)).toEqual(['verify a b']);
    bench.take({
      type: 'intent',
      transaction: 3,
      mode: 'none',
      reason: 'in-sync',
      puts: 0,
      removes: 0,
      bytes: 0,
    });
    expect(bench.state().active?.entries.size).toBe(2);
  });

  test('a new Intent drops what was received before it', () => {
    const bench = open();
    bench.receive(desiredOf(1, { stale: 'x' }), 1);
    bench.receive(two, 2);
    expect(bench.activate(two, 2)).toEqual(['verify a b']);
  });

  test('the view that is served already is said to be active, and not swapped again', () => {
    const bench = gatewayBench().serving(one);
    bench.receive(one, 2);
    bench.activate(one, 2);
    expect(bench.verified(one)).toEqual(['discard', 'verdict 2 active 1.1']);
  });
});

describe('a view is rejected as a whole, and the last good one stays', () => {
  test.each([
    { name: 'a header that cannot be read', lie: { header: null }, code: 'transient no-header' },
    { name: 'a header that no trusted key signed', lie: { trusted: false }, code: 'transient untrusted' },
    { name: 'a list with another digest', lie: { computed: 'f'.repeat(64) }, code: 'transient mismatch' },
  ] as const)('$name', ({ lie, code }) => {
    const bench = gatewayBench().serving(one);
    bench.receive(two, 2);
    bench.activate(two, 2);
    const short = code.split(' ')[1];
    expect(bench.verified(two, lie)).toEqual([
      'discard',
      `(rejected ${short})`,
      `verdict 2 rejected ${code}`,
    ]);
    expect(bench.serves()).toBe('1.1');
  });

  test.each([
    { name: 'an older sequence', view: desiredOf(4, { z: '' }), code: 'transient backwards' },
    {
      name: 'the same sequence over other content',
      view: desiredOf(5, { z: '' }),
      code: 'transient backwards',
    },
    {
      name: 'an older epoch with a higher sequence',
      view: desiredOf(9, { z: '' }, { epoch: 0 }),
      code: 'transient backwards',
    },
    {
      name: 'another organization',
      view: desiredOf(9, { z: '' }, { organization: 'other' }),
      code: 'permanent foreign',
    },
  ])('$name', ({ view, code }) => {
    const bench = gatewayBench().serving(desiredOf(5, { a: 'first a' }));
    bench.receive(view, 2);
    bench.activate(view, 2);
    expect(bench.verified(view).at(-1)).toBe(`verdict 2 rejected ${code}`);
    expect(bench.serves()).toBe('1.5');
  });

  test('a newer sequence over older content is taken: never backwards is about the order', () => {
    const bench = gatewayBench().serving(two);
    const rollback = desiredOf(3, { a: 'first a', b: 'first b' });
    bench.receive(rollback, 2);
    bench.activate(rollback, 2);
    expect(bench.verified(rollback)).toEqual(['build 1.3']);
  });

  test.each([
    { name: 'an object that did not come', puts: 3, removes: 0, held: true, code: 'incomplete' },
    { name: 'an object too many', puts: 1, removes: 0, held: true, code: 'incomplete' },
    { name: 'a removal that did not come', puts: 2, removes: 1, held: true, code: 'incomplete' },
    {
      name: 'an object that is said to be held and is not',
      puts: 2,
      removes: 0,
      held: false,
      code: 'missing',
    },
  ])('$name', ({ puts, removes, held, code }) => {
    const bench = gatewayBench().serving(one);
    bench.take({ type: 'intent', transaction: 2, mode: 'full', reason: 'changed', puts, removes, bytes: 0 });
    for (const entry of two.entries) bench.take({ type: 'put', entry, held });
    expect(bench.activate(two, 2)).toEqual([`(rejected ${code})`, `verdict 2 rejected transient ${code}`]);
    expect(bench.serves()).toBe('1.1');
  });

  test('an Activate without its Intent', () => {
    const bench = gatewayBench().serving(one);
    expect(bench.activate(two, 2)).toEqual([
      '(rejected out-of-order)',
      'verdict 2 rejected transient out-of-order',
    ]);
    bench.receive(two, 3);
    expect(bench.activate(two, 4).at(-1)).toBe('verdict 4 rejected transient out-of-order');
  });

  test('a surface that cannot be built, for good', () => {
    const bench = gatewayBench().serving(one);
    bench.receive(two, 2);
    bench.activate(two, 2);
    bench.verified(two);
    const findings = [
      { kind: 'tool', name: 'a', code: 'unreadable', severity: 'error', message: 'no' },
    ] as const;
    const told = bench.step({ type: 'build-rejected', now: bench.now(), permanent: true, findings });
    expect(told).toEqual(['discard', '(rejected unreadable)', 'verdict 2 rejected permanent unreadable']);
    expect(bench.serves()).toBe('1.1');
  });

  test('with more to say than one message takes: the first hundred findings, in short', () => {
    const bench = gatewayBench().serving(one);
    bench.receive(two, 2);
    bench.activate(two, 2);
    bench.verified(two);
    const finding = {
      kind: 'tool',
      name: 'a',
      code: 'x',
      severity: 'error',
      message: 'm'.repeat(9_999),
    } as const;
    const findings = Array.from({ length: 5_000 }, () => finding);
    const { effects } = stepGateway(bench.state(), {
      ...{ type: 'build-rejected', now: bench.now(), permanent: true, findings },
    });
    const said = effects.flatMap((effect) => (effect.type === 'send' ? [effect.message] : []))[0];
    if (said?.type !== 'verdict') expect.fail();
    expect(said.findings).toHaveLength(101);
    expect(said.findings.at(-1)?.message).toBe('and 4900 findings more');
    for (const part of encodeToControl(said))
      expect(ConnectRequest.encode(part).finish().length).toBeLessThan(1024 * 1024);
  });

  test('a bundle that cannot be written: what cannot persist is not swapped', () => {
    const bench = gatewayBench().serving(one);
    bench.receive(two, 2);
    bench.activate(two, 2);
    bench.verified(two);
    bench.built();
    const told = bench.step({ type: 'persist-failed', now: bench.now(), message: 'no space left' });
    expect(told).toEqual([
      'discard',
      '(rejected not-persisted)',
      'verdict 2 rejected transient not-persisted',
    ]);
    expect(bench.serves()).toBe('1.1');
  });
});

describe('work that outlives its stream', () => {
  function cutWhilePersisting() {
    const bench = gatewayBench().serving(one);
    bench.receive(two, 2);
    bench.activate(two, 2);
    bench.verified(two);
    bench.built();
    bench.disconnected();
    return bench;
  }

  test('goes on, and its verdict is not said on another stream', () => {
    const bench = cutWhilePersisting();
    expect(bench.persisted()).toEqual(['swap 1.2']);
  });

  test('also after a Goodbye: a number of one stream means something else on the next', () => {
    const bench = gatewayBench().serving(one);
    bench.receive(two, 2);
    bench.activate(two, 2);
    bench.verified(two);
    bench.built();
    bench.take({ type: 'goodbye', reason: 'restart', retryAfterMs: 100 });
    expect(bench.persisted()).toEqual(['swap 1.2']);
  });

  test('the next stream hears of it by a beat at once', () => {
    const bench = cutWhilePersisting();
    bench.pass(20_000);
    expect(bench.connected()).toEqual(['hello gw has 1.1']);
    bench.welcome();
    bench.persisted();
    expect(bench.pass(1)).toEqual(['beat 1 1.2']);
    expect(bench.pass(1)).toEqual([]);
  });

  test('deltas of the next stream build on what its Hello said', () => {
    const bench = cutWhilePersisting();
    bench.pass(20_000);
    bench.connected();
    bench.welcome();
    bench.persisted();
    const three = desiredOf(3, { a: 'first a', b: 'third b' });
    bench.take({
      type: 'intent',
      transaction: 1,
      mode: 'delta',
      reason: 'changed',
      puts: 1,
      removes: 0,
      bytes: 0,
    });
    bench.take({ type: 'put', entry: entryOf('b', 'third b'), held: true });
    bench.activate(three, 1);
    expect(bench.verified(three)).toEqual(['build 1.3']);
  });

  test('a view that comes meanwhile waits its turn, and what is on its way is not dropped for it', () => {
    const bench = cutWhilePersisting();
    bench.pass(20_000);
    bench.connected();
    bench.welcome();
    const three = desiredOf(3, { c: 'third' });
    bench.receive(three, 1);
    expect(bench.activate(three, 1)).toEqual([]);
    expect(bench.persisted()).toEqual(['swap 1.2', 'verify c']);
    expect(bench.verified(three)).toEqual(['build 1.3']);
  });

  test('a view that waits is dropped with its stream', () => {
    const bench = cutWhilePersisting();
    bench.pass(20_000);
    bench.connected();
    bench.welcome();
    const three = desiredOf(3, { c: 'third' });
    bench.receive(three, 1);
    bench.activate(three, 1);
    bench.disconnected();
    expect(bench.persisted()).toEqual(['swap 1.2']);
  });
});

test('an Activate that comes twice is answered once', () => {
  const bench = gatewayBench().serving(one);
  bench.receive(two, 2);
  bench.activate(two, 2);
  expect(bench.activate(two, 2)).toEqual([]);
});
