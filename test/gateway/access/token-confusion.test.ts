import { createHmac } from 'node:crypto';
import type { JWTPayload } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Access,
  type IssuerKey,
  issuerKey,
  now,
  path,
  resource,
  tokenEndpoint,
} from './support/token-endpoint.ts';

const issuer = 'https://login.example';
const jwksUri = `${issuer}/keys`;
const access: Access = { issuers: [issuer], jwksUri, algorithms: ['ES256'], scopes: ['orders:read'] };
const claims = {
  iss: issuer,
  sub: 'alice',
  aud: resource,
  iat: now - 60,
  exp: now + 600,
  scope: 'orders:read',
};

/** Keys of the authorization server, one per algorithm, and one of somebody else. */
const keys = new Map<string, IssuerKey>();
let stranger: IssuerKey;
const algorithms = ['ES256', 'ES384', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'EdDSA'];

beforeAll(async () => {
  for (const alg of algorithms) keys.set(alg, await issuerKey(alg, `key-${alg}`));
  stranger = await issuerKey('ES256', 'key-ES256');
});

const own = (alg = 'ES256'): IssuerKey => keys.get(alg) as IssuerKey;
type Part = Readonly<Record<string, unknown>>;

const signed = (change: Part, header?: Part) => () => own().sign({ ...claims, ...change }, header);
const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function documents(): Record<string, unknown> {
  const evil = 'https://evil.example';
  return {
    [jwksUri]: { keys: [...keys.values()].map(({ jwk }) => jwk) },
    [`${evil}/.well-known/oauth-authorization-server`]: { issuer: evil, jwks_uri: `${evil}/keys` },
    [`${evil}/keys`]: { keys: [stranger.jwk] },
    [`${issuer}/.well-known/openid-configuration`]: { issuer, jwks_uri: jwksUri },
  };
}

interface Case {
  readonly what: string;
  readonly token: () => Promise<string>;
  /** Those that refuse it; taken away, all of them, it gets in. */
  readonly by: readonly string[];
  readonly refused: string;
  readonly access?: Access;
  readonly path?: string;
}

const invalid = '401 invalid_token';
const discovering: Access = { issuers: [issuer], scopes: ['orders:read'] };

/** Tokens that are right but for one thing. */
const cases: readonly Case[] = [
  // issuer
  ...(
    [
      ['another tenant of the same server, with the same keys', 'https://login.example/other'],
      ['with a slash at its end', 'https://login.example/'],
      ['without TLS', 'http://login.example'],
      ['in other letters', 'https://LOGIN.example'],
      ['that begins like it', 'https://login.example.evil.example'],
      ['with a port', 'https://login.example:443'],
      ['that holds it', 'https://evil.example/https://login.example'],
      ['with a space', 'https://login.example '],
    ] as const
  ).map(
    ([what, iss]): Case => ({
      what: `an issuer ${what}`,
      token: signed({ iss }),
      by: ['issuer'],
      refused: invalid,
    }),
  ),
  {
    what: 'an issuer that has keys of its own, and says where',
    token: () => stranger.sign({ ...claims, iss: 'https://evil.example' }),
    by: ['issuer'],
    refused: invalid,
    access: discovering,
  },
  // audience
  ...(
    [
      ['another server', 'https://api.example.com'],
      ['another endpoint of this gateway', 'https://mcp.example.com/mcp/acme/invoices'],
      ['the gateway as a whole', 'https://mcp.example.com'],
      ['what the URL begins with', 'https://mcp.example.com/mcp/acme'],
      ['what begins with the URL', `${resource}-archive`],
      ['the same path on another host', 'https://evil.example/mcp/acme/orders'],
      ['the same without TLS', 'http://mcp.example.com/mcp/acme/orders'],
      ['the URL in other letters', 'https://mcp.example.com/mcp/ACME/orders'],
      ['the service, whoever is elected there', 'https://mcp.example.com/mcp/acme/Orders/1.2'],
      ['the same on this machine', 'http://localhost:7777/mcp/acme/orders'],
    ] as const
  ).map(
    ([what, aud]): Case => ({
      what: `an audience: ${what}`,
      token: signed({ aud }),
      by: ['audience'],
      refused: '401 forbidden_audience',
    }),
  ),
  { what: 'no audience', token: signed({ aud: [] }), by: ['audience'], refused: '401 forbidden_audience' },
  {
    what: 'several audiences, none of them this',
    token: signed({ aud: ['a', 'b', `${resource}/`] }),
    by: ['audience'],
    refused: '401 forbidden_audience',
  },
  // algorithm
  ...algorithms
    .filter((alg) => alg !== 'ES256')
    .map(
      (alg): Case => ({
        what: `${alg}, by a key of the server that the manifest does not allow`,
        token: () => own(alg).sign(claims),
        by: ['algorithm'],
        refused: invalid,
      }),
    ),
  // time
  { what: 'expired', token: signed({ exp: now - 11 }), by: ['expiry'], refused: invalid },
  {
    what: 'expired at this moment, leeway included',
    token: signed({ exp: now - 10 }),
    by: ['expiry'],
    refused: invalid,
  },
  { what: 'expired long ago', token: signed({ exp: 1 }), by: ['expiry'], refused: invalid },
  { what: 'expired before there was time', token: signed({ exp: -1 }), by: ['expiry'], refused: invalid },
  {
    what: 'expired, and issued in the future',
    token: signed({ exp: now - 60, iat: now + 60 }),
    by: ['expiry'],
    refused: invalid,
  },
  { what: 'not valid yet', token: signed({ nbf: now + 11 }), by: ['not before'], refused: invalid },
  { what: 'not valid for long', token: signed({ nbf: now + 1e6 }), by: ['not before'], refused: invalid },
  {
    what: 'expired before it was valid',
    token: signed({ nbf: now + 60, exp: now - 60 }),
    by: ['not before', 'expiry'],
    refused: invalid,
  },
  // scope
  ...(
    [
      ['none', { scope: '' }],
      ['another', { scope: 'orders:write' }],
      ['what it begins with', { scope: 'orders' }],
      ['what begins with it', { scope: 'orders:read:all' }],
      ['in other letters', { scope: 'ORDERS:READ' }],
      ['with a comma', { scope: 'orders:read,orders:write' }],
      [
        'in another claim',
        { scope: '', scopes: 'orders:read', permissions: ['orders:read'], roles: ['orders:read'] },
      ],
      ['two in one item of a list', { scope: ['orders:read orders:write'] }],
      ['a tab between two', { scope: 'orders:write\torders:read' }],
    ] as const
  ).map(
    ([what, change]): Case => ({
      what: `a scope: ${what}`,
      token: signed(change),
      by: ['scope'],
      refused: '403 missing_scope',
    }),
  ),
  // type
  ...[
    'dpop+jwt',
    'logout+jwt',
    'secevent+jwt',
    'kb+jwt',
    'JWE',
    'at',
    'application/jwt2',
    'oauth-authz-req+jwt',
  ].map(
    (typ): Case => ({ what: `a type: ${typ}`, token: signed({}, { typ }), by: ['type'], refused: invalid }),
  ),
  // reShapr's own claims
  ...(
    [
      ['that of another endpoint', 'https://mcp.example.com/mcp/acme/invoices'],
      ['the path in other letters', 'https://mcp.example.com/mcp/ACME/orders'],
      ['the id in other letters', 'https://mcp.example.com/mcp/ABCDEFGHIJKLMNOP'],
      ['all of it in other letters', resource.toUpperCase()],
      ['a slash at its end', `${resource}/`],
      ['a query', `${resource}?a=b`],
      ['another port', 'https://mcp.example.com:8443/mcp/acme/orders'],
      ['a user before the host', 'https://user@mcp.example.com/mcp/acme/orders'],
    ] as const
  ).map(
    ([what, resource]): Case => ({
      what: `a resource: ${what}`,
      token: signed({ resource }),
      by: ['resource'],
      refused: '401 forbidden_resource',
    }),
  ),
  {
    what: 'another service',
    token: signed({ serviceId: 's-invoices' }),
    by: ['service'],
    refused: '401 forbidden_service',
  },
  // signature
  {
    what: 'signed by somebody else',
    token: () => stranger.sign(claims),
    by: ['signature'],
    refused: invalid,
  },
  {
    what: 'other claims under the signature',
    token: async () =>
      (await own().sign({ ...claims, sub: 'bob' })).replace(/\.[^.]+\./, `.${encoded(claims)}.`),
    by: ['signature'],
    refused: invalid,
  },
  {
    what: 'no signature',
    token: async () => (await own().sign(claims)).replace(/[^.]+$/, ''),
    by: ['signature'],
    refused: invalid,
  },
  {
    what: 'none',
    token: async () => `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims)}.`,
    by: ['signature', 'algorithm'],
    refused: invalid,
  },
  ...['', 'NONE', 'nOnE'].map(
    (alg): Case => ({
      what: `none, written ${JSON.stringify(alg)}`,
      token: async () => `${encoded({ alg, typ: 'JWT' })}.${encoded(claims)}.`,
      by: alg === '' ? [] : ['signature', 'algorithm'],
      refused: alg === '' ? '401 malformed_token' : invalid,
    }),
  ),
  ...(['pem', 'jwk'] as const).map(
    (form): Case => ({
      what: `HS256 with the public key as ${form}`,
      token: async () => {
        const text = form === 'jwk' ? JSON.stringify(own().jwk) : String(own().jwk.x);
        const content = `${encoded({ alg: 'HS256', kid: 'key-ES256' })}.${encoded(claims)}`;
        return `${content}.${createHmac('sha256', text).update(content).digest('base64url')}`;
      },
      by: ['signature', 'algorithm'],
      refused: invalid,
    }),
  ),
  ...(
    [
      ['brings its key', () => ({ jwk: stranger.jwk })],
      ['says where its key is', () => ({ jku: 'https://evil.example/keys' })],
      ['says where its certificate is', () => ({ x5u: 'https://evil.example/keys' })],
      ['names a key by a path', () => ({ kid: '../../../../dev/null' })],
      ['names a key that there is not', () => ({ kid: 'no-such-key' })],
      ['names no key', () => ({ kid: undefined })],
    ] as const
  ).map(
    ([what, header]): Case => ({
      what: `signed by somebody else, ${what}`,
      token: () => stranger.sign(claims, header()),
      by: ['signature'],
      refused: invalid,
    }),
  ),
  // no tokens at all: nothing takes them, whatever is switched off
  ...(
    [
      ['no subject', signed({ sub: undefined })],
      ['an empty subject', signed({ sub: '' })],
      ['no expiry', signed({ exp: undefined })],
      ['no time of issue', signed({ iat: undefined })],
      ['a list of issuers', () => own().sign({ ...claims, iss: [issuer] } as unknown as JWTPayload)],
      ['one part', async () => 'token'],
      ['five parts, encrypted', async () => 'a.b.c.d.e'],
      ['no JSON', async () => 'e30x.e30x.e30x'],
    ] as const
  ).map(([what, token]): Case => ({ what, token, by: [], refused: '401 malformed_token' })),
];

describe('token confusion', () => {
  it('the token that all of them are made of gets in', async () => {
    const endpoint = tokenEndpoint(access, documents());
    expect(await endpoint.ask(await own().sign(claims))).toBe('allowed');
    expect(await tokenEndpoint(discovering, documents()).ask(await own().sign(claims))).toBe('allowed');
  });

  it.each(cases)('refused: $what', async (each) => {
    const endpoint = tokenEndpoint(each.access ?? access, documents());
    expect(await endpoint.ask(await each.token(), each.path)).toBe(each.refused);
  });

  it.each(cases.filter(({ by }) => by.length > 0))('without $by gets in: $what', async (each) => {
    const endpoint = tokenEndpoint(each.access ?? access, documents(), new Set(each.by));
    expect(await endpoint.ask(await each.token(), each.path)).toBe('allowed');
  });

  it('there are eight cases and more of each class', () => {
    const count = (...names: string[]): number =>
      cases.filter(({ by }) => by.some((name) => names.includes(name))).length;
    for (const names of [
      ['issuer'],
      ['audience'],
      ['algorithm'],
      ['expiry', 'not before'],
      ['scope'],
      ['resource'],
      ['signature'],
    ])
      expect(count(...names), names.join()).toBeGreaterThanOrEqual(8);
  });
});

describe('near misses', () => {
  it.each<[string, Part, Access, string?]>([
    ['one of several audiences', { aud: ['https://api.example.com', resource] }, access],
    ['the URL by the id of the endpoint', { aud: 'https://mcp.example.com/mcp/abcdefghijklmnop' }, access],
    [
      'the URL of the service, which was asked',
      { aud: 'https://mcp.example.com/mcp/acme/Orders/1.2' },
      access,
      '/mcp/acme/Orders/1.2',
    ],
    ['an audience of the manifest', { aud: 'orders' }, { ...access, audiences: ['orders'] }],
    ['no audience, where none is looked at', { aud: undefined }, { ...access, anyAudience: true }],
    ['expired, but for a clock that is a little off', { exp: now - 9 }, access],
    ['valid in a moment, by a clock that is a little off', { nbf: now + 10 }, access],
    ['more scopes than needed', { scope: 'a orders:read b' }, access],
    ['scopes as a list, in scp', { scope: undefined, scp: ['orders:read'] }, access],
    [
      'scheme and host of the resource in other letters',
      { resource: `HTTPS://MCP.example.COM${path}` },
      access,
    ],
    ['the service', { serviceId: 's-abcdefghijklmnop' }, access],
  ])('%s', async (_, change, of, asked) => {
    expect(await tokenEndpoint(of, documents()).ask(await signed(change)(), asked)).toBe('allowed');
  });

  it.each(['JWT', 'jwt', 'at+jwt', 'application/at+jwt', undefined])('type %s', async (typ) => {
    expect(await tokenEndpoint(access, documents()).ask(await own().sign(claims, { typ }))).toBe('allowed');
  });
});

it('a token that was accepted is not when it has expired, nor where another endpoint trusts others', async () => {
  const endpoint = tokenEndpoint(access, documents());
  const token = await own().sign(claims);
  expect(await endpoint.ask(token)).toBe('allowed');
  endpoint.clock.advance(600_000);
  expect(await endpoint.ask(token)).toBe('allowed');
  endpoint.clock.advance(10_000);
  expect(await endpoint.ask(token)).toBe('401 invalid_token');
});

it.each([
  [
    'none',
    undefined,
    '401',
    'Bearer scope="orders:read", resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource/mcp/acme/orders"',
  ],
  [
    'another scheme',
    'Basic YTpi',
    '401',
    'Bearer scope="orders:read", resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource/mcp/acme/orders"',
  ],
  [
    'two',
    'Bearer a.b.c d.e.f',
    '401',
    'Bearer error="invalid_token", error_description="The token is not accepted: it is no bearer token", scope="orders:read", resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource/mcp/acme/orders"',
  ],
])('a token: %s', async (_, authorization, status, header) => {
  const decision = await tokenEndpoint(access, documents()).decide(authorization, path);
  if (decision.type !== 'refused') throw new Error('allowed');
  expect([String(decision.status), decision.headers?.['www-authenticate']]).toEqual([status, header]);
});

it('nobody is refused for good while the keys cannot be read', async () => {
  const token = await own().sign(claims);
  expect(await tokenEndpoint(access, {}).ask(token)).toBe('503 invalid_jwks_uri');
});
