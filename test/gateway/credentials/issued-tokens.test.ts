import { decodeJwt, type JWTPayload } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { manifest, planWith, smallTree } from '../../compiler/support/small-tree.ts';
import { type BackendServer, startBackend } from '../../support/backend-server.ts';
import { type IdentityProvider, startIdentityProvider } from '../../support/identity-provider.ts';
import { recordingLog } from '../../support/recording-ports.ts';
import { type ServedTree, serveTree } from '../../support/served-tree.ts';
import { rpc } from '../mcp/support/send.ts';

const scopes = ['orders:read', 'orders:write', 'stock:read'];
const machine = {
  client_id: 'gateway',
  client_secret: 'marker-client-secret',
  grant_types: ['client_credentials', 'urn:ietf:params:oauth:grant-type:token-exchange'],
  redirect_uris: [],
  response_types: [],
};

let identity: IdentityProvider;
let backend: BackendServer;
let gateway: ServedTree;
const log = recordingLog();
const refused = new Set<string>();

beforeAll(async () => {
  identity = await startIdentityProvider(scopes, [machine]);
  backend = await startBackend(({ headers }, response) => {
    const token = headers.authorization?.slice('Bearer '.length) ?? '';
    if (refused.has(token)) response.writeHead(401).end('not this one');
    else response.setHeader('content-type', 'text/plain').end('done');
  });
  gateway = await serveTree(treeOf(), { log, env: { CLIENT_SECRET: 'marker-client-secret' } });
});

beforeEach(() => refused.clear());

afterAll(async () => {
  await gateway.stop();
  await backend.close();
  await identity.stop();
});

function treeOf(): Record<string, string> {
  const client = `clientId: gateway\n      clientSecret: \${env:CLIENT_SECRET}\n      tokenEndpoint: ${identity.issuer}/token`;
  const secrets = `secrets:
  - name: own
    oauth2ClientConfiguration:
      ${client}
      scopes: [stock:read]
      resource: urn:backend:stock
  - name: exchanged
    authMethod: OAUTH2_TOKEN_EXCHANGE
    tokenHeader: X-Backend-Token
    oauth2ClientConfiguration:
      ${client}
      scopes: [stock:read]
      audience: urn:backend:stock
  - name: nowhere
    authMethod: OAUTH2_TOKEN_EXCHANGE
    oauth2ClientConfiguration:
      ${client}
      audience: elsewhere`;
  const oauth = `oauth2Configuration: { authorizationServers: ["${identity.issuer}"], scopes: [orders:read] }`;
  const endpoint = (name: string, secret: string, access: string): Record<string, string> => ({
    [`${name}.yaml`]: [
      manifest(
        'ConfigurationPlan',
        name,
        `service: { name: Orders, version: "1" }\nbackendEndpoint: ${backend.origin}\nbackendSecretRef: ${secret}\n${access}`,
      ),
      manifest(
        'Exposition',
        name,
        `service: { name: Orders }\nconfigurationPlan: ${name}\ngatewayGroup: default\nname: ${name}`,
      ),
    ].join('---\n'),
  });
  return {
    ...smallTree,
    'plan.yaml': planWith('includedArtifacts: none'),
    'secrets.yaml': manifest('SecretSource', 'keys', secrets),
    ...endpoint('own', 'own', 'apiKey: false'),
    ...endpoint('exchanged', 'exchanged', oauth),
    ...endpoint('nowhere', 'nowhere', oauth),
  };
}

const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'get_orders' } };
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const requests = (): number => identity.asked.filter((path) => path === '/token').length;

/** The last token that the backend was presented. */
function presented(header = 'authorization'): { token: string; claims: JWTPayload } {
  const token = String(backend.seen.at(-1)?.headers[header]).replace(/^Bearer /, '');
  return { token, claims: decodeJwt(token) };
}

describe('client credentials', () => {
  it('are one token for all calls, also for those that come at once', async () => {
    const before = requests();
    const url = gateway.url('own');
    const answers = await Promise.all([rpc(url, call), rpc(url, call), rpc(url, call)]);
    for (const { text } of answers) expect(text).toContain('done');
    await rpc(url, call);
    expect(requests()).toBe(before + 1);
    expect(presented().claims).toMatchObject({
      client_id: 'gateway',
      aud: 'urn:backend:stock',
      scope: 'stock:read',
    });
  });

  it('are asked for once more when the backend refuses the token, and the call is made with the new one', async () => {
    await rpc(gateway.url('own'), call);
    const { token } = presented();
    refused.add(token);
    const before = requests();
    expect((await rpc(gateway.url('own'), call)).text).toContain('done');
    expect(presented().token).not.toBe(token);
    expect(requests()).toBe(before + 1);
    // A backend that refuses that one too is not asked a third time.
    refused.add(presented().token);
    const calls = backend.seen.length;
    expect((await rpc(gateway.url('own'), call)).text).toContain('"isError":true');
    expect([requests(), backend.seen.length]).toEqual([before + 1, calls + 1]);
  });
});

describe('a token exchange', () => {
  it('gives the backend a token of the caller, and none that the caller presented', async () => {
    const url = gateway.url('exchanged');
    const token = await identity.token(url, 'orders:read');
    const before = requests();
    expect((await rpc(url, call, bearer(token))).text).toContain('done');
    expect(presented('x-backend-token').claims).toMatchObject({
      sub: 'robot',
      aud: 'urn:backend:stock',
      scope: 'stock:read',
    });
    expect(backend.seen.at(-1)?.headers).not.toHaveProperty('authorization');
    await rpc(url, call, bearer(token));
    // A newer token of the same caller that allows the same.
    const renewed = await identity.token(url, 'orders:read');
    await rpc(url, call, bearer(renewed));
    expect(requests()).toBe(before + 2);
  });

  it('is made for each caller, and for what their token allows', async () => {
    const url = gateway.url('exchanged');
    const [one, wider, other] = [
      await identity.token(url, 'orders:read'),
      await identity.token(url, 'orders:read orders:write'),
      await identity.token(url, 'orders:read', 'other-robot'),
    ];
    const seen: string[] = [];
    for (const token of [one, wider, other]) {
      await rpc(url, call, bearer(token));
      const { token: given, claims } = presented('x-backend-token');
      seen.push(`${claims.sub} ${given}`);
    }
    expect(new Set(seen).size).toBe(3);
    expect(seen.map((each) => each.split(' ')[0])).toEqual(['robot', 'robot', 'other-robot']);
  });

  it('that the authorization server refuses is a failed call, which never reaches the backend', async () => {
    const url = gateway.url('nowhere');
    const token = await identity.token(url, 'orders:read');
    const calls = backend.seen.length;
    const { text } = await rpc(url, call, bearer(token));
    expect(text).toContain('"isError":true');
    expect(text).toContain(
      "there is no token for secret 'nowhere': the authorization server answered 400 invalid_target",
    );
    expect(backend.seen.length).toBe(calls);
  });
});

it('no token and no secret is logged', async () => {
  const url = gateway.url('exchanged');
  const token = await identity.token(url, 'orders:read');
  await rpc(url, call, bearer(token));
  const signatures = [token, presented('x-backend-token').token].map((each) => each.split('.')[2]);
  const text = JSON.stringify(log.lines);
  for (const secret of ['marker-client-secret', ...signatures]) expect(text).not.toContain(secret);
});
