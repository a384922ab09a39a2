import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shopTree } from '../../compiler/support/shop-tree.ts';
import { manifest, smallTree } from '../../compiler/support/small-tree.ts';
import { type BackendServer, startBackend } from '../../support/backend-server.ts';
import { type ServedTree, serveTree } from '../../support/served-tree.ts';

const stockSpec = `openapi: 3.1.0
info: { title: Stock, version: "1" }
paths:
  /stock:
    get: { description: How many there are., responses: { "200": { description: ok } } }
`;

const tools = `counts:
  description: Asks another service.
  input: { type: object }
  tools: [{ service: "Stock:1", tool: get_stock }]
  script: |
    return rs.callTool('Stock:1', 'get_stock', {});
`;

const digest = (key: string): string => createHash('sha256').update(key).digest('hex');
const keyed = (...keys: string[]): string =>
  `\napiKey: { sha256: [${keys.map((key) => `"${digest(key)}"`).join(', ')}] }`;

/** Endpoints of the service with the script; that which the script goes to asks for the key `stock`. */
const endpoints: Record<string, string> = { open: '', keyed: keyed('orders'), shared: keyed('stock', 'old') };

describe('a script whose tool is of an endpoint that asks for a key', () => {
  let backend: BackendServer;
  let served: ServedTree;

  beforeAll(async () => {
    backend = await startBackend((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"left":3}');
    });
    const plan = (name: string, service: string, more: string): string =>
      manifest(
        'ConfigurationPlan',
        name,
        `service: { name: ${service}, version: "1" }\nbackendEndpoint: ${backend.origin}${more}`,
      );
    const exposition = (name: string, service: string): string =>
      manifest(
        'Exposition',
        name,
        `service: { name: ${service} }\nconfigurationPlan: ${name}\ngatewayGroup: default\nname: ${name}`,
      );
    const own = Object.entries(endpoints).flatMap(([name, more]) => [
      [`${name}/plan.yaml`, plan(name, 'Orders', more)],
      [`${name}/exposition.yaml`, exposition(name, 'Orders')],
    ]);
    served = await serveTree({
      ...smallTree,
      ...shopTree({ tools }),
      'plan.yaml': undefined,
      'exposition.yaml': undefined,
      'stock/service.yaml': manifest('Service', 'stock', 'file: stock.yaml'),
      'stock/stock.yaml': stockSpec,
      'stock/plan.yaml': plan('stock', 'Stock', keyed('stock')),
      'stock/exposition.yaml': exposition('stock', 'Stock'),
      ...Object.fromEntries(own),
    });
  });

  afterAll(async () => {
    await served?.stop();
    await backend?.close();
  });

  const forbidden = {
    ok: false,
    content: null,
    error: { code: -32602, message: 'Forbidden: the key of the caller does not open get_stock' },
  };
  const answered = { ok: true, content: { left: 3 }, error: null };

  it.each<[endpoint: string, key: string | undefined, result: unknown]>([
    ['open', undefined, forbidden],
    ['open', '', forbidden],
    ['open', 'orders', forbidden],
    ['open', digest('stock'), forbidden],
    ['open', 'stock', answered],
    ['keyed', 'orders', forbidden],
    ['shared', 'old', forbidden],
    ['shared', 'stock', answered],
  ])('from an endpoint that is %s, by a caller with the key %s', async (endpoint, key, result) => {
    const before = backend.seen.length;
    const client = await served.client(endpoint, key === undefined ? {} : { 'x-reshapr-key': key });
    const { content } = await client.callTool({ name: 'counts', arguments: {} });
    const [part] = content as { text: string }[];
    expect(JSON.parse(part?.text ?? '')).toEqual(result);
    expect(backend.seen.length - before).toBe(result === answered ? 1 : 0);
  });
});
