import {
  Client as ModernClient,
  StreamableHTTPClientTransport as ModernTransport,
} from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BackendServer, startBackend } from '../support/backend-server.ts';
import { type ServedTree, serveTree } from '../support/serve-tree.ts';

/** Images and sounds of a backend, as both official clients see them. */

const head = (kind: string, name: string): string =>
  `apiVersion: reshapr.io/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name} }\n`;
const of = 'service: { name: Covers, version: "1" }';
const files = (origin: string): Record<string, string> => ({
  'reshapr.yaml': `${head('Project', 'shop')}spec: { organization: acme }\n`,
  'group.yaml': `${head('GatewayGroup', 'all')}spec: { labels: { env: test } }\n`,
  'service.yaml': `${head('Service', 'covers')}spec: { file: covers.yaml }\n`,
  'plan.yaml': `${head('ConfigurationPlan', 'open')}spec: { ${of}, backendEndpoint: "${origin}" }\n`,
  'exposition.yaml': `${head('Exposition', 'covers')}spec: { ${of}, configurationPlan: open, gatewayGroup: all, name: covers }\n`,
  'covers.yaml': `openapi: 3.1.0
info: { title: Covers, version: "1" }
paths:
${Object.entries({
  '/png': 'image/png: {}',
  '/ogg': 'audio/ogg: {}',
  '/open': 'image/png: {}',
  '/closed': 'image/png: {}',
  '/large': 'image/png: {}',
  '/typed': 'application/json: { schema: { type: object } }',
})
  .map(
    ([path, content]) =>
      `  ${path}:\n    get: { summary: "Get ${path}", responses: { "200": { description: it, content: { ${content} } } } }\n`,
  )
  .join('')}`,
  'tools.yaml': `apiVersion: reshapr.io/v1alpha1\nkind: CustomTools\n${of}
customTools:
  cover: { description: Get a cover, tool: GET /png, input: { type: object }, arguments: {} }
`,
  'filters.yaml': `apiVersion: reshapr.io/v1alpha1\nkind: ToolsOutputFilters\n${of}
filters:
  get_open: { jsonRetain: [/a], failure: open }
  get_closed: { jsonRetain: [/a], failure: closed }
`,
});

const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe]);
const types: Readonly<Record<string, string>> = { '/ogg': 'audio/ogg; codecs=opus' };
let backend: BackendServer;
let tree: ServedTree;

beforeAll(async () => {
  backend = await startBackend(({ target }, response) => {
    response.writeHead(200, { 'content-type': types[target] ?? 'image/png' });
    response.end(target === '/large' ? Buffer.alloc(11 * 1024 * 1024) : png);
  });
  tree = await serveTree(files(backend.origin));
});
afterAll(() => Promise.all([tree.stop(), backend.close()]));

type Caller = (name: string) => Promise<unknown>;

const clients: Readonly<Record<string, () => Promise<{ call: Caller; close(): Promise<void> }>>> = {
  sessions: async () => {
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(new StreamableHTTPClientTransport(new URL(tree.url('/mcp/acme/covers'))));
    return { call: (name) => client.callTool({ name, arguments: {} }), close: () => client.close() };
  },
  stateless: async () => {
    const client = new ModernClient(
      { name: 'test', version: '1' },
      { versionNegotiation: { mode: { pin: '2026-07-28' } } },
    );
    await client.connect(new ModernTransport(new URL(tree.url('/mcp/acme/covers'))));
    return { call: (name) => client.callTool({ name, arguments: {} }), close: () => client.close() };
  },
};

const data = png.toString('base64');
const image = { content: [{ type: 'image', mimeType: 'image/png', data }] };
const failed = (...texts: string[]) => ({
  isError: true,
  content: texts.map((text) => ({ type: 'text', text })),
});

describe.each(Object.keys(clients))('with %s', (era) => {
  it('images and sounds arrive as they are; what promises or filters JSON does not pass one off as it', async () => {
    const client = await clients[era]?.();
    if (client === undefined) throw new Error(`there is no client for ${era}`);
    try {
      expect(await client.call('get_png')).toMatchObject(image);
      expect(await client.call('cover')).toMatchObject(image);
      expect(await client.call('get_ogg')).toMatchObject({
        content: [{ type: 'audio', mimeType: 'audio/ogg', data }],
      });
      expect(await client.call('get_open')).toMatchObject(image);
      expect(await client.call('get_closed')).toMatchObject(
        failed(
          'The answer of get_closed is withheld: its filter cannot be applied: the answer is image/png, not JSON.',
        ),
      );
      expect(await client.call('get_typed')).toMatchObject(
        failed(
          "The backend's answer is not the JSON that the tool promises: its type is image/png.",
          'The backend answered with 7 bytes of image/png, which cannot be shown as text.',
        ),
      );
      expect(await client.call('get_large')).toMatchObject({ isError: true, content: [{ type: 'text' }] });
    } finally {
      await client.close();
    }
  });
});
