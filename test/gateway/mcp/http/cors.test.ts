import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corsFor } from '../../../../src/gateway/mcp/http/cors.ts';
import type { ExpositionObject } from '../../../../src/snapshot/index.ts';
import { planWith, smallTree } from '../../../compiler/support/small-tree.ts';
import { type BackendServer, startBackend } from '../../../support/backend-server.ts';
import { type ServedTree, serveTree } from '../../../support/served-tree.ts';
import { acceptBoth, rpc, type Sent, send } from '../support/send.ts';

const exposition = (origins: readonly string[]): ExpositionObject =>
  ({ cors: { origins }, backend: { endpoint: 'http://localhost' } }) as unknown as ExpositionObject;

it.each([
  ['https://app.example.com', 'https://app.example.com', true],
  ['https://app.example.com', 'https://APP.example.com', true],
  ['https://app.example.com', 'http://app.example.com', false],
  ['https://app.example.com', 'https://app.example.com:8443', false],
  ['https://app.example.com', 'https://app.example.com.evil.test', false],
  ['https://*.example.com', 'https://a.example.com', true],
  ['https://*.example.com', 'https://a.b.example.com', true],
  ['https://*.example.com', 'https://example.com', false],
  ['https://*.example.com', 'https://.example.com', false],
  ['https://*.example.com', 'https://evil.test/.example.com', false],
  ['https://*.example.com', 'https://evil.test#.example.com', false],
  ['https://*.example.com', 'https://me@evil.test:1.example.com', false],
  ['https://*.example.com', 'https://a.example.com:8443', false],
  ['https://*.example.com:8443', 'https://a.example.com:8443', true],
  ['*', 'https://anything.test', true],
  ['*', 'null', false],
  ['https://app.example.com', undefined, false],
])('an endpoint for pages of %s lets those of %s call: %s', (pattern, origin, isLetIn) => {
  expect(corsFor(exposition([pattern]), origin) !== undefined).toBe(isLetIn);
});

/** Browsers as they ask, real sockets, a plan that names one origin. */
describe('a page', () => {
  const page = 'https://app.example.com';
  let backend: BackendServer;
  let gateway: ServedTree;
  let closed: ServedTree;
  const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'get_orders' } };
  const ask = (tree: ServedTree, origin: string, headers = 'content-type,x-reshapr-key'): Promise<Sent> =>
    send(tree.url('orders'), {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': headers,
      },
    });

  beforeAll(async () => {
    backend = await startBackend((_, response) => response.setHeader('x-total', '7').end('done'));
    const treeOf = (more: string): Record<string, string> => ({
      ...smallTree,
      'plan.yaml': planWith(`apiKey: { from: "\${env:KEY}" }\n${more}`).replace(
        'http://localhost:1',
        backend.origin,
      ),
      'exposition.yaml': `${smallTree['exposition.yaml']}  name: orders\n`,
    });
    const policy = 'headerPolicy: { request: { allow: [X-Tenant] }, response: { allow: [X-Total] } }';
    const env = { KEY: 'k' };
    gateway = await serveTree(treeOf(`cors: { allowOrigins: ["${page}"] }\n${policy}`), { env });
    closed = await serveTree(treeOf(policy), { env });
  });

  afterAll(async () => {
    await gateway.stop();
    await closed.stop();
    await backend.close();
  });

  it('may ask before it calls, without a key', async () => {
    const wanted =
      'content-type,mcp-session-id,Mcp-Param-Region,x-tenant,x-reshapr-key,authorization,x-other';
    const { status, headers, text } = await ask(gateway, page, wanted);
    expect({ status, text }).toEqual({ status: 204, text: '' });
    expect(headers).toMatchObject({
      'access-control-allow-origin': page,
      'access-control-allow-methods': 'GET, POST, DELETE',
      'access-control-allow-headers':
        'content-type, mcp-session-id, mcp-param-region, x-tenant, x-reshapr-key, authorization',
      'access-control-max-age': '600',
      vary: 'Origin, Access-Control-Request-Headers',
    });
    expect(headers).not.toHaveProperty('access-control-allow-credentials');
  });

  it('may read answers, refusals included, and the headers that clients need', async () => {
    const answered = await rpc(gateway.url('orders'), call, { origin: page, 'x-reshapr-key': 'k' });
    const refused = await rpc(gateway.url('orders'), call, { origin: page });
    const stream = await send(gateway.url('orders'), {
      method: 'GET',
      headers: { ...acceptBoth, origin: page, 'x-reshapr-key': 'k', 'mcp-session-id': 'none' },
    });
    expect([answered.status, refused.status, stream.status]).toEqual([200, 401, 404]);
    for (const { headers } of [answered, refused, stream])
      expect(headers).toMatchObject({
        'access-control-allow-origin': page,
        vary: 'Origin',
        'access-control-expose-headers': expect.stringMatching(
          /^Mcp-Session-Id, WWW-Authenticate, .*, x-total$/,
        ),
      });
    expect(answered.headers['x-total']).toBe('7');
  });

  it.each([
    ['of another origin', () => gateway, 'https://evil.test'],
    ['that hides its origin', () => gateway, 'null'],
    ['of any origin, where the plan names none', () => closed, page],
  ])('%s may neither ask nor call', async (_, tree, origin) => {
    const before = backend.seen.length;
    const asked = await ask(tree(), origin);
    const called = await rpc(tree().url('orders'), call, { origin, 'x-reshapr-key': 'k' });
    for (const { status, headers } of [asked, called]) {
      expect(status).toBe(403);
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
    expect(backend.seen.length).toBe(before);
  });

  it('of the host itself needs no leave, and gets none', async () => {
    const { origin } = new URL(gateway.url(''));
    const called = await rpc(gateway.url('orders'), call, { origin, 'x-reshapr-key': 'k' });
    expect(called.status).toBe(200);
    expect(called.headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('that is let in gets no further by a name that is not the gateway’s', async () => {
    const called = await rpc(gateway.url('orders'), call, {
      origin: page,
      host: 'evil.test',
      'x-reshapr-key': 'k',
    });
    expect(called.status).toBe(403);
  });
});
