import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { manifest, smallTree } from '../../compiler/support/small-tree.ts';
import { type BackendServer, startBackend } from '../../support/backend-server.ts';
import { freePort } from '../../support/free-port.ts';
import { type IdentityProvider, startIdentityProvider } from '../../support/identity-provider.ts';
import { recordingLog } from '../../support/recording-ports.ts';
import { type ServedTree, serveTree } from '../../support/served-tree.ts';
import { rpc, type Sent, send, stateless, statelessMeta } from '../mcp/support/send.ts';

const scopes = ['orders:read', 'stock:read'];
let identity: IdentityProvider;
let backend: BackendServer;
let gateway: ServedTree;
let origin: string;
const log = recordingLog();
const refused = new Set<string>();

beforeAll(async () => {
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  const client = {
    client_id: 'gateway',
    client_secret: 'marker-client-secret',
    application_type: 'native',
    redirect_uris: [`${origin}/elicitation/callback`],
    grant_types: ['authorization_code'],
    response_types: ['code'],
  };
  identity = await startIdentityProvider(scopes, [client]);
  backend = await startBackend(({ headers }, response) => {
    const key = headers['x-key'] ?? headers.authorization;
    if (refused.has(String(key))) response.writeHead(401).end('not this one');
    else response.setHeader('content-type', 'text/plain').end('done');
  });
  const env = { CLIENT_SECRET: 'marker-client-secret' };
  gateway = await serveTree(treeOf(), { log, env, port });
});

beforeEach(() => refused.clear());

afterAll(async () => {
  await gateway.stop();
  await backend.close();
  await identity.stop();
});

const scripted = `apiVersion: reshapr.io/v1alpha1
kind: CustomTools
service: { name: Orders, version: "1" }
customTools:
  both:
    description: Writes, then reads
    input: { type: object }
    tools: [{ tool: post_orders }, { tool: get_orders }]
    script: 'rs.callTool("post_orders", {}); return rs.callTool("get_orders", {});'
`;

function treeOf(): Record<string, string> {
  const secrets = `secrets:
  - name: form
    useElicitation: true
    tokenHeader: X-Key
  - name: code
    useElicitation: true
    oauth2ClientConfiguration:
      clientId: gateway
      clientSecret: \${env:CLIENT_SECRET}
      authorizationEndpoint: ${identity.issuer}/auth
      tokenEndpoint: ${identity.issuer}/token
      scopes: [stock:read]
      resource: urn:backend:stock`;
  const oauth = `oauth2Configuration: { authorizationServers: ["${identity.issuer}"] }`;
  const endpoint = (name: string, secret: string): Record<string, string> => ({
    [`${name}.yaml`]: [
      manifest(
        'ConfigurationPlan',
        name,
        `service: { name: Orders, version: "1" }\nbackendEndpoint: ${backend.origin}\nbackendSecretRef: ${secret}\n${oauth}`,
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
    'tools.yaml': scripted,
    'secrets.yaml': manifest('SecretSource', 'keys', secrets),
    ...endpoint('form', 'form'),
    ...endpoint('code', 'code'),
  };
}

const bearer = async (endpoint: string, who = 'robot') => ({
  authorization: `Bearer ${await identity.token(gateway.url(endpoint), 'orders:read', who)}`,
});
const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'get_orders' } };
const inSession = async (endpoint: string, who?: string): Promise<Sent> =>
  rpc(gateway.url(endpoint), call, await bearer(endpoint, who));

const withPages = {
  ...statelessMeta,
  'io.modelcontextprotocol/clientCapabilities': { elicitation: { url: {} } },
};

/** One call of 2026-07-28. */
async function ask(endpoint: string, more: object = {}, who = 'robot', name = 'get_orders') {
  const params = { name, _meta: withPages, ...more };
  const { json } = await stateless(gateway.url(endpoint), 'tools/call', params, await bearer(endpoint, who));
  return (json as { result: Record<string, unknown> }).result;
}

/** The page that a caller is sent to. */
async function pageOf(endpoint: string, who?: string): Promise<string> {
  const { json } = await inSession(endpoint, who);
  const { error } = json as { error: { code: number; data: { elicitations: { url: string }[] } } };
  expect(error.code).toBe(-32042);
  return String(error.data.elicitations[0]?.url);
}

const open = (url: string, headers = {}): Promise<Sent> => send(url, { method: 'GET', headers });
const ticketIn = (url: string): string => String(new URL(url).searchParams.get('elicitationId'));

function submit(elicitationId: string, token: string, headers = {}): Promise<Sent> {
  return send(`${origin}/elicitation/complete`, {
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams({ elicitationId, token }).toString(),
  });
}

/** Goes on from the first page to the authorization server, and comes back from it. */
async function logIn(page: string, account: string) {
  const shown = await open(page);
  const [, href = ''] = /href="([^"]+)"/.exec(shown.text) ?? [];
  const onward = await open(new URL(href, origin).href);
  const cookie = String(onward.headers['set-cookie']?.[0]).split(';')[0] ?? '';
  const authorization = new URL(String(onward.headers.location));
  return { shown, onward, cookie, authorization, back: await identity.logIn(authorization, account) };
}

describe('a token that a caller types', () => {
  it('is asked for in a session, presented for this caller, and for nobody else', async () => {
    const page = await pageOf('form');
    expect(page).toMatch(new RegExp(`^${origin}/elicitation/form\\?elicitationId=`));
    const shown = await open(page);
    expect(shown).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    expect(shown.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(shown.text).toContain('to call Orders for you');
    expect(shown.text).toContain('calls of robot');
    const calls = backend.seen.length;
    expect((await submit(ticketIn(page), ' marker-typed-1 ', { origin })).status).toBe(200);
    expect((await inSession('form')).text).toContain('done');
    expect(backend.seen.length).toBe(calls + 1);
    expect(backend.seen.at(-1)?.headers).toMatchObject({ 'x-key': 'marker-typed-1' });
    expect(backend.seen.at(-1)?.headers).not.toHaveProperty('authorization');
    await pageOf('form', 'other-robot');
    expect(backend.seen.length).toBe(calls + 1);
  });

  it('is asked for so that the official client says where to go', async () => {
    const client = await gateway.client('form', await bearer('form', 'other-robot'));
    await expect(client.callTool({ name: 'get_orders' })).rejects.toMatchObject({
      code: -32042,
      data: { elicitations: [{ mode: 'url', url: expect.stringContaining(`${origin}/elicitation/form`) }] },
    });
  });

  it('is asked for again after the backend refused it', async () => {
    refused.add('marker-typed-1');
    expect((await inSession('form')).text).toContain('"isError":true');
    const page = await pageOf('form');
    await submit(ticketIn(page), 'marker-typed-2');
    expect((await inSession('form')).text).toContain('done');
  });

  it('is asked for without a session, and the call is made when it is there', async () => {
    const first = await ask('form', {}, 'other-robot');
    expect(first).toMatchObject({ resultType: 'input_required' });
    const [key, request] =
      Object.entries(first['inputRequests'] as Record<string, { params: { url: string } }>)[0] ?? [];
    const inputResponses = { [String(key)]: { action: 'accept' } };
    // Who only says that they went there is asked again.
    const second = await ask('form', { inputResponses, requestState: first['requestState'] }, 'other-robot');
    expect(second).toMatchObject({ resultType: 'input_required' });
    await submit(ticketIn(String(request?.params.url)), 'marker-typed-3');
    const third = await ask('form', { inputResponses, requestState: second['requestState'] }, 'other-robot');
    expect(third).toMatchObject({ resultType: 'complete', content: [{ text: 'done' }] });
    expect(backend.seen.at(-1)?.headers).toMatchObject({ 'x-key': 'marker-typed-3' });
  });

  it('that the user does not give fails the call', async () => {
    refused.add('marker-typed-3');
    await ask('form', {}, 'other-robot');
    const first = await ask('form', {}, 'other-robot');
    const [key = ''] = Object.keys(first['inputRequests'] as object);
    const inputResponses = { [key]: { action: 'decline' } };
    const declined = await ask(
      'form',
      { inputResponses, requestState: first['requestState'] },
      'other-robot',
    );
    expect(declined).toMatchObject({
      isError: true,
      content: [{ text: 'Orders was not called: it needs a credential of the user, who did not give one.' }],
    });
  });

  it.each<[string, (ticket: string) => Promise<Sent>, number]>([
    ['a ticket that was changed', (ticket) => submit(`${ticket.slice(0, -2)}xx`, 't'), 400],
    ['no ticket', () => submit('', 't'), 400],
    ['no token', (ticket) => submit(ticket, ' '), 400],
    ['a token with a line break', (ticket) => submit(ticket, 'a\r\nx: y'), 400],
    ['a long token', (ticket) => submit(ticket, 'a'.repeat(9_000)), 400],
    ['a form that is too large', (ticket) => submit(ticket, 'a'.repeat(40_000)), 413],
    ['a page of another origin', (ticket) => submit(ticket, 't', { origin: 'https://evil.example' }), 403],
    ['another name of the gateway', (ticket) => submit(ticket, 't', { host: 'evil.example' }), 403],
    ['a link', (ticket) => open(`${origin}/elicitation/complete?elicitationId=${ticket}&token=t`), 405],
    [
      'a page for another way',
      (ticket) => open(`${origin}/elicitation/connect?elicitationId=${ticket}`),
      400,
    ],
    ['no page at all', () => open(`${origin}/elicitation/elsewhere`), 404],
  ])('is not taken from %s', async (_, attempt, status) => {
    const page = await pageOf('form', 'other-robot');
    expect((await attempt(ticketIn(page))).status).toBe(status);
    await pageOf('form', 'other-robot');
  });

  it('is taken once from a page', async () => {
    const page = await pageOf('form', 'other-robot');
    expect((await submit(ticketIn(page), 'first')).status).toBe(200);
    expect((await submit(ticketIn(page), 'second')).status).toBe(400);
    expect((await open(page)).status).toBe(400);
    await inSession('form', 'other-robot');
    expect(backend.seen.at(-1)?.headers).toMatchObject({ 'x-key': 'first' });
  });
});

describe('a token that a caller grants', () => {
  it('is asked for at the authorization server, with PKCE and state', async () => {
    const { shown, onward, authorization, cookie, back } = await logIn(await pageOf('code'), 'alice');
    expect(shown.text).toContain('calls of robot');
    expect(onward.status).toBe(303);
    expect(onward.headers['set-cookie']?.[0]).toContain(
      'Path=/elicitation; Max-Age=600; HttpOnly; SameSite=Lax',
    );
    expect(Object.fromEntries(authorization.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'gateway',
      code_challenge_method: 'S256',
      redirect_uri: `${origin}/elicitation/callback`,
      scope: 'stock:read',
      resource: 'urn:backend:stock',
    });
    const done = await open(back.href, { cookie });
    expect(done).toMatchObject({ status: 200, text: expect.stringContaining('Thank you') });
    expect((await inSession('code')).text).toContain('done');
    const token = String(backend.seen.at(-1)?.headers.authorization).slice('Bearer '.length);
    expect(decodeJwt(token)).toMatchObject({ sub: 'alice', client_id: 'gateway', scope: 'stock:read' });
    // The callback works once.
    expect((await open(back.href, { cookie })).status).toBe(400);
  });

  it.each<[string, (flow: Awaited<ReturnType<typeof logIn>>) => Promise<Sent>]>([
    ['another browser', ({ back }) => open(back.href)],
    [
      'a browser with a cookie of its own',
      ({ back }) => open(back.href, { cookie: 'reshapr-elicitation=x' }),
    ],
    [
      'another state',
      ({ back, cookie }) => {
        back.searchParams.set('state', 'x'.repeat(300));
        return open(back.href, { cookie });
      },
    ],
    [
      'the ticket as state',
      ({ back, cookie, shown }) => {
        const [, ticket = ''] = /elicitationId=([\w-]+)/.exec(shown.text) ?? [];
        back.searchParams.set('state', ticket);
        return open(back.href, { cookie });
      },
    ],
    [
      'a code that is none',
      ({ back, cookie }) => {
        back.searchParams.set('code', 'x');
        return open(back.href, { cookie });
      },
    ],
    [
      'a user who said no',
      ({ back, cookie }) => {
        back.searchParams.delete('code');
        back.searchParams.set('error', 'access_denied');
        return open(back.href, { cookie });
      },
    ],
  ])('is not taken from %s', async (_, attempt) => {
    const flow = await logIn(await pageOf('code', 'other-robot'), 'mallory');
    expect((await attempt(flow)).status).toBe(400);
    await pageOf('code', 'other-robot');
  });
});

it('a script asks for what its tools need before it runs', async () => {
  const calls = backend.seen.length;
  const asked = await ask('code', {}, 'other-robot', 'both');
  expect(asked).toMatchObject({ resultType: 'input_required' });
  expect(backend.seen.length).toBe(calls);
  const requests = Object.values(asked['inputRequests'] as Record<string, { params: { url: string } }>);
  expect(requests).toHaveLength(1);
  const { back, cookie } = await logIn(String(requests[0]?.params.url), 'bob');
  await open(back.href, { cookie });
  expect(await ask('code', {}, 'other-robot', 'both')).toMatchObject({
    content: [{ text: '{"ok":true,"content":"done","error":null}' }],
  });
  expect(backend.seen.length).toBe(calls + 2);
});

it('nothing that was given is logged, nor who gave it', () => {
  const text = JSON.stringify(log.lines);
  expect(text).toContain('a caller gave a credential');
  for (const secret of ['marker-', 'robot', 'alice', 'eyJ']) expect(text).not.toContain(secret);
});
