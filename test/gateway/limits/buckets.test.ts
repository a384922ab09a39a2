import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketsUpTo } from '../../../src/gateway/limits/buckets.ts';

const rate = { calls: 3, periodMs: 3000 };
const refusedFor = (retryAfterMs: number, isFirst: boolean) => ({ type: 'refused', retryAfterMs, isFirst });
const taken = { type: 'taken' };

describe('a token bucket', () => {
  it.each<[string, number[], unknown]>([
    ['is full at first', [0, 0, 0], taken],
    ['is empty then', [0, 0, 0, 0], refusedFor(1000, true)],
    ['says how long it takes', [0, 0, 0, 400], refusedFor(600, true)],
    ['tells of it once', [0, 0, 0, 400, 500], refusedFor(500, false)],
    ['and again in another period', [0, 0, 0, 0, 1000, 2000, 3000, 3000], refusedFor(1000, true)],
    ['fills with time', [0, 0, 0, 1000], taken],
    ['by one for each part of the period', [0, 0, 0, 1000, 1000], refusedFor(1000, true)],
    ['never gets fuller than full', [0, 60_000, 60_000, 60_000, 60_000], refusedFor(1000, true)],
  ])('%s', (_, times, last) => {
    const take = bucketsUpTo(10);
    expect(times.map((time) => take('a', rate, time)).at(-1)).toEqual(last);
  });

  it('is one of many', () => {
    const take = bucketsUpTo(10);
    for (let count = 0; count < 3; count++) take('a', rate, 0);
    expect(take('b', rate, 0)).toEqual(taken);
    expect(take('a', rate, 0).type).toBe('refused');
  });

  it('goes by the limit of now', () => {
    const take = bucketsUpTo(10);
    take('a', { calls: 100, periodMs: 1000 }, 0);
    const few = { calls: 1, periodMs: 1000 };
    expect([take('a', few, 0).type, take('a', few, 0).type]).toEqual(['taken', 'refused']);
  });

  it('has room for one call also when it gets less than one in a period', () => {
    const take = bucketsUpTo(10);
    const part = { calls: 0.5, periodMs: 1000 };
    expect([take('a', part, 0), take('a', part, 0)]).toEqual([taken, refusedFor(2000, true)]);
    expect(take('a', part, 2000)).toEqual(taken);
  });

  it('is forgotten when there are too many, the one that was used last not', () => {
    const take = bucketsUpTo(2);
    const one = { calls: 1, periodMs: 1000 };
    for (const name of ['a', 'b', 'a', 'c']) take(name, one, 0);
    expect([take('a', one, 0).type, take('b', one, 0).type]).toEqual(['refused', 'taken']);
  });

  it('never lets more pass in a time than its calls and what that time brings', () => {
    const steps = fc.array(fc.nat(2000), { maxLength: 200 });
    const rates = fc.record({
      calls: fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(0.25, 0.5, 1.5)),
      periodMs: fc.integer({ min: 1, max: 5000 }),
    });
    fc.assert(
      fc.property(rates, steps, (limit, waits) => {
        const take = bucketsUpTo(10);
        let now = 0;
        let passed = 0;
        for (const wait of waits) {
          now += wait;
          const result = take('a', limit, now);
          if (result.type === 'taken') passed++;
          else expect(take('a', limit, now + result.retryAfterMs).type).toBe('taken');
          if (result.type === 'refused') {
            passed++;
            now += result.retryAfterMs;
          }
        }
        const most = Math.max(1, limit.calls);
        expect(passed).toBeLessThanOrEqual(most + (now * limit.calls) / limit.periodMs + 1e-3);
      }),
    );
  });
});
