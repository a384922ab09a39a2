import { expect, it } from 'vitest';
import type { Access } from '../../../src/gateway/mcp/access.ts';
import type { FakeEndpoint } from '../mcp/support/fake-surfaces.ts';
import { beginSession as beginOpenSession, rpc, type Sent, send } from '../mcp/support/send.ts';
import { testGateway } from '../mcp/support/test-gateway.ts';

const tokens = { issuers: ['https://login.example'] };
const orders: FakeEndpoint = { id: 'abcdefghijklmnop', name: 'orders', tools: [{ name: 'get' }], tokens };
const invoices: FakeEndpoint = { id: 'qrstuvwxyz234567', name: 'invoices', tools: [{ name: 'get' }], tokens };

/** Knows callers by a header, as the token check does by a token; `owner` is what a session is bound by. */
const callers =
  (owner: (name: string) => string): Access =>
  ({ headers }) => {
    const name = String(headers['x-caller']);
    const grant = {
      owner: owner(name),
      issuer: 'https://login.example',
      scopes: new Set<string>(),
      expiresAt: Number.POSITIVE_INFINITY,
      subject: 'somebody',
      demand: () => ({}),
      origin: () => 'https://mcp.example.com',
    };
    return { type: 'allowed', grant };
  };
const bound = callers((name) => name);
/** As it would be without the defence. */
const unbound = callers(() => 'anybody');

const initialize = {
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion: '2025-03-26', capabilities: {}, clientInfo: { name: 't', version: '1' } },
};
const request = (method: string, params: object = {}) => ({ jsonrpc: '2.0', id: 1, method, params });

/** What somebody could want of another's session. */
const attempts: [
  what: string,
  attempt: (url: string, headers: Record<string, string>) => Promise<Sent>,
  status: number,
][] = [
  ['lists', (url, headers) => rpc(url, request('tools/list'), headers), 200],
  ['calls', (url, headers) => rpc(url, request('tools/call', { name: 'get' }), headers), 200],
  ['pings', (url, headers) => rpc(url, request('ping'), headers), 200],
  ['asks for what there is not', (url, headers) => rpc(url, request('sampling/create'), headers), 200],
  [
    'says that it is initialized',
    (url, headers) => rpc(url, { jsonrpc: '2.0', method: 'notifications/initialized' }, headers),
    202,
  ],
  [
    'cancels a call',
    (url, headers) =>
      rpc(url, { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } }, headers),
    202,
  ],
  ['sends a batch', (url, headers) => rpc(url, [request('ping')], headers), 200],
  ['ends it', (url, headers) => send(url, { method: 'DELETE', headers }), 204],
];

async function opened(access: Access) {
  const gateway = await testGateway([orders, invoices], { access });
  const url = gateway.url('/mcp/acme/orders');
  const { headers } = await rpc(url, initialize, { 'x-caller': 'alice' });
  return { gateway, url, session: String(headers['mcp-session-id']) };
}

it.each(attempts)('in the session of another nobody %s', async (_, attempt, status) => {
  const { url, session } = await opened(bound);
  const headers = { 'mcp-session-id': session, 'mcp-protocol-version': '2025-03-26' };
  expect((await attempt(url, { ...headers, 'x-caller': 'mallory' })).status).toBe(404);
  expect((await attempt(url, { ...headers, 'x-caller': 'alice' })).status).toBe(status);
});

it.each(attempts)(
  'if sessions were not bound, in the session of another somebody %s',
  async (_, attempt, status) => {
    const { url, session } = await opened(unbound);
    const headers = {
      'mcp-session-id': session,
      'mcp-protocol-version': '2025-03-26',
      'x-caller': 'mallory',
    };
    expect((await attempt(url, headers)).status).toBe(status);
  },
);

it('who is given a session that somebody else opened does not go on in it', async () => {
  const { url, session } = await opened(bound);
  // Mallory has alice use the session that mallory opened.
  const trap = await rpc(url, initialize, { 'x-caller': 'mallory' });
  const fixed = { 'mcp-session-id': String(trap.headers['mcp-session-id']), 'x-caller': 'alice' };
  expect((await rpc(url, request('tools/list'), fixed)).status).toBe(404);
  // A session that is asked for with an id of the client's choice gets another one.
  const chosen = await rpc(url, initialize, { 'x-caller': 'alice', 'mcp-session-id': session });
  expect(String(chosen.headers['mcp-session-id'])).not.toBe(session);
});

it.each<[string, (session: string) => string]>([
  ['made up', () => 'AAAA'],
  ['of another endpoint', (session) => session],
  ['with a byte changed', (session) => session.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
  ['cut short', (session) => session.slice(0, -4)],
  ['with more behind it', (session) => `${session}AAAA`],
  ['with the owner in clear behind it', (session) => session + Buffer.from('\nalice').toString('base64url')],
  ['twice', (session) => `${session}, ${session}`],
  ['empty', () => ''],
])('an id that is %s opens nothing', async (what, change) => {
  const { gateway, url, session } = await opened(bound);
  const asked = what === 'of another endpoint' ? gateway.url('/mcp/acme/invoices') : url;
  const headers = { 'mcp-session-id': change(session), 'x-caller': 'alice' };
  expect((await rpc(asked, request('tools/list'), headers)).status).toBe(404);
});

it('a session from before tokens were asked for is nobody’s', async () => {
  const { tokens: _, ...open } = orders;
  const gateway = await testGateway([open], {
    access: (asked, surface) => (surface.access === undefined ? { type: 'allowed' } : bound(asked, surface)),
  });
  const url = gateway.url('/mcp/acme/orders');
  const session = { 'mcp-session-id': await beginOpenSession(url) };
  expect((await rpc(url, request('tools/list'), session)).status).toBe(200);
  gateway.surfaces.swap([orders]);
  expect((await rpc(url, request('tools/list'), { ...session, 'x-caller': 'alice' })).status).toBe(404);
});
