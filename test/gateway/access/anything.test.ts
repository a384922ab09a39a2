import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { presentedToken } from '../../../src/gateway/access/bearer-token.ts';
import { keySetOf } from '../../../src/gateway/access/keys/key-set.ts';
import {
  type Access,
  type IssuerKey,
  issuerKey,
  now,
  resource,
  tokenEndpoint,
} from './support/token-endpoint.ts';

const issuer = 'https://login.example';
const access: Access = { issuers: [issuer], jwksUri: `${issuer}/keys` };
const claims = { iss: issuer, sub: 'alice', aud: resource, iat: now, exp: now + 60 };
let key: IssuerKey;
beforeAll(async () => {
  key = await issuerKey('ES256', 'first');
});
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const endpoint = () => tokenEndpoint(access, { [`${issuer}/keys`]: { keys: [key.jwk] } });

it('whatever stands in Authorization is refused, and breaks nothing', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string().map((each) => `Bearer ${each}`),
  );
  await fc.assert(
    fc.asyncProperty(text, async (authorization) => {
      expect((await endpoint().decide(authorization)).type).toBe('refused');
    }),
  );
});

it('whatever a token says of itself is refused, and breaks nothing', async () => {
  const part = fc.oneof(
    fc.record({
      alg: fc.constantFrom('ES256', 'none', 'HS256', 'RS256'),
      kid: fc.string(),
      b64: fc.boolean(),
    }),
    fc.jsonValue(),
  );
  const payload = fc.oneof(fc.constant(claims), fc.jsonValue());
  await fc.assert(
    fc.asyncProperty(part, payload, fc.base64String(), async (header, body, signature) => {
      const token = `${encoded(header)}.${encoded(body)}.${signature.replace(/[+/=]/g, '')}`;
      expect((await endpoint().decide(`Bearer ${token}`)).type).toBe('refused');
    }),
  );
});

it('a signed token is let in or refused, whatever its claims are', async () => {
  const name = fc.constantFrom(
    'sub',
    'exp',
    'nbf',
    'iat',
    'aud',
    'scope',
    'scp',
    'resource',
    'serviceId',
    'iss',
    '__proto__',
  );
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, fc.jsonValue()), async (change) => {
      const decision = await endpoint().decide(`Bearer ${await key.sign({ ...claims, ...change })}`);
      expect(['allowed', 'refused']).toContain(decision.type);
    }),
  );
});

it('keys may be anything: a set is read or refused, and what it holds verifies nothing that it did not sign', async () => {
  const field = fc.oneof(
    fc.string(),
    fc.constantFrom('EC', 'RSA', 'OKP', 'oct', 'P-256', 'ES256', 'sig', 'AQAB'),
  );
  const jwk = fc.record(
    {
      kty: field,
      kid: fc.constantFrom('first', 'other'),
      crv: field,
      x: field,
      y: field,
      n: field,
      e: field,
      alg: field,
    },
    { requiredKeys: ['kty'] },
  );
  const token = await key.sign(claims);
  const nameless = await key.sign(claims, { kid: undefined });
  await fc.assert(
    fc.asyncProperty(fc.array(jwk, { maxLength: 4 }), async (keys) => {
      for (const each of [token, nameless])
        expect((await keySetOf({ keys }).verify(each, ['ES256', 'RS256'])).type).not.toBe('signed');
    }),
  );
});

it('a token is read from one header, and only if it is one', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\w.~+/-]+=*$/), (token) => {
      expect(presentedToken({ authorization: `Bearer ${token}` })).toEqual({ type: 'token', token });
    }),
  );
});
