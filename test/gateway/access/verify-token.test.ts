import { beforeAll, expect, it, vi } from 'vitest';
import { headDefences } from '../../../src/gateway/access/defences.ts';
import { type KeySet, keySetOf } from '../../../src/gateway/access/keys/key-set.ts';
import { tokenVerifier } from '../../../src/gateway/access/verify-token.ts';
import type { AccessObject } from '../../../src/snapshot/index.ts';
import { type IssuerKey, issuerKey, now } from './support/token-endpoint.ts';

const issuer = 'https://login.example';
const access: AccessObject = { format: 'access@1', issuers: [issuer] };
let first: IssuerKey;
let second: IssuerKey;
beforeAll(async () => {
  first = await issuerKey('ES256', 'first');
  second = await issuerKey('ES256', 'second');
});
const token = (key: IssuerKey, sub = 'alice', iss = issuer, header?: Readonly<Record<string, unknown>>) =>
  key.sign({ iss, sub, iat: now, exp: now + 60 }, header);

/** A verifier whose keys can be exchanged, and how many signatures were checked. */
function counting() {
  const counted = (...keys: IssuerKey[]): KeySet => {
    const set = keySetOf({ keys: keys.map(({ jwk }) => jwk) });
    return {
      ...set,
      verify: (...args) => {
        state.checked += 1;
        return set.verify(...args);
      },
    };
  };
  const state = { checked: 0, keys: counted(first) };
  const source = { current: () => state.keys, get: async () => state.keys, newer: async () => undefined };
  const verifier = tokenVerifier(() => source, headDefences);
  return { verifier, state, exchange: (...keys: IssuerKey[]) => (state.keys = counted(...keys)) };
}

it('a signature is checked once, and a token is known from then on', async () => {
  const { verifier, state } = counting();
  const one = await token(first);
  expect(verifier.known(one, access)).toBeUndefined();
  const verified = await verifier.verify(one, access);
  for (let request = 0; request < 100; request++) expect(verifier.known(one, access)).toBe(verified);
  // Another endpoint that accepts the same tokens has the same memory.
  expect(verifier.known(one, { ...access, scopes: ['a'], audiences: ['b'] })).toBe(verified);
  expect(state.checked).toBe(1);
});

it.each<[string, Partial<AccessObject>]>([
  ['other issuers', { issuers: ['https://other.example'] }],
  ['keys from elsewhere', { jwksUri: 'https://login.example/other-keys' }],
  ['other algorithms', { algorithms: ['RS256'] }],
])('what is known to one endpoint is not to one with %s', async (_, change) => {
  const { verifier } = counting();
  const one = await token(first);
  await verifier.verify(one, access);
  expect(verifier.known(one, { ...access, ...change })).toBeUndefined();
});

it('a token is known no longer when its issuer has other keys', async () => {
  const { verifier, exchange } = counting();
  const one = await token(first);
  await verifier.verify(one, access);
  exchange(second);
  expect(verifier.known(one, access)).toBeUndefined();
  expect(await verifier.verify(one, access)).toMatchObject({ type: 'refused' });
});

it('a token that is refused costs one signature at most, and none unless it could be right', async () => {
  const { verifier, state } = counting();
  for (const wrong of ['a.b.c', await token(first, 'alice', 'https://evil.example')])
    expect(await verifier.verify(wrong, access)).toMatchObject({ type: 'refused' });
  expect(state.checked).toBe(0);
  const forged = await token(second);
  for (let request = 0; request < 10; request++) {
    expect(await verifier.verify(forged, access)).toMatchObject({ type: 'refused' });
    expect(verifier.known(forged, access)).toBeUndefined();
  }
  // It names a key that is unknown, so nothing is said of its signature yet.
  expect(state.checked).toBe(10);
  const unnamed = await token(second, 'alice', issuer, { kid: 'first' });
  for (let request = 0; request < 10; request++)
    expect(await verifier.verify(unnamed, access)).toMatchObject({ type: 'refused' });
  expect(state.checked).toBe(11);
});

it('a token that was refused is checked anew when its issuer has other keys', async () => {
  const { verifier, exchange } = counting();
  const early = await token(second, 'alice', issuer, { kid: undefined });
  expect(await verifier.verify(early, access)).toMatchObject({ type: 'refused' });
  exchange(first, second);
  expect(await verifier.verify(early, access)).toMatchObject({ type: 'verified' });
});

it('a token that names no key is tried with eight at most', async () => {
  const keys = await Promise.all(Array.from({ length: 20 }, (_, at) => issuerKey('ES256', `key-${at}`)));
  const set = keySetOf({ keys: keys.map(({ jwk }) => jwk) });
  const tried = vi.spyOn(crypto.subtle, 'verify');
  const stranger = await issuerKey('ES256', 'stranger');
  expect(await set.verify(await token(stranger, 'alice', issuer, { kid: undefined }), ['ES256'])).toEqual({
    type: 'forged',
  });
  expect(tried).toHaveBeenCalledTimes(8);
  tried.mockRestore();
});

it('tokens that are remembered have sixteen million characters together at most', async () => {
  const { verifier } = counting();
  const long = (at: number) => token(first, `${at} ${'x'.repeat(1_000_000)}`);
  const tokens = await Promise.all(Array.from({ length: 20 }, (_, at) => long(at)));
  for (const each of tokens) expect(await verifier.verify(each, access)).toMatchObject({ type: 'verified' });
  const known = tokens.filter((each) => verifier.known(each, access) !== undefined);
  expect(known.length).toBeGreaterThan(5);
  expect(known.join('').length).toBeLessThanOrEqual(16 * 1024 * 1024);
});

it('subjects are told apart, also of two issuers that call them the same', async () => {
  const { verifier } = counting();
  const both: AccessObject = { ...access, issuers: [issuer, 'https://other.example'] };
  const ownerOf = async (text: string) => {
    const verified = await verifier.verify(text, both);
    return verified.type === 'verified' ? verified.owner : undefined;
  };
  const alice = await ownerOf(await token(first));
  expect(alice).toHaveLength(22);
  expect(await ownerOf(await token(first, 'alice'))).toBe(alice);
  expect(await ownerOf(await token(first, 'bob'))).not.toBe(alice);
  expect(await ownerOf(await token(first, 'alice', 'https://other.example'))).not.toBe(alice);
});
