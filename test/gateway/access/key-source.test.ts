import { beforeAll, describe, expect, it } from 'vitest';
import { defaultKeyTiming, type KeySource, keySource } from '../../../src/gateway/access/keys/key-source.ts';
import { type ManualClock, manualClock } from '../mcp/support/manual-clock.ts';
import { recordingLog } from '../mcp/support/recorders.ts';
import { type IssuerKey, issuerKey } from './support/token-endpoint.ts';

let first: IssuerKey;
let second: IssuerKey;
beforeAll(async () => {
  first = await issuerKey('ES256', 'first');
  second = await issuerKey('ES256', 'second');
});

interface Issuer {
  readonly source: KeySource;
  readonly clock: ManualClock;
  readonly log: ReturnType<typeof recordingLog>;
  /** Times that its keys were asked for. */
  fetched: number;
  keys: readonly IssuerKey[];
  isAway: boolean;
}

function issuerWith(...keys: IssuerKey[]): Issuer {
  const clock = manualClock();
  const log = recordingLog();
  const load = async (): Promise<unknown> => {
    issuer.fetched += 1;
    if (issuer.isAway) throw new Error('it is away');
    return { keys: issuer.keys.map(({ jwk }) => jwk) };
  };
  const source = keySource({ load, name: 'login.example', clock, log, timing: defaultKeyTiming });
  const issuer: Issuer = { source, clock, log, fetched: 0, keys, isAway: false };
  return issuer;
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const { maxAgeMs, staleMs, cooldownMs, retryMs } = defaultKeyTiming;

describe('keys of an authorization server', () => {
  it('are fetched when they are needed, once for all who wait', async () => {
    const issuer = issuerWith(first);
    expect([issuer.source.current(), issuer.fetched]).toEqual([undefined, 0]);
    const all = await Promise.all(Array.from({ length: 50 }, () => issuer.source.get()));
    expect(new Set(all).size).toBe(1);
    expect(issuer.source.current()).toBe(all[0]);
    expect(issuer.fetched).toBe(1);
  });

  it('are fetched anew when they are old, and nobody waits for that', async () => {
    const issuer = issuerWith(first);
    const keys = await issuer.source.get();
    issuer.clock.advance(maxAgeMs + 1);
    issuer.keys = [second];
    expect(issuer.source.current()).toBe(keys);
    await settled();
    expect(issuer.source.current()).not.toBe(keys);
    expect(issuer.fetched).toBe(2);
  });

  it('stay the same object while they are the same', async () => {
    const issuer = issuerWith(first);
    const keys = await issuer.source.get();
    issuer.clock.advance(maxAgeMs + 1);
    issuer.source.current();
    await settled();
    expect([issuer.source.current() === keys, issuer.fetched]).toEqual([true, 2]);
  });

  it('are asked for again because of an unknown key, at most once per cool-down', async () => {
    const issuer = issuerWith(first);
    const keys = await issuer.source.get();
    if (keys === undefined) throw new Error('no keys');
    for (let token = 0; token < 100; token++) expect(await issuer.source.newer(keys)).toBeUndefined();
    expect(issuer.fetched).toBe(2);
    issuer.keys = [first, second];
    issuer.clock.advance(cooldownMs);
    const [newer, same] = await Promise.all([issuer.source.newer(keys), issuer.source.newer(keys)]);
    expect(newer).toBeDefined();
    expect(same).toBe(newer);
    expect(issuer.fetched).toBe(3);
  });

  it('are used for a while when the issuer is away, and no longer', async () => {
    const issuer = issuerWith(first);
    const keys = await issuer.source.get();
    issuer.isAway = true;
    for (let minute = 0; minute < (maxAgeMs + staleMs) / 60_000; minute++) {
      issuer.clock.advance(60_000);
      expect(issuer.source.current()).toBe(keys);
      await settled();
    }
    issuer.clock.advance(1);
    expect(issuer.source.current()).toBeUndefined();
    await settled();
    expect(await issuer.source.get()).toBeUndefined();
    issuer.isAway = false;
    issuer.clock.advance(retryMs);
    expect(await issuer.source.get()).toBe(keys);
  });

  it('are not asked for by everybody who comes while the issuer is away', async () => {
    const issuer = issuerWith(first);
    issuer.isAway = true;
    for (let request = 0; request < 100; request++) expect(await issuer.source.get()).toBeUndefined();
    expect(issuer.fetched).toBe(1);
    expect(issuer.log.lines).toEqual([
      {
        level: 'warn',
        message: 'the keys of an authorization server cannot be read',
        fields: { keys: 'login.example', reason: 'it is away' },
      },
    ]);
    issuer.isAway = false;
    issuer.clock.advance(retryMs);
    expect(await issuer.source.get()).toBeDefined();
  });

  it.each([
    ['no JWK Set', { error: 'not_found' }],
    ['a list', []],
    ['keys that are none', { keys: ['key'] }],
  ])('%s is no answer', async (_, document) => {
    const issuer = issuerWith();
    const load = async (): Promise<unknown> => document;
    const source = keySource({
      load,
      name: 'x',
      clock: issuer.clock,
      log: issuer.log,
      timing: defaultKeyTiming,
    });
    expect(await source.get()).toBeUndefined();
  });

  it('symmetric ones are left out', async () => {
    const issuer = issuerWith({ ...first, jwk: { kty: 'oct', k: 'c2VjcmV0', kid: 'first' } });
    const keys = await issuer.source.get();
    expect(await keys?.verify(await first.sign({ sub: 'x' }), ['ES256', 'HS256'])).toEqual({
      type: 'unknown-key',
    });
  });

  it('a token that names none is tried with each', async () => {
    const issuer = issuerWith(first, second);
    const keys = await issuer.source.get();
    const token = await second.sign({ sub: 'x' }, { kid: undefined });
    expect(await keys?.verify(token, ['ES256'])).toMatchObject({ type: 'signed' });
    const other = await issuerKey('ES256', 'other');
    expect(await keys?.verify(await other.sign({}, { kid: undefined }), ['ES256'])).toEqual({
      type: 'forged',
    });
  });
});
