import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shopTree } from '../../compiler/support/shop-tree.ts';
import { manifest, smallTree } from '../../compiler/support/small-tree.ts';
import { type BackendServer, startBackend } from '../../support/backend-server.ts';
import { type ServedTree, serveTree } from '../../support/served-tree.ts';

const stockSpec = `openapi: 3.1.0
info: { title: Stock, version: "2:b" }
paths:
  /stock/{id}:
    get:
      description: How many there are.
      parameters: [{ name: id, in: path, required: true, description: Which., schema: { type: integer } }]
      responses: { "200": { description: ok } }
`;

/** A scripted tool whose arguments are free. */
function script(name: string, body: string, tools = '[{ tool: get_orders }, { tool: post_orders }]'): string {
  const lines = body.trim().replace(/^/gm, '    ');
  const input = 'input: { type: object, additionalProperties: true }';
  return `${name}:\n  description: Runs ${name}.\n  ${input}\n  tools: ${tools}\n  script: |\n${lines}\n`;
}

const tools = [
  script(
    'spent',
    `const orders = rs.callTool('get_orders', { customer: input.who }).content;
const other = rs.callTool('Stock:2:b', 'get_stock_id', { id: orders[0].id });
return { first: orders[0].id, stock: other };`,
    '[{ tool: get_orders }, { service: "Stock:2:b", tool: get_stock_id }]',
  ),
  script(
    'calls',
    `return input.calls.map((c) => rs.callTool(...c));`,
    '[{ tool: get_orders }, { tool: post_orders }, { service: "Stock:2:b", tool: get_stock_id }, { tool: filtered }]',
  ),
  script(
    'beside',
    `return rs.awaitPromises(input.ids.map((id) => rs.callToolAsync('Stock:2:b', 'get_stock_id', { id }))).map((r) => r.content.id);`,
    '[{ service: "Stock:2:b", tool: get_stock_id }]',
  ),
  script(
    'deeper',
    `if (input.n === 0) return 'bottom';\nconst { ok, content, error } = rs.callTool('deeper', { n: input.n - 1 });\nreturn { ok, content, error };`,
    '[{ tool: deeper }]',
  ),
  script('busy', `while (true) {}`, '[]'),
  script('patient', `rs.callTool('get_orders', { customer: 'slow' }); return 1;`),
  script('failing', `rs.fail('no such customer', { who: input.who }); return 1;`, '[]'),
  script('throwing', `throw new Error('boom');`, '[]'),
  script('filtered', `return { a: 1, b: null, c: [] };`, '[]'),
  script('typed', `return input.n * 2;`, '[]').replace(
    'additionalProperties: true',
    'required: [n], properties: { n: { type: integer, description: A number. } }',
  ),
].join('');

const filters = 'filtered: { compact: true, convertToToon: true }\nget_orders: { jsonRetain: [/id] }\n';

describe('scripts on a gateway', () => {
  let backend: BackendServer;
  let served: ServedTree;
  let client: Client;
  let release: (() => void)[] = [];

  beforeAll(async () => {
    backend = await startBackend(({ target, method }, response) => {
      const json = (body: unknown, status = 200): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      };
      const [, id] = /^\/stock\/(\d+)/.exec(target) ?? [];
      if (id !== undefined) return json({ id: Number(id), left: 3 });
      if (method === 'POST') return json({ reason: 'closed' }, 409);
      if (target.includes('slow')) return void release.push(() => json([]));
      if (target.includes('broken')) return json({ id: 1, trace: 'x' }, 500);
      return json([{ id: 7, note: 'x' }, { id: 8 }]);
    });
    const at = (name: string, version: string): string =>
      `service: { name: ${name}, version: ${version} }\nbackendEndpoint: ${backend.origin}`;
    const exposition = (name: string, service: string): string =>
      manifest(
        'Exposition',
        name,
        `service: { name: ${service} }\nconfigurationPlan: ${name}\ngatewayGroup: default\nname: ${name}`,
      );
    served = await serveTree({
      ...smallTree,
      ...shopTree({ tools, filters }),
      'exposition.yaml': exposition('orders', 'Orders'),
      'plan.yaml': manifest('ConfigurationPlan', 'orders', at('Orders', '"1"')),
      'stock/service.yaml': manifest('Service', 'stock', 'file: stock.yaml'),
      'stock/stock.yaml': stockSpec,
      'stock/plan.yaml': manifest('ConfigurationPlan', 'stock', at('Stock', '"2:b"')),
      'stock/exposition.yaml': exposition('stock', 'Stock'),
    });
    client = await served.client('orders');
  });

  afterAll(async () => {
    for (const answer of release) answer();
    release = [];
    await served?.stop();
    await backend?.close();
  });

  async function run(
    name: string,
    args: Record<string, unknown> = {},
  ): Promise<{ error: boolean; text: string }> {
    const { content, isError = false } = await client.callTool({ name, arguments: args });
    const [part] = content as { text: string }[];
    return { error: isError === true, text: part?.text ?? '' };
  }

  async function value(name: string, args: Record<string, unknown> = {}): Promise<unknown> {
    const { error, text } = await run(name, args);
    expect({ error, text }).toMatchObject({ error: false });
    return JSON.parse(text);
  }

  it('call tools of their own endpoint and of the endpoint of another service', async () => {
    expect(await value('spent', { who: 'ann' })).toEqual({
      first: 7,
      stock: { ok: true, content: { id: 7, left: 3 }, error: null },
    });
    expect(backend.seen.map(({ target }) => target)).toEqual(['/orders?customer=ann', '/stock/7']);
  });

  const notAllowed = (tool: string) => ({
    ok: false,
    content: null,
    error: { code: -32602, message: `Tool not allowed: ${tool}. The script does not declare it under tools` },
  });

  it.each<[what: string, call: unknown[], result: unknown]>([
    [
      'an answer, as JSON and filtered',
      ['get_orders', { customer: 'ann' }],
      { ok: true, content: [{ id: 7 }, { id: 8 }], error: null },
    ],
    [
      'an answer that is an error',
      ['post_orders', { customer: 'ann' }],
      { ok: false, content: { reason: 'closed' }, error: null },
    ],
    [
      'an error, filtered too',
      ['get_orders', { customer: 'broken' }],
      { ok: false, content: { id: 1 }, error: null },
    ],
    ['the text of a filter', ['filtered', {}], { ok: true, content: 'a: 1', error: null }],
    [
      'arguments that do not fit',
      ['get_orders', { customr: 'ann' }],
      {
        ok: false,
        content: expect.stringMatching(/customer is required[\s\S]*customr is not known here/),
        error: null,
      },
    ],
    [
      'no arguments',
      ['get_orders'],
      { ok: false, content: expect.stringContaining('customer is required'), error: null },
    ],
    [
      'another service',
      ['Stock:2:b', 'get_stock_id', { id: 1 }],
      { ok: true, content: { id: 1, left: 3 }, error: null },
    ],
    [
      'the service by name',
      ['Orders:1', 'get_orders', { customer: 'ann' }],
      { ok: true, content: [{ id: 7 }, { id: 8 }], error: null },
    ],
    ['a tool that is not declared', ['busy', {}], notAllowed('busy')],
    ['itself, not declared', ['calls', {}], notAllowed('calls')],
    ['an operation', ['GET /orders', { customer: 'ann' }], notAllowed('GET /orders')],
    ['a tool of another service as its own', ['get_stock_id', { id: 1 }], notAllowed('get_stock_id')],
    [
      'its own tool as one of another service',
      ['Stock:2:b', 'get_orders', { customer: 'ann' }],
      notAllowed('get_orders'),
    ],
    ['a service that does not exist', ['Nothing:1', 'get_orders', {}], notAllowed('get_orders')],
    [
      'a service without a version',
      ['Stock', 'get_stock_id', {}],
      { ok: false, content: null, error: { code: -32602, message: 'Unknown service: Stock' } },
    ],
    [
      'parameters that are a list',
      ['get_orders', [1]],
      { ok: false, content: null, error: { code: -32602, message: 'parameters must be an object' } },
    ],
    [
      'a name that is no text',
      [7, {}],
      { ok: false, content: null, error: { code: -32602, message: 'the name of a tool must be a text' } },
    ],
  ])('see of %s', async (_, call, result) => {
    expect(await value('calls', { calls: [call] })).toEqual([result]);
  });

  it('call ten tools and no more', async () => {
    const calls = Array.from({ length: 12 }, (_, id) => ['Stock:2:b', 'get_stock_id', { id }]);
    const results = (await value('calls', { calls })) as { ok: boolean; error: unknown }[];
    expect(results.map(({ ok }) => ok)).toEqual([...Array.from({ length: 10 }, () => true), false, false]);
    expect(results.at(-1)).toEqual({
      ok: false,
      content: null,
      error: { code: -32600, message: 'Call budget exceeded: a run may call 10 tools' },
    });
  });

  it('call tools beside each other, and get results in their order', async () => {
    expect(await value('beside', { ids: [5, 3, 9] })).toEqual([5, 3, 9]);
  });

  it('call scripts, five deep', async () => {
    const nest = (levels: number, bottom: unknown): unknown =>
      levels === 0 ? bottom : { ok: true, content: nest(levels - 1, bottom), error: null };
    expect(await value('deeper', { n: 4 })).toEqual(nest(4, 'bottom'));
    const refused = {
      ok: false,
      content: 'Scripts may call each other 5 levels deep, deeper is deeper.',
      error: null,
    };
    expect(await value('deeper', { n: 5 })).toEqual(nest(4, refused));
  });

  it('check the arguments of a client first', async () => {
    expect(await run('typed', { n: 21 })).toEqual({ error: false, text: '42' });
    expect(await run('typed', { n: 'x' })).toEqual({
      error: true,
      text: 'The arguments of typed do not fit its input schema:\n- n must be integer, not string',
    });
  });

  it('fail with what they say', async () => {
    const failed = await run('failing', { who: 'ann' });
    expect(failed.error).toBe(true);
    expect(JSON.parse(failed.text)).toEqual({ message: 'no such customer', data: { who: 'ann' } });
    expect(await run('throwing')).toEqual({ error: true, text: 'boom' });
  });

  it('have their own answers filtered', async () => {
    expect(await run('filtered')).toEqual({ error: false, text: 'a: 1' });
  });

  it('do not keep others waiting: a loop, and a call meanwhile', async () => {
    const controller = new AbortController();
    const loop = client.callTool({ name: 'busy', arguments: {} }, undefined, { signal: controller.signal });
    loop.catch(() => undefined);
    expect(await run('typed', { n: 1 })).toEqual({ error: false, text: '2' });
    controller.abort();
    await expect(loop).rejects.toThrow();
  });

  it('are cancelled with the call of the client, and so are their calls', async () => {
    const controller = new AbortController();
    const call = client.callTool({ name: 'patient', arguments: {} }, undefined, {
      signal: controller.signal,
    });
    call.catch(() => undefined);
    await expect.poll(() => release.length).toBe(1);
    const before = backend.abandoned;
    controller.abort();
    await expect(call).rejects.toThrow();
    await expect.poll(() => backend.abandoned).toBe(before + 1);
  });
});

describe('the settings of scripts', () => {
  const endless = script('busy', 'while (true) {}', '[]');

  it('end a run after its time', async () => {
    const scripting = { timeoutMs: 100, maxToolCalls: 10, maxDepth: 5, threads: 1 };
    const served = await serveTree(
      {
        ...smallTree,
        ...shopTree({ tools: endless }),
        'exposition.yaml': manifest(
          'Exposition',
          'orders',
          'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: default\nname: orders',
        ),
      },
      { config: { scripting } },
    );
    const client = await served.client('orders');
    const { content, isError } = await client.callTool({ name: 'busy', arguments: {} });
    expect({ content, isError }).toEqual({
      content: [{ type: 'text', text: 'The script of busy timed out after 100 ms.' }],
      isError: true,
    });
    await served.stop();
  });
});
