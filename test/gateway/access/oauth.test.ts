import {
  Client as SecondClient,
  StreamableHTTPClientTransport as SecondTransport,
} from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { expositionId, planId, serviceId } from '../../../src/snapshot/index.ts';
import { manifest, planWith, smallTree, spec } from '../../compiler/support/small-tree.ts';
import { type BackendServer, startBackend } from '../../support/backend-server.ts';
import { type IdentityProvider, startIdentityProvider } from '../../support/identity-provider.ts';
import { recordingLog } from '../../support/recording-ports.ts';
import { type ServedTree, serveTree } from '../../support/served-tree.ts';
import { rpc, type Sent, send, stateless } from '../mcp/support/send.ts';
import { oauthClient } from './support/oauth-client.ts';

const scopes = ['orders:read', 'orders:write', 'orders:audit'];

/** A tool of Orders that calls one of Stock, on whose endpoint others are let in. */
const scripted = `apiVersion: reshapr.io/v1alpha1
kind: CustomTools
service: { name: Orders, version: "1" }
customTools:
  peek:
    description: What there is in stock
    input: { type: object }
    tools: [{ service: "Stock:1", tool: get_stock }]
    script: 'return rs.callTool("Stock:1", "get_stock", {});'
`;

let identity: IdentityProvider;
let backend: BackendServer;
let gateway: ServedTree;
let endpoint: string;
const log = recordingLog();

beforeAll(async () => {
  identity = await startIdentityProvider(scopes);
  backend = await startBackend((_, response) => response.setHeader('content-type', 'text/plain').end('done'));
  gateway = await serveTree(treeOf(backend.origin, identity.issuer), { log });
  endpoint = gateway.url('orders');
});

afterAll(async () => {
  await gateway.stop();
  await backend.close();
  await identity.stop();
});

function treeOf(origin: string, issuer: string): Record<string, string> {
  const plan = planWith(
    `oauth2Configuration: { authorizationServers: ["${issuer}"], scopes: [orders:read] }\npermissions: { post_orders: [orders:write] }`,
  );
  return {
    ...smallTree,
    'plan.yaml': `${plan.replace('http://localhost:1', origin)}  includedArtifacts: none\n`,
    'tools.yaml': scripted,
    'stock.yaml': spec.replace('Orders', 'Stock').replace('/orders', '/stock'),
    'stock/service.yaml': manifest('Service', 'stock', 'file: ../stock.yaml'),
    'stock/plan.yaml': manifest(
      'ConfigurationPlan',
      'stock',
      `service: { name: Stock, version: "1" }\nbackendEndpoint: ${origin}\noauth2Configuration: { authorizationServers: ["${issuer}"], scopes: [orders:audit] }`,
    ),
    'stock/exposition.yaml': exposed('stock', 'Stock', 'stock'),
    'scripted.yaml': [
      manifest(
        'ConfigurationPlan',
        'scripted',
        `service: { name: Orders, version: "1" }\nbackendEndpoint: ${origin}\noauth2Configuration: { authorizationServers: ["${issuer}"] }`,
      ),
      exposed('scripted', 'Orders', 'scripted'),
    ].join('---\n'),
    'exposition.yaml': `${smallTree['exposition.yaml']}  name: orders\n`,
    'open.yaml': [
      manifest(
        'ConfigurationPlan',
        'open',
        `service: { name: Orders, version: "1" }\nbackendEndpoint: ${origin}\nincludedArtifacts: none`,
      ),
      exposed('open', 'Orders', 'zz-open'),
    ].join('---\n'),
  };
}

function exposed(plan: string, service: string, name: string): string {
  const spec = `service: { name: ${service} }\nconfigurationPlan: ${plan}\ngatewayGroup: default\nname: ${name}`;
  return manifest('Exposition', name, spec);
}

const ordersId = expositionId(planId(serviceId('acme', 'Orders', '1'), 'all'), 'default');

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
const call = (name: string) => ({ jsonrpc: '2.0', id: 2, method: 'tools/call', params: { name } });
const namesIn = ({ json }: Sent): string[] =>
  (json as { result: { tools: { name: string }[] } }).result.tools.map(({ name }) => name);
const challengeOf = ({ headers }: Sent): Record<string, string> =>
  Object.fromEntries(
    [...String(headers['www-authenticate']).matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [
      key,
      value,
    ]),
  );

describe('metadata', () => {
  it.each(['/mcp/acme/orders', '/mcp/acme/Orders/1', `/mcp/${ordersId}`])(
    'of %s is where the refusal says',
    async (path) => {
      const url = new URL(path, endpoint).href;
      const refused = await rpc(url, list);
      expect(refused).toMatchObject({ status: 401, text: '' });
      const said = challengeOf(refused);
      expect(said).toEqual({
        scope: 'orders:read',
        resource_metadata: new URL(`/.well-known/oauth-protected-resource${path}`, endpoint).href,
      });
      const metadata = await send(String(said['resource_metadata']), { method: 'GET' });
      expect(metadata).toMatchObject({ status: 200, headers: { 'access-control-allow-origin': '*' } });
      expect(metadata.json).toEqual({
        resource: url,
        authorization_servers: [identity.issuer],
        scopes_supported: ['orders:read', 'orders:write'],
        bearer_methods_supported: ['header'],
        resource_name: 'Orders MCP server',
      });
    },
  );

  it.each([
    ['/mcp/acme/zz-open', 404],
    ['/mcp/acme/nobody', 404],
    ['/mcp/%zz', 400],
    ['', 404],
  ])('of %j is none: %i', async (path, status) => {
    const url = new URL(`/.well-known/oauth-protected-resource${path}`, endpoint).href;
    expect((await send(url, { method: 'GET' })).status).toBe(status);
  });

  it('is read only, and not under a foreign name', async () => {
    const url = new URL('/.well-known/oauth-protected-resource/mcp/acme/orders', endpoint).href;
    expect((await send(url, {})).status).toBe(405);
    expect((await send(url, { method: 'GET', headers: { host: 'evil.example' } })).status).toBe(403);
  });
});

describe('a token of client credentials', () => {
  it('opens the endpoint that it is for, by each of its URLs that it is for', async () => {
    const token = await identity.token(endpoint, 'orders:read');
    expect(namesIn(await rpc(endpoint, list, bearer(token)))).toEqual(['get_orders']);
    // The service's URL is another resource: whoever is elected there is not always this endpoint.
    const service = new URL('/mcp/acme/Orders/1', endpoint).href;
    expect(namesIn(await rpc(service, list, bearer(token)))).toEqual(['get_orders']);
    const ofService = await identity.token(service, 'orders:read');
    expect((await rpc(service, list, bearer(ofService))).status).toBe(200);
    expect(challengeOf(await rpc(endpoint, list, bearer(ofService)))).toMatchObject({
      error: 'invalid_token',
    });
  });

  it('lists the tools that it may call, in both eras, and calls them', async () => {
    const token = await identity.token(endpoint, 'orders:read orders:write');
    expect(namesIn(await rpc(endpoint, list, bearer(token)))).toEqual(['get_orders', 'post_orders']);
    const reading = await identity.token(endpoint, 'orders:read');
    expect(namesIn(await stateless(endpoint, 'tools/list', {}, bearer(reading)))).toEqual(['get_orders']);
    expect(await rpc(endpoint, call('post_orders'), bearer(token))).toMatchObject({ status: 200 });
  });

  it('that lacks the scope of a tool is asked for it, and goes on with one that has it', async () => {
    const reading = await identity.token(endpoint, 'orders:read');
    const before = backend.seen.length;
    for (const refused of [
      await rpc(endpoint, call('post_orders'), bearer(reading)),
      await stateless(endpoint, 'tools/call', { name: 'post_orders' }, bearer(reading)),
    ]) {
      expect(refused).toMatchObject({ status: 403, json: { error: { code: -32600 } } });
      expect(challengeOf(refused)).toMatchObject({
        error: 'insufficient_scope',
        scope: 'orders:read orders:write',
      });
    }
    expect(backend.seen.length).toBe(before);
    const writing = await identity.token(endpoint, 'orders:read orders:write');
    expect((await rpc(endpoint, call('post_orders'), bearer(writing))).status).toBe(200);
  });

  it('that lacks the scope of the endpoint is asked for it, whatever it wants', async () => {
    const auditing = await identity.token(endpoint, 'orders:audit');
    const refused = await rpc(endpoint, list, bearer(auditing));
    expect(refused.status).toBe(403);
    expect(challengeOf(refused)).toMatchObject({ error: 'insufficient_scope', scope: 'orders:read' });
  });

  it('is taken from its header only', async () => {
    const token = await identity.token(endpoint, 'orders:read');
    expect((await rpc(`${endpoint}?access_token=${token}`, list)).status).toBe(401);
    expect((await rpc(endpoint, list, { authorization: `Basic ${token}` })).status).toBe(401);
    expect((await rpc(endpoint, list, { cookie: `access_token=${token}` })).status).toBe(401);
    expect((await rpc(endpoint, list, { authorization: `bearer ${token}` })).status).toBe(200);
  });

  it('is neither logged nor sent to the backend', async () => {
    const token = await identity.token(endpoint, 'orders:read');
    await rpc(endpoint, call('get_orders'), bearer(token));
    await rpc(endpoint, list, bearer(`${token}x`));
    expect(backend.seen.at(-1)?.headers).not.toHaveProperty('authorization');
    for (const part of token.split('.'))
      expect(JSON.stringify([log.lines, backend.seen])).not.toContain(part);
  });
});

describe('a script that goes to another endpoint', () => {
  it.each([
    ['orders:read', 'Forbidden: the token of the caller does not open get_stock'],
    ['orders:audit', '"content":"done"'],
  ])('with a token for %s is told %s', async (scope, said) => {
    const scriptedUrl = gateway.url('scripted');
    const token = await identity.token(scriptedUrl, scope);
    expect((await rpc(scriptedUrl, call('peek'), bearer(token))).text.replaceAll('\\', '')).toContain(said);
  });
});

describe('a session', () => {
  const initialize = {
    jsonrpc: '2.0',
    id: 0,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 't', version: '1' } },
  };

  it('is its opener’s: another subject finds none, and cannot end it', async () => {
    const [own, other] = [
      await identity.token(endpoint, 'orders:read'),
      await identity.token(endpoint, 'orders:read', 'other-robot'),
    ];
    const opened = await rpc(endpoint, initialize, bearer(own));
    const session = { 'mcp-session-id': String(opened.headers['mcp-session-id']) };
    expect((await rpc(endpoint, list, { ...bearer(other), ...session })).status).toBe(404);
    expect(
      (await send(endpoint, { method: 'DELETE', headers: { ...bearer(other), ...session } })).status,
    ).toBe(404);
    const stream = { accept: 'text/event-stream', ...bearer(other), ...session };
    expect((await send(endpoint, { method: 'GET', headers: stream })).status).toBe(404);
    // The same subject goes on with a newer token.
    const renewed = await identity.token(endpoint, 'orders:read');
    expect((await rpc(endpoint, list, { ...bearer(renewed), ...session })).status).toBe(200);
  });

  it('of an open endpoint is not one of a caller', async () => {
    const opened = await rpc(gateway.url('zz-open'), initialize);
    const session = { 'mcp-session-id': String(opened.headers['mcp-session-id']) };
    const token = await identity.token(endpoint, 'orders:read');
    expect((await rpc(gateway.url('zz-open'), list, session)).status).toBe(200);
    expect((await rpc(endpoint, list, { ...bearer(token), ...session })).status).toBe(404);
  });
});

describe('the first SDK client', () => {
  async function connected(person: ReturnType<typeof oauthClient>) {
    const begin = () =>
      new StreamableHTTPClientTransport(new URL(endpoint), { authProvider: person.provider });
    const client = new Client({ name: 'test', version: '1' });
    const first = begin();
    await expect(client.connect(first)).rejects.toThrow('Unauthorized');
    await first.finishAuth(person.codeOf(await identity.logIn(person.sentTo(), 'alice')));
    const transport = begin();
    await client.connect(transport);
    onTestFinished(() => client.close());
    return { client, transport };
  }
  const listed = async (client: Client) => (await client.listTools()).tools.map(({ name }) => name);

  it('finds out all by itself, registers, logs a person in, lists and calls', async () => {
    const { client } = await connected(oauthClient('new', false));
    expect(await listed(client)).toEqual(['get_orders']);
    expect(await client.callTool({ name: 'get_orders' })).toMatchObject({
      content: [{ type: 'text', text: 'done' }],
    });
  });

  it('asks for more when a tool needs more, and goes on in the same session', async () => {
    const person = oauthClient('known', true);
    const { client, transport } = await connected(person);
    await expect(client.callTool({ name: 'post_orders' })).rejects.toThrow();
    const asked = person.sentTo().searchParams.get('scope')?.split(' ');
    expect(asked).toEqual(expect.arrayContaining(['orders:read', 'orders:write']));
    const session = transport.sessionId;
    await transport.finishAuth(person.codeOf(await identity.logIn(person.sentTo(), 'alice')));
    expect(await listed(client)).toEqual(['get_orders', 'post_orders']);
    expect(await client.callTool({ name: 'post_orders' })).not.toHaveProperty('isError');
    expect(transport.sessionId).toBe(session);
  });
});

it('the second SDK client logs a person in too, and needs no session for it', async () => {
  const person = oauthClient('second', true);
  const begin = () => new SecondTransport(new URL(endpoint), { authProvider: person.provider });
  const connecting = async (transport: SecondTransport) => {
    const client = new SecondClient(
      { name: 'test', version: '1' },
      { versionNegotiation: { mode: { pin: '2026-07-28' } } },
    );
    await client.connect(transport);
    onTestFinished(() => client.close());
    return client;
  };
  const first = begin();
  await expect(connecting(first)).rejects.toThrow();
  await first.finishAuth((await identity.logIn(person.sentTo(), 'alice')).searchParams);
  const client = await connecting(begin());
  expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['get_orders']);
  expect(await client.callTool({ name: 'get_orders' })).toMatchObject({
    content: [{ type: 'text', text: 'done' }],
  });
});

it('an authorization server that signs with another key is followed, and the old key opens nothing', async () => {
  const old = await identity.token(endpoint, 'orders:read');
  expect((await rpc(endpoint, list, bearer(old))).status).toBe(200);
  await identity.rotate();
  const before = identity.asked.filter((path) => path === '/jwks').length;
  const renewed = await identity.token(endpoint, 'orders:read');
  expect((await rpc(endpoint, list, bearer(renewed))).status).toBe(200);
  expect(challengeOf(await rpc(endpoint, list, bearer(old)))).toMatchObject({ error: 'invalid_token' });
  expect((await rpc(endpoint, list, bearer(renewed))).status).toBe(200);
  expect(identity.asked.filter((path) => path === '/jwks').length).toBe(before + 1);
});
