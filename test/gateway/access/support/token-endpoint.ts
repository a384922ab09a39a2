import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import { tokenCheck } from '../../../../src/gateway/access/check-token.ts';
import { headDefences, tokenDefences } from '../../../../src/gateway/access/defences.ts';
import { endpointUrls } from '../../../../src/gateway/access/endpoint-urls.ts';
import type { FetchJson } from '../../../../src/gateway/access/keys/fetch-json.ts';
import { keySources } from '../../../../src/gateway/access/keys/key-sources.ts';
import { type TokenVerifier, tokenVerifier } from '../../../../src/gateway/access/verify-token.ts';
import type { AccessDecision } from '../../../../src/gateway/mcp/access.ts';
import { silentLog } from '../../../../src/kernel/index.ts';
import { type AccessObject, tokenAlgorithms } from '../../../../src/snapshot/index.ts';
import { fakeSurface } from '../../mcp/support/fake-surfaces.ts';
import { type ManualClock, manualClock } from '../../mcp/support/manual-clock.ts';

export type Access = Omit<AccessObject, 'format'>;

/** A key pair of an authorization server, by the id that its tokens name. */
export interface IssuerKey {
  readonly jwk: JWK;
  sign(claims: JWTPayload, header?: Readonly<Record<string, unknown>>): Promise<string>;
}

export async function issuerKey(alg: string, kid: string): Promise<IssuerKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid };
  return {
    jwk,
    sign: (claims, header = {}) =>
      new SignJWT(claims).setProtectedHeader({ alg, kid, typ: 'at+jwt', ...header }).sign(privateKey),
  };
}

export const path = '/mcp/acme/orders';
export const resource = `https://mcp.example.com${path}`;
export const now = 1_800_000_000;

/** A defence that a test takes away, as a bug would; besides those of the tables of defences. */
type Off = ReadonlySet<string>;

export interface TokenEndpoint {
  readonly clock: ManualClock;
  /** `allowed`, or the reason of the refusal with its status. */
  ask(token: string | undefined, asked?: string): Promise<string>;
  decide(authorization: string | undefined, asked?: string): Promise<AccessDecision>;
}

/** One endpoint that asks for tokens, with documents of authorization servers by their URLs. */
export function tokenEndpoint(
  access: Access,
  documents: Readonly<Record<string, unknown>>,
  off: Off = new Set(),
): TokenEndpoint {
  const clock = manualClock(now * 1000);
  const fetchJson: FetchJson = async (url) => {
    if (!Object.hasOwn(documents, url)) throw new Error('status 404');
    return documents[url];
  };
  const { scopes, ...rest } = access;
  const asked: Access = {
    ...rest,
    ...(scopes !== undefined && !off.has('scope') && { scopes }),
    ...(off.has('algorithm') && { algorithms: [...tokenAlgorithms] }),
  };
  const sources = keySources({ fetchJson, clock, log: silentLog });
  const checked = tokenVerifier(
    sources,
    headDefences.filter(({ name }) => !off.has(name)),
  );
  const reasons: string[] = [];
  const check = tokenCheck({
    verifier: off.has('signature') ? careless(sources) : checked,
    defences: tokenDefences.filter(({ name }) => !off.has(name)),
    urlsOf: endpointUrls(['mcp.example.com']),
    clock,
    refusals: { note: (reason) => reasons.push(reason) },
  });
  const surface = fakeSurface({ id: 'abcdefghijklmnop', name: 'orders', tokens: asked, tools: [] });
  const decide: TokenEndpoint['decide'] = async (authorization, at = path) => {
    const headers = { host: 'mcp.example.com', ...(authorization !== undefined && { authorization }) };
    if (surface.access === undefined) throw new Error('no access');
    return await check({ headers, path: at }, surface, surface.access);
  };
  return {
    clock,
    decide,
    ask: async (token, at) => {
      const decision = await decide(token === undefined ? undefined : `Bearer ${token}`, at);
      return decision.type === 'allowed' ? 'allowed' : `${decision.status} ${reasons.at(-1)}`;
    },
  };
}

/** Believes what a token says of itself, whoever signed it. */
function careless(sources: ReturnType<typeof keySources>): TokenVerifier {
  const believing = tokenVerifier((access, issuer) => {
    const source = sources(access, issuer);
    return {
      ...source,
      get: async () => {
        const keys = await source.get();
        return (
          keys && {
            ...keys,
            verify: async (token) => ({
              type: 'signed',
              payload: Buffer.from(token.split('.')[1] ?? '', 'base64url'),
            }),
          }
        );
      },
    };
  }, []);
  return believing;
}
