import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planWith, smallTree } from '../../compiler/support/small-tree.ts';
import { type BackendServer, startBackend } from '../../support/backend-server.ts';
import { type ServedTree, serveTree } from '../../support/served-tree.ts';
import { rpc, send } from '../mcp/support/send.ts';

const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'get_orders' } };
const oauth = 'oauth2Configuration: { authorizationServers: ["http://127.0.0.1:1"] }';

/** What a gateway believes of whom it is told, with a proxy that is trusted and without. */
describe.each([
  ['trusted', [['127.0.0.1', 32]]],
  ['not trusted', []],
] as const)('behind a proxy that is %s', (trust, trustedProxies) => {
  let backend: BackendServer;
  let limited: ServedTree;
  let guarded: ServedTree;
  const isTrusted = trust === 'trusted';

  beforeAll(async () => {
    backend = await startBackend((_, response) => response.end('done'));
    const treeOf = (more: string): Record<string, string> => ({
      ...smallTree,
      'plan.yaml': planWith(more).replace('http://localhost:1', backend.origin),
      'exposition.yaml': `${smallTree['exposition.yaml']}  name: orders\n`,
    });
    const config = { trustedProxies, fqdns: ['mcp.example.com', 'localhost:7777'] };
    limited = await serveTree(treeOf('rateLimit: { calls: 1, periodMs: 600000, per: caller }'), { config });
    guarded = await serveTree(treeOf(oauth), { config });
  });

  afterAll(async () => {
    await limited.stop();
    await guarded.stop();
    await backend.close();
  });

  it('limits rates by the address of the client', async () => {
    const asked = async (address: string): Promise<boolean> => {
      const { json } = await rpc(limited.url('orders'), call, { 'x-forwarded-for': address });
      return !JSON.stringify(json).includes('Rate limit exceeded');
    };
    expect(await asked('203.0.113.1')).toBe(true);
    expect(await asked('203.0.113.1')).toBe(false);
    expect(await asked('203.0.113.2')).toBe(isTrusted);
    // And a backend hears of both, the client and the proxy.
    expect(backend.seen.at(-1)?.headers['x-forwarded-for']).toBe(
      isTrusted ? '203.0.113.2, 127.0.0.1' : '203.0.113.1, 127.0.0.1',
    );
  });

  it.each([
    [{ host: 'mcp.example.com' }, 'https://mcp.example.com'],
    [{ host: 'localhost:7777' }, 'http://localhost:7777'],
    [
      { host: 'localhost:7777', 'x-forwarded-proto': 'https' },
      'https://localhost:7777',
      'http://localhost:7777',
    ],
    [
      { host: 'mcp.example.com', 'x-forwarded-host': 'localhost:7777', 'x-forwarded-proto': 'http' },
      'http://localhost:7777',
      'https://mcp.example.com',
    ],
  ])(
    'the URL of an endpoint, asked with %j, begins with %s',
    async (headers, believed, otherwise = believed) => {
      const all = { 'x-forwarded-for': '203.0.113.1', ...headers };
      const origin = isTrusted ? believed : otherwise;
      const url = guarded.url('orders');
      const metadata = await send(url.replace('/mcp/', '/.well-known/oauth-protected-resource/mcp/'), {
        method: 'GET',
        headers: all,
      });
      expect(metadata.json).toMatchObject({ resource: `${origin}/mcp/acme/orders` });
      const refused = await rpc(url, call, all);
      expect(refused.headers['www-authenticate']).toContain(
        `resource_metadata="${origin}/.well-known/oauth-protected-resource/mcp/acme/orders"`,
      );
    },
  );

  it('answers only to its own names, by whichever header they come', async () => {
    const status = async (headers: Record<string, string>): Promise<number> =>
      (await rpc(limited.url('orders'), { jsonrpc: '2.0', id: 1, method: 'ping' }, headers)).status;
    const far = { 'x-forwarded-for': '203.0.113.1' };
    expect(await status({ ...far, host: 'evil.example' })).toBe(403);
    expect(await status({ ...far, host: 'mcp.example.com', 'x-forwarded-host': 'evil.example' })).toBe(
      isTrusted ? 403 : 200,
    );
    expect(await status({ ...far, host: 'pod-17:7777', 'x-forwarded-host': 'mcp.example.com' })).toBe(
      isTrusted ? 200 : 403,
    );
  });
});
