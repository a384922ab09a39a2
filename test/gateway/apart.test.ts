import {
  Client as ModernClient,
  StreamableHTTPClientTransport as ModernTransport,
} from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type BackendServer, startBackend } from '../support/backend-server.ts';
import { type ServedTree, serveTree } from '../support/serve-tree.ts';

/** Endpoints of one gateway, of one service or one spec: each offers its own, and calls its own backend. */

const spec = `openapi: 3.1.0
info: { title: Orders, version: "1.0" }
paths:
  /orders:
    get: { summary: List orders, responses: { "200": { description: all } } }
    post: { summary: Place an order, responses: { "204": { description: done } } }
  /orders/{id}:
    get:
      summary: Look at an order
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "200": { description: one } }
`;

const envelope = 'apiVersion: reshapr.io/v1alpha1';
const documents = (...list: string[]): string => list.map((each) => `${envelope}\n${each}`).join('---\n');
const base = {
  'reshapr.yaml': documents('kind: Project\nmetadata: { name: shop }\nspec: { organization: acme }\n'),
  'group.yaml': documents('kind: GatewayGroup\nmetadata: { name: all }\nspec: { labels: { env: test } }\n'),
  'orders.openapi.yaml': spec,
};
const service = (name: string, more = ''): string =>
  `kind: Service\nmetadata: { name: ${name.toLowerCase()} }\nspec: { file: orders.openapi.yaml, name: ${name}, version: "1.0"${more} }\n`;
const plan = (name: string, of: string, backend: string, more = ''): string =>
  `kind: ConfigurationPlan\nmetadata: { name: ${name} }\nspec: { service: { name: ${of}, version: "1.0" }, backendEndpoint: "${backend}"${more} }\n`;
const exposition = (name: string, of: string, planName: string): string =>
  `kind: Exposition\nmetadata: { name: ${name} }\nspec: { service: { name: ${of}, version: "1.0" }, configurationPlan: ${planName}, gatewayGroup: all, name: ${name} }\n`;
const artifact = (kind: string, body: string, of = 'Orders'): string =>
  documents(`kind: ${kind}\nservice: { name: ${of}, version: "1.0" }\n${body}`);
const prompts = (text: string): string =>
  artifact('Prompts', `prompts:\n  greet: { arguments: [{ name: who }], result: "${text} \${who}" }\n`);
const resources = (text: string): string =>
  artifact(
    'Resources',
    `resources:
  doc://guide: { name: guide, text: "${text}" }
  file:///readme.md: { name: readme, mimeType: text/markdown }
resourceTemplates:
  "doc://{page}": { name: page, text: "${text} \${page}" }
`,
  );
const customTools = (description: string, target: string): string =>
  artifact(
    'CustomTools',
    `customTools:\n  find: { description: "${description}", tool: ${target}, input: { type: object }, arguments: {} }\n`,
  );
const filters = (tool: string, pointer: string): string =>
  artifact('ToolsOutputFilters', `filters:\n  ${tool}: { jsonRetain: [${pointer}] }\n`);

let one: BackendServer;
let two: BackendServer;

beforeAll(async () => {
  const backend = (name: string): Promise<BackendServer> =>
    startBackend(({ target }, response) => {
      const isFile = target.endsWith('.md');
      response
        .writeHead(200, { 'content-type': isFile ? 'text/markdown' : 'application/json' })
        .end(isFile ? `# ${name}` : JSON.stringify({ name, target, secret: `of ${name}` }));
    });
  [one, two] = await Promise.all([backend('one'), backend('two')]);
});
afterAll(() => Promise.all([one.close(), two.close()]));

/** What was asked of the backends, each as `METHOD target`; and nothing from then on is left of it. */
function asked(): { one: string[]; two: string[] } {
  const take = ({ seen }: BackendServer): string[] =>
    (seen as BackendServer['seen'][number][]).splice(0).map(({ method, target }) => `${method} ${target}`);
  return { one: take(one), two: take(two) };
}

/** What both official clients can do, as the same functions. */
interface AnyClient {
  listTools(): Promise<{
    tools: readonly { readonly name: string; readonly description?: string | undefined }[];
  }>;
  callTool(call: { name: string; arguments: Record<string, unknown> }): Promise<unknown>;
  listPrompts(): Promise<{ prompts: readonly { readonly name: string }[] }>;
  getPrompt(get: { name: string; arguments: Record<string, string> }): Promise<unknown>;
  listResources(): Promise<{ resources: readonly { readonly uri: string }[] }>;
  listResourceTemplates(): Promise<{ resourceTemplates: readonly { readonly uriTemplate: string }[] }>;
  readResource(read: { uri: string }): Promise<unknown>;
  getServerCapabilities(): unknown;
}

type Era = 'sessions' | 'stateless';

async function connect(era: Era, url: string, key?: string): Promise<AnyClient> {
  const requestInit = { headers: key === undefined ? {} : { 'x-reshapr-key': key } };
  if (era === 'sessions') {
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }));
    onTestFinished(() => client.close());
    return client;
  }
  const client = new ModernClient(
    { name: 'test', version: '1' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  await client.connect(new ModernTransport(new URL(url), { requestInit }));
  onTestFinished(() => client.close());
  return client;
}

/** Everything that an endpoint lists. */
async function surfaceOf(client: AnyClient): Promise<Record<string, readonly string[]>> {
  const has = client.getServerCapabilities() as { prompts?: unknown; resources?: unknown };
  const list = async <T>(offered: unknown, ask: () => Promise<T[]>): Promise<T[]> =>
    offered === undefined ? [] : await ask();
  return {
    tools: (await client.listTools()).tools.map(({ name }) => name),
    prompts: await list(has.prompts, async () =>
      (await client.listPrompts()).prompts.map(({ name }) => name),
    ),
    resources: await list(has.resources, async () =>
      (await client.listResources()).resources.map(({ uri }) => uri),
    ),
    templates: await list(has.resources, async () =>
      (await client.listResourceTemplates()).resourceTemplates.map(({ uriTemplate }) => uriTemplate),
    ),
  };
}

async function served(files: Record<string, string>, env: Record<string, string> = {}): Promise<ServedTree> {
  const tree = await serveTree({ ...base, ...files }, env);
  onTestFinished(() => tree.stop());
  return tree;
}

const text = (content: string) => expect.objectContaining({ content: [{ type: 'text', text: content }] });
const guide = { resources: ['doc://guide', 'file:///readme.md'], templates: ['doc://{page}'] };

describe.each<Era>(['sessions', 'stateless'])('with %s', (era) => {
  it('two plans of one service are two endpoints that know nothing of each other', async () => {
    const tree = await served(
      {
        'all.yaml': documents(
          service('Orders'),
          plan(
            'readers',
            'Orders',
            `${one.origin}/a`,
            ', includedOperations: ["GET /orders", find], includedArtifacts: [greetings.yaml, tools.yaml, lean.yaml]',
          ),
          plan(
            'writers',
            'Orders',
            `${two.origin}/b`,
            ', excludedOperations: ["GET /orders"], includedArtifacts: [guide.yaml], apiKey: { from: "${env:WRITERS}" }',
          ),
          exposition('read', 'Orders', 'readers'),
          exposition('write', 'Orders', 'writers'),
        ),
        'greetings.yaml': prompts('hello'),
        'guide.yaml': resources('of writers'),
        'tools.yaml': customTools('finds', 'GET /orders'),
        'lean.yaml': filters('find', '/name'),
      },
      { WRITERS: 'marker-key' },
    );
    asked();
    const reader = await connect(era, tree.url('/mcp/acme/read'));
    const writer = await connect(era, tree.url('/mcp/acme/write'), 'marker-key');
    await expect(connect(era, tree.url('/mcp/acme/write'))).rejects.toThrow();

    expect(await surfaceOf(reader)).toEqual({
      tools: ['find', 'get_orders'],
      prompts: ['greet'],
      resources: [],
      templates: [],
    });
    expect(await surfaceOf(writer)).toEqual({
      tools: ['post_orders', 'get_orders_id'],
      prompts: [],
      ...guide,
    });
    expect(await reader.callTool({ name: 'find', arguments: {} })).toEqual(text('{"name":"one"}'));
    expect(await writer.callTool({ name: 'get_orders_id', arguments: { id: '7' } })).toEqual(
      text('{"name":"two","target":"/b/orders/7","secret":"of two"}'),
    );
    expect(await reader.getPrompt({ name: 'greet', arguments: { who: 'you' } })).toMatchObject({
      messages: [{ role: 'user', content: { text: 'hello you' } }],
    });
    expect(await writer.readResource({ uri: 'file:///readme.md' })).toMatchObject({
      contents: [{ uri: 'file:///readme.md', mimeType: 'text/markdown', text: '# two' }],
    });
    expect(asked()).toEqual({ one: ['GET /a/orders'], two: ['GET /b/orders/7', 'GET /b/readme.md'] });

    await expect(reader.callTool({ name: 'post_orders', arguments: {} })).rejects.toMatchObject({
      code: -32602,
    });
    await expect(writer.callTool({ name: 'find', arguments: {} })).rejects.toMatchObject({ code: -32602 });
    await expect(reader.readResource({ uri: 'doc://guide' })).rejects.toThrow();
    await expect(writer.getPrompt({ name: 'greet', arguments: {} })).rejects.toThrow();
    expect(asked()).toEqual({ one: [], two: [] });
  });

  it('one spec as two services, each with operations of its own', async () => {
    const tree = await served({
      'all.yaml': documents(
        service('Reading', ', includedOperations: ["GET /orders", "GET /orders/{id}"]'),
        service('Writing', ', includedOperations: ["POST /orders"]'),
        plan('default', 'Reading', `${one.origin}/a`),
        plan('default', 'Writing', `${two.origin}/b`),
        exposition('read', 'Reading', 'default'),
        exposition('write', 'Writing', 'default'),
      ),
      'p.yaml': artifact('Prompts', 'prompts:\n  read: { result: read }\n', 'Reading'),
      'q.yaml': artifact('Prompts', 'prompts:\n  write: { result: write }\n', 'Writing'),
    });
    asked();
    const reader = await connect(era, tree.url('/mcp/acme/read'));
    const writer = await connect(era, tree.url('/mcp/acme/write'));
    const nothing = { resources: [], templates: [] };
    expect(await surfaceOf(reader)).toEqual({
      tools: ['get_orders', 'get_orders_id'],
      prompts: ['read'],
      ...nothing,
    });
    expect(await surfaceOf(writer)).toEqual({ tools: ['post_orders'], prompts: ['write'], ...nothing });
    await reader.callTool({ name: 'get_orders', arguments: {} });
    await writer.callTool({ name: 'post_orders', arguments: {} });
    expect(asked()).toEqual({ one: ['GET /a/orders'], two: ['POST /b/orders'] });
    await expect(reader.callTool({ name: 'post_orders', arguments: {} })).rejects.toMatchObject({
      code: -32602,
    });
    await expect(writer.callTool({ name: 'get_orders', arguments: {} })).rejects.toMatchObject({
      code: -32602,
    });
    expect(asked()).toEqual({ one: [], two: [] });
  });

  it('two artifacts of each kind with the same keys, one of them per plan', async () => {
    const artifacts = (which: string): string =>
      `[${['p', 'r', 't', 'f'].map((each) => `${each}-${which}.yaml`).join(', ')}]`;
    const tree = await served({
      'all.yaml': documents(
        service('Orders'),
        plan('first', 'Orders', `${one.origin}/a`, `, includedArtifacts: ${artifacts('one')}`),
        plan('second', 'Orders', `${two.origin}/b`, `, includedArtifacts: ${artifacts('two')}`),
        exposition('first', 'Orders', 'first'),
        exposition('second', 'Orders', 'second'),
      ),
      'p-one.yaml': prompts('one for'),
      'p-two.yaml': prompts('two for'),
      'r-one.yaml': resources('one'),
      'r-two.yaml': resources('two'),
      't-one.yaml': customTools('finds one', 'GET /orders'),
      't-two.yaml': customTools('finds two', 'POST /orders'),
      'f-one.yaml': filters('find', '/name'),
      'f-two.yaml': filters('find', '/target'),
    });
    asked();
    const found = [];
    for (const name of ['first', 'second']) {
      const client = await connect(era, tree.url(`/mcp/acme/${name}`));
      expect(await surfaceOf(client)).toMatchObject({ prompts: ['greet'], ...guide });
      const { tools } = await client.listTools();
      found.push([
        tools.find((tool) => tool.name === 'find')?.description,
        await client.callTool({ name: 'find', arguments: {} }),
        await client.getPrompt({ name: 'greet', arguments: { who: 'me' } }),
        await client.readResource({ uri: 'doc://guide' }),
        await client.readResource({ uri: 'doc://intro' }),
      ]);
      const own = { one: [], two: [] };
      const request = name === 'first' ? { one: ['GET /a/orders'] } : { two: ['POST /b/orders'] };
      expect(asked()).toEqual({ ...own, ...request });
    }
    const of = (which: string, result: string) => [
      `finds ${which}`,
      text(result),
      expect.objectContaining({
        messages: [{ role: 'user', content: { type: 'text', text: `${which} for me` } }],
      }),
      expect.objectContaining({ contents: [expect.objectContaining({ text: which })] }),
      expect.objectContaining({ contents: [expect.objectContaining({ text: `${which} intro` })] }),
    ];
    expect(found).toEqual([of('one', '{"name":"one"}'), of('two', '{"target":"/b/orders"}')]);
  });

  it.each<[selection: string, prompts: readonly string[], resources: readonly string[]]>([
    ['', ['greet'], guide.resources],
    [', includedArtifacts: ["*"]', ['greet'], guide.resources],
    [', includedArtifacts: [p.yaml]', ['greet'], []],
    [', includedArtifacts: [attached]', [], ['doc://attached']],
    [', includedArtifacts: none', [], []],
  ])('the artifacts of a plan with "%s"', async (selection, promptNames, uris) => {
    const attached = documents(
      `kind: Resource\nmetadata: { name: attached }\nspec: { service: { name: Orders, version: "1.0" }, resources: { "doc://attached": { name: a, text: a } } }\n`,
    );
    const tree = await served({
      'all.yaml': documents(
        service('Orders'),
        plan('it', 'Orders', one.origin, selection),
        exposition('it', 'Orders', 'it'),
      ),
      'p.yaml': prompts('hello'),
      'r.yaml': resources('x'),
      'resource-shape.yaml': attached,
    });
    const client = await connect(era, tree.url('/mcp/acme/it'));
    const all = selection === '' || selection.includes('*');
    expect(await surfaceOf(client)).toMatchObject({
      prompts: promptNames,
      resources: all ? [...uris, 'doc://attached'] : uris,
    });
  });
});
