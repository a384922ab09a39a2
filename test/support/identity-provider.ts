import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import { Provider } from 'oidc-provider';
import { exchangeTokens } from './token-exchange.ts';

/** A real authorization server on a port of its own: everybody may log in, and agrees to everything. */
export interface IdentityProvider {
  readonly issuer: string;
  /** A token by client credentials, for a resource and scopes. */
  token(resource: string, scope: string, client?: string): Promise<string>;
  /** Signs claims with the key that the server signs with now: what it would never say, but could. */
  sign(claims: JWTPayload, header?: { readonly typ?: string; readonly kid?: string }): Promise<string>;
  /** Goes through the pages of a login, and gives the URL that it ends at. */
  logIn(authorizationUrl: URL, account: string): Promise<URL>;
  /** Signs with another key from now on, and has no other. */
  rotate(): Promise<void>;
  /** Paths that were asked for. */
  readonly asked: string[];
  stop(): Promise<void>;
}

/** Clients that get tokens for themselves; a subject by its name. */
const machines = ['robot', 'other-robot'];

/** A client that people log in with. Unlike one that registers itself it may ask for any scope later. */
export const application = {
  client_id: 'application',
  application_type: 'native',
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code'],
  response_types: ['code'],
  redirect_uris: ['http://127.0.0.1:1/callback'],
};

/** `clients` are known besides those that are here. */
export async function startIdentityProvider(
  scopes: readonly string[],
  clients: readonly object[] = [],
): Promise<IdentityProvider> {
  const asked: string[] = [];
  let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let key: JWK = {};

  async function rotate(): Promise<void> {
    key = await newKey();
    const provider = new Provider(issuer, configurationOf(key, scopes, clients));
    exchangeTokens(provider, issuer, key);
    const serve = provider.callback();
    handle = (request, response) => {
      if (request.url?.startsWith('/interaction/')) void finishInteraction(provider, request, response);
      else serve(request, response);
    };
  }

  await rotate();
  return {
    issuer,
    asked,
    rotate,
    token: async (resource, scope, client = 'robot') => {
      const body = new URLSearchParams({ grant_type: 'client_credentials', resource, scope });
      const authorization = `Basic ${Buffer.from(`${client}:secret`).toString('base64')}`;
      const answer = await fetch(`${issuer}/token`, { method: 'POST', body, headers: { authorization } });
      const { access_token: token, ...rest } = (await answer.json()) as Record<string, unknown>;
      if (typeof token !== 'string') throw new Error(JSON.stringify(rest));
      return token;
    },
    sign: async (claims, header = {}) => {
      const protectedHeader = { alg: 'ES256', kid: String(key.kid), typ: 'at+jwt', ...header };
      return new SignJWT(claims).setProtectedHeader(protectedHeader).sign(await importJWK(key, 'ES256'));
    },
    logIn: async (authorizationUrl, account) => {
      const url = new URL(authorizationUrl);
      url.searchParams.set('login_hint', account);
      return await followRedirects(url, issuer);
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function newKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: crypto.randomUUID(), alg: 'ES256', use: 'sig' };
}

function configurationOf(key: JWK, scopes: readonly string[], clients: readonly object[]): object {
  return {
    jwks: { keys: [key] },
    clients: [
      application,
      ...clients,
      ...machines.map((client_id) => ({
        client_id,
        client_secret: 'secret',
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
      })),
    ],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    clientBasedCORS: () => true,
    cookies: { keys: ['for-tests-only'] },
    findAccount: (_: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      ClientCredentials: 600,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      RefreshToken: 600,
      Session: 600,
    },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    scopes: ['openid', 'offline_access', ...scopes],
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      registration: { enabled: true },
      resourceIndicators: {
        enabled: true,
        useGrantedResource: () => true,
        getResourceServerInfo: (_: unknown, resource: string) => ({
          scope: scopes.join(' '),
          audience: resource,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  };
}

async function finishInteraction(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    const login = { accountId: params['login_hint'] };
    return provider.interactionFinished(request, response, { login });
  }
  const grant = new provider.Grant({
    accountId: String(session?.accountId),
    clientId: params['client_id'] ?? '',
  });
  const scope = params['scope'] ?? '';
  grant.addOIDCScope(scope);
  grant.addResourceScope(params['resource'] ?? '', scope);
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

/** As a browser does, cookies included, until it would leave the server. */
async function followRedirects(from: URL, issuer: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = from;
  for (let step = 0; step < 20 && url.href.startsWith(issuer); step++) {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`${answer.status} ${await answer.text()}`);
    url = new URL(location, url);
  }
  return url;
}
