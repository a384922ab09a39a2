import { describe, expect, it } from 'vitest';
import { type IssuedToken, tokenCache } from '../../../src/gateway/credentials/token-cache.ts';
import { manualClock } from '../mcp/support/manual-clock.ts';

/** A cache, and an issuer that counts how often it was asked. */
function issuing(lastsMs?: number, most = 100) {
  const clock = manualClock();
  const cache = tokenCache(clock, most);
  let asked = 0;
  let fails = false;
  const fetch = async (): Promise<IssuedToken> => {
    const number = ++asked;
    await Promise.resolve();
    if (fails) throw new Error(`no ${number}`);
    return { token: `t${number}`, lastsMs };
  };
  return {
    clock,
    forget: (token: string, key = 'k') => cache.forget(key, token),
    get: (key = 'k', end?: number) => cache.get(key, fetch, end),
    asked: () => asked,
    fail: (does: boolean) => {
      fails = does;
    },
  };
}

describe('a token is kept', () => {
  it.each([
    ['until 15 s before its end', 60_000, 44_999],
    ['for 5 s at least', 10_000, 4_999],
    ['for 5 s when it lasts less', 0, 4_999],
    ['for 300 s when nothing is known of its end', undefined, 299_999],
  ])('%s', async (_, lastsMs, keptMs) => {
    const issuer = issuing(lastsMs);
    expect(await issuer.get()).toBe('t1');
    issuer.clock.advance(keptMs);
    expect(await issuer.get()).toBe('t1');
    issuer.clock.advance(1);
    expect(await issuer.get()).toBe('t2');
  });

  it('no longer than the token that it was exchanged for', async () => {
    const issuer = issuing(600_000);
    const end = issuer.clock.now() + 20_000;
    await issuer.get('k', end);
    issuer.clock.advance(20_000);
    expect(await issuer.get()).toBe('t2');
  });

  it('by its key, for so many keys', async () => {
    const issuer = issuing(600_000, 2);
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await issuer.get(key);
    expect(issuer.asked()).toBe(4);
  });
});

it('one request serves all who wait for it', async () => {
  const issuer = issuing(60_000);
  expect(new Set(await Promise.all(Array.from({ length: 50 }, () => issuer.get())))).toEqual(new Set(['t1']));
  expect(issuer.asked()).toBe(1);
});

it('a failure is told to all, and not asked for again within a second', async () => {
  const issuer = issuing(60_000);
  issuer.fail(true);
  const failed = await Promise.allSettled([issuer.get(), issuer.get()]);
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(issuer.get()).rejects.toThrow('no 1');
  issuer.fail(false);
  issuer.clock.advance(1_000);
  expect(await issuer.get()).toBe('t2');
});

describe('a token that the backend refused', () => {
  it('is replaced, by one for all', async () => {
    const issuer = issuing(600_000);
    await issuer.get();
    expect(issuer.forget('t1')).toBe(true);
    expect(await issuer.get()).toBe('t2');
    // Late news of the old one.
    expect(issuer.forget('t1')).toBe(true);
    expect(await issuer.get()).toBe('t2');
  });

  it('is not replaced again at once, so that a backend which refuses all is no storm of requests', async () => {
    const issuer = issuing(600_000);
    await issuer.get();
    issuer.forget('t1');
    await issuer.get();
    expect(issuer.forget('t2')).toBe(false);
    expect(await issuer.get()).toBe('t2');
    issuer.clock.advance(10_000);
    expect(issuer.forget('t2')).toBe(true);
    expect(await issuer.get()).toBe('t3');
  });
});
