import { describe, expect, test } from 'vitest';
import { gatewayBench } from '../support/gateway-bench.ts';
import { desiredOf } from '../support/views.ts';

const view = desiredOf(7, { a: 'a' });

describe('start', () => {
  test('Hello says what is held; Welcome decides the start', () => {
    const bench = gatewayBench({ active: view });
    expect(bench.connected()).toEqual(['hello gw has 1.7']);
    expect(bench.welcome()).toEqual(['welcomed', 'settle welcomed']);
  });

  test('the last known good view is served when the control plane cannot be reached', () => {
    const bench = gatewayBench({ active: view });
    expect(bench.disconnected()).toEqual(['settle unreachable']);
  });

  test('the view of another organization is not served, and the gateway ends', () => {
    const bench = gatewayBench({ active: view, organization: 'other' });
    bench.connected();
    expect(bench.welcome()).toEqual(['hang-up', 'end badly']);
  });

  test('or when it does not answer in time', () => {
    const bench = gatewayBench({ active: view });
    expect(bench.pass(2_999)).toEqual([]);
    expect(bench.pass(1)).toEqual(['settle unreachable']);
    expect(bench.pass(10_000)).toEqual(['hang-up']);
  });

  test('the inventory is every digest once', () => {
    const bench = gatewayBench({ active: desiredOf(7, { a: 'same', b: 'same', c: 'other' }) });
    bench.connected();
    expect(bench.welcome(true)).toContain('inventory 2');
  });

  test('a view that was given up is said in every Hello, until another one is active', () => {
    const crashed = desiredOf(8, { z: 'deadly' }).ref;
    const bench = gatewayBench({ active: view, crashed });
    bench.connected();
    bench.welcome();
    expect(bench.state().crashed).toEqual(crashed);
    bench.serving(desiredOf(9, { a: 'good' }));
    expect(bench.state().crashed).toBeNull();
  });
});

describe('beats', () => {
  test('every ten seconds, counted, with what is active', () => {
    const bench = gatewayBench().serving(view);
    expect(bench.pass(9_999)).toEqual([]);
    expect(bench.pass(1)).toEqual(['beat 1 1.7']);
    bench.take({ type: 'beatAck', number: 1 });
    expect(bench.pass(9_999)).toEqual([]);
    expect(bench.pass(1)).toEqual(['beat 2 1.7']);
  });

  test('a stream that is silent for three beats is given up: it may be half open', () => {
    const bench = gatewayBench().serving(view);
    expect(bench.pass(10_000)).toEqual(['beat 1 1.7']);
    expect(bench.pass(10_000)).toEqual(['beat 2 1.7']);
    expect(bench.pass(10_000)).toEqual(['hang-up']);
  });

  test('a clock that is set back by an hour stops neither beats nor reconnecting', () => {
    const bench = gatewayBench().serving(view);
    bench.setClock(bench.now() - 3_600_000);
    expect(bench.pass(0)).toEqual([]);
    expect(bench.pass(10_000)).toEqual(['beat 1 1.7']);
    bench.disconnected();
    bench.setClock(bench.now() - 3_600_000);
    bench.pass(0);
    expect(bench.pass(1_000)).toEqual(['connect']);
  });
});

describe('reconnecting', () => {
  /** Pauses, in milliseconds, of the attempts after a stream was lost, with this jitter. */
  function pauses(jitter: number, attempts: number): number[] {
    const bench = gatewayBench().serving(view);
    bench.pass(10_000);
    return Array.from({ length: attempts }, () => {
      const now = bench.now();
      bench.step({ type: 'disconnected', now, jitter });
      const { link } = bench.state();
      const pause = link.state === 'down' ? link.retryAt - now : -1;
      bench.pass(pause);
      return pause;
    });
  }

  test('is spread by jitter from the first attempt on, so that a fleet does not come at once', () => {
    expect(pauses(0, 1)).toEqual([250]);
    expect(pauses(0.999, 1)[0]).toBeGreaterThan(900);
  });

  test('waits longer each time, up to a limit', () => {
    expect(pauses(1, 8)).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000, 15_000]);
  });

  test('a control plane that takes the stream and drops it again is not asked ever faster', () => {
    const bench = gatewayBench().serving(view);
    const waited: number[] = [];
    for (let round = 0; round < 4; round++) {
      bench.step({ type: 'disconnected', now: bench.now(), jitter: 1 });
      const { link } = bench.state();
      if (link.state === 'down') waited.push(link.retryAt - bench.now());
      bench.pass(60_000);
      bench.connected();
      bench.welcome();
    }
    expect(waited).toEqual([2_000, 4_000, 8_000, 15_000]);
  });

  test.each(['greeting', 'open'])('a Goodbye while %s says when to come back', (when) => {
    const bench = gatewayBench();
    bench.connected();
    if (when === 'open') bench.welcome();
    const told = bench.take({ type: 'goodbye', reason: 'busy', retryAfterMs: 5_000 });
    expect(told[0]).toBe('hang-up');
    expect(bench.disconnected()).toEqual([]);
    expect(bench.pass(7_499).filter((line) => line === 'connect')).toEqual([]);
    expect(bench.pass(1)).toEqual(['connect']);
  });
});

describe('stop', () => {
  test.each([
    { when: 'open', said: ['goodbye SIGTERM', 'hang-up', 'end'] },
    { when: 'greeting', said: ['goodbye SIGTERM', 'hang-up', 'end'] },
    { when: 'connecting', said: ['hang-up', 'end'] },
  ])('while $when', ({ when, said }) => {
    const bench = gatewayBench();
    if (when !== 'connecting') bench.connected();
    if (when === 'open') bench.welcome();
    expect(bench.step({ type: 'stop', reason: 'SIGTERM' })).toEqual(said);
    expect(bench.pass(600_000)).toEqual([]);
  });
});
