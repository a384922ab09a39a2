import { afterEach, describe, expect, it } from 'vitest';
import { planWith, smallTree } from '../../compiler/support/small-tree.ts';
import { type Handler, startBackend } from '../../support/backend-server.ts';
import { serveTree } from '../../support/serve-tree.ts';
import { rpc } from '../mcp/support/send.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** The small tree with these fields in its plan, served by a whole gateway in front of a real backend. */
async function serve(plan: string, handler: Handler) {
  const backend = await startBackend(handler);
  closers.push(() => backend.close());
  const text = planWith(plan).replace('http://localhost:1', backend.origin);
  const gateway = await serveTree({ ...smallTree, 'plan.yaml': text });
  closers.push(() => gateway.stop());
  const call = (name: string, headers: Record<string, string> = {}) =>
    rpc(
      gateway.url('/mcp/acme/Orders/1'),
      { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: {} } },
      headers,
    );
  return { call, seen: backend.seen };
}

/** From the manifest to the wire. */
describe('what a plan says of its backend', () => {
  it('headerPolicy: named headers pass, in both directions, and no other', async () => {
    const policy = `headerPolicy:
  request: { allow: [X-Tenant], rename: [{ from: X-Token, to: Authorization }], deny: [forwarded] }
  response: { allow: [X-Rate] }`;
    const { call, seen } = await serve(policy, (_, response) => {
      response.writeHead(200, { 'x-rate': '9', 'x-inner': 'a', 'set-cookie': 'a=b' }).end('[]');
    });
    const sent = {
      'x-tenant': 't1',
      'x-token': 'Bearer mine',
      authorization: 'Bearer of-the-caller',
      cookie: 'c=1',
    };
    const { headers } = await call('get_orders', sent);
    expect(headers).toMatchObject({ 'x-rate': '9' });
    expect(headers).not.toHaveProperty('x-inner');
    expect(headers).not.toHaveProperty('set-cookie');
    expect(seen[0]?.headers).toMatchObject({ 'x-tenant': 't1', authorization: 'Bearer mine' });
    for (const name of ['x-token', 'cookie', 'forwarded', 'mcp-protocol-version'])
      expect(seen[0]?.headers).not.toHaveProperty(name);
  });

  it('retry: a read is tried again, a write is not', async () => {
    const { call, seen } = await serve('retry: { attempts: 3, backoffMs: 1 }', ({ method }, response) => {
      const isFirst = seen.filter((each) => each.method === method).length === 1;
      response.writeHead(isFirst ? 503 : 200).end('done');
    });
    expect((await call('get_orders')).json).toMatchObject({ result: { content: [{ text: 'done' }] } });
    expect((await call('post_orders')).json).toMatchObject({ result: { isError: true } });
    expect(seen.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST']);
  });

  it.each([
    ['', 2],
    [', per: endpoint', 2],
    [', per: tool', 3],
    [', per: caller', 2],
  ])('rateLimit%s: calls beyond it do not reach the backend', async (per, reached) => {
    const limit = `rateLimit: { calls: 2, periodMs: 600000${per} }`;
    const { call, seen } = await serve(limit, (_, response) => void response.end('[]'));
    await call('get_orders');
    await call('get_orders');
    const refused = await call('get_orders');
    expect(refused.headers).toMatchObject({ 'retry-after': '300' });
    expect(refused.json).toMatchObject({
      result: { isError: true, content: [{ text: expect.stringMatching(/^Rate limit .* in 300 s\.$/) }] },
    });
    await call('post_orders');
    expect(seen).toHaveLength(reached);
  });
});
