import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shopTree } from '../../compiler/support/shop-tree.ts';
import { manifest, smallTree } from '../../compiler/support/small-tree.ts';
import { type BackendServer, startBackend } from '../../support/backend-server.ts';
import { recordingLog } from '../../support/recording-ports.ts';
import { type ServedTree, serveTree } from '../../support/served-tree.ts';

const orders = [
  { id: 1, note: '', address: { city: 'Oslo', zip: '0150' } },
  { id: 2, note: 'late', address: { city: 'Bergen' } },
];

const tools = `
of_customer:
  title: Orders of a customer
  description: Open orders of one customer.
  input:
    type: object
    required: [who]
    properties:
      who: { type: string, description: Whose. }
      page: { type: object, description: Which., properties: { size: { type: integer } } }
      secret: { type: boolean, description: Nothing uses it. }
  tool: GET /orders
  arguments: { customer: "\${who}", state: open, limit: "\${page.size}" }
post_orders:
  description: Places an order in Oslo.
  input: { type: object, required: [who], properties: { who: { type: string, description: Whose. } } }
  tool: post_orders
  arguments: { customer: "\${who}", address: { city: Oslo } }
listed:
  description: Orders as a table.
  input: { type: object, required: [who], properties: { who: { type: string, description: Whose. } } }
  tool: GET /orders
  arguments: { customer: "\${who}" }
`;

const filters = `
get_orders: { jsonRetain: [/id, /address/city] }
listed: { jsonRetain: [/id, /address/city], jsonPatches: [{ op: remove, path: /0/address }], convertToToon: true }
post_orders: { jsonRetain: [/id], jsonPatches: [{ op: remove, path: /id }], failure: closed }
`;

describe('declarative tools and filters on a gateway', () => {
  let backend: BackendServer;
  let served: ServedTree;
  let client: Client;
  let narrow: Client;
  const log = recordingLog();

  beforeAll(async () => {
    backend = await startBackend(({ method }, response) => {
      const body = method === 'POST' ? { id: 3, note: 'new' } : orders;
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    const plan = (name: string, more: string): string =>
      manifest(
        'ConfigurationPlan',
        name,
        `service: { name: Orders, version: "1" }\nbackendEndpoint: ${backend.origin}\n${more}`,
      );
    const exposition = (name: string): string =>
      manifest(
        'Exposition',
        name,
        `service: { name: Orders }\nconfigurationPlan: ${name}\ngatewayGroup: default\nname: ${name}`,
      );
    const tree = shopTree(
      { tools, filters },
      {
        'plan.yaml': plan('all', ''),
        'exposition.yaml': exposition('all'),
        'narrow.yaml': [
          plan('narrow', 'includedOperations: [of_customer]\nincludedArtifacts: [more]'),
          exposition('narrow'),
        ].join('---\n'),
      },
    );
    served = await serveTree({ ...smallTree, ...tree }, { log });
    client = await served.client('all');
    narrow = await served.client('narrow');
  });

  afterAll(async () => {
    await served?.stop();
    await backend?.close();
  });

  const call = (name: string, args: Record<string, unknown>, with_ = client) =>
    with_.callTool({ name, arguments: args });

  it('lists custom tools first, in the order they are written, and not the tool that one replaces', async () => {
    const { tools: listed } = await client.listTools();
    expect(listed.map(({ name }) => name)).toEqual(['of_customer', 'post_orders', 'listed', 'get_orders']);
    expect((await narrow.listTools()).tools.map(({ name }) => name)).toEqual(['of_customer']);
  });

  it('lists what the called tool says of itself, but no output schema where a filter changes the answer', async () => {
    const { tools: listed } = await client.listTools();
    const of = (name: string) => listed.find((tool) => tool.name === name);
    expect(of('of_customer')).toMatchObject({
      title: 'Orders of a customer',
      description: 'Open orders of one customer.',
      annotations: { readOnlyHint: true },
      inputSchema: { type: 'object', required: ['who'], additionalProperties: false },
      outputSchema: { type: 'object', $defs: { Order: expect.anything(), Address: expect.anything() } },
    });
    for (const name of ['get_orders', 'listed', 'post_orders'])
      expect(of(name)).not.toHaveProperty('outputSchema');
  });

  it.each<[args: Record<string, unknown>, target: string]>([
    [{ who: 'ann' }, '/orders?customer=ann&state=open'],
    [{ who: 'b c', page: { size: 5 } }, '/orders?customer=b%20c&state=open&limit=5'],
    [{ who: 'ann', page: {}, secret: true }, '/orders?customer=ann&state=open'],
  ])('calls its target with %j', async (args, target) => {
    const { structuredContent } = await call('of_customer', args, narrow);
    expect(structuredContent).toEqual({ result: orders });
    expect(backend.seen.at(-1)?.target).toBe(target);
  });

  it('checks the arguments of a client, and what the template makes of them', async () => {
    const before = backend.seen.length;
    expect(await call('of_customer', { whom: 'ann' })).toMatchObject({
      isError: true,
      content: [{ text: expect.stringMatching(/who is required[\s\S]*whom is not known here/) }],
    });
    expect(await call('of_customer', { who: 'ann', page: { size: 500 } })).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('The arguments of get_orders do not fit') }],
    });
    expect(backend.seen.length).toBe(before);
  });

  it('does not let a client call what is hidden or not selected', async () => {
    await expect(call('get_orders', { customer: 'ann' }, narrow)).rejects.toThrow('Unknown tool: get_orders');
    await expect(call('listed', { who: 'ann' }, narrow)).rejects.toThrow('Unknown tool: listed');
    await call('post_orders', { who: 'ann' });
    expect(backend.seen.at(-1)).toMatchObject({
      method: 'POST',
      body: '{"customer":"ann","address":{"city":"Oslo"}}',
    });
  });

  it('filters by the name that a client calls', async () => {
    expect(await call('get_orders', { customer: 'ann' })).toEqual({
      content: [
        { type: 'text', text: '[{"id":1,"address":{"city":"Oslo"}},{"id":2,"address":{"city":"Bergen"}}]' },
      ],
      structuredContent: {
        result: [
          { id: 1, address: { city: 'Oslo' } },
          { id: 2, address: { city: 'Bergen' } },
        ],
      },
    });
    expect(await call('listed', { who: 'ann' })).toEqual({
      content: [{ type: 'text', text: '[2]:\n  - id: 1\n  - id: 2\n    address:\n      city: Bergen' }],
    });
    expect(await call('post_orders', { who: 'ann' })).toEqual({
      content: [{ type: 'text', text: '{}' }],
      structuredContent: {},
    });
  });
});
