import {
  Client as ModernClient,
  StreamableHTTPClientTransport as ModernTransport,
} from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
  PromptListChangedNotificationSchema,
  ResourceListChangedNotificationSchema,
  ToolListChangedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { expect, onTestFinished, test } from 'vitest';
import { serveTree } from '../support/serve-tree.ts';

/** Which clients of a compiled tree hear what, when the tree changes. */

const envelope = 'apiVersion: reshapr.io/v1alpha1';
const spec = `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /a: { get: { description: a, responses: { "200": { description: ok } } } }
`;

interface Content {
  readonly prompt?: string;
  readonly text?: string;
  readonly template?: string;
  readonly description?: string;
  /** Tools of the `ui://` resource. */
  readonly tools?: string;
}

/** Two services with the same things, of which only those of the first are as said. */
function tree(content: Content): Record<string, string> {
  const files: Record<string, string> = {
    'reshapr.yaml': `${envelope}\nkind: Project\nmetadata: { name: t }\nspec: { organization: acme }\n`,
    'group.yaml': `${envelope}\nkind: GatewayGroup\nmetadata: { name: g }\nspec: { labels: { e: t } }\n`,
  };
  for (const name of ['one', 'two']) {
    const {
      prompt = 'A',
      text = 'x',
      template = 'doc://{x}',
      description = 'd',
      tools = '',
    } = name === 'one' ? content : {};
    const ref = `service: { name: ${name}, version: "1" }`;
    const manifests = [
      `kind: Service\nmetadata: { name: ${name} }\nspec: { file: ${name}.spec.yaml, name: ${name}, version: "1" }`,
      `kind: ConfigurationPlan\nmetadata: { name: p }\nspec: { ${ref}, backendEndpoint: "http://127.0.0.1:1" }`,
      `kind: Exposition\nmetadata: { name: ${name} }\nspec: { ${ref}, configurationPlan: p, gatewayGroup: g, name: ${name} }`,
      `kind: Prompts\nmetadata: { name: p }\nspec: { ${ref}, prompts: { p: { description: ${prompt}, result: ${text} } } }`,
      `kind: Resources\nmetadata: { name: r }\nspec: { ${ref}, resources: { "ui://r": { name: r, text: ${text}, tools: [${tools}] } }, resourceTemplates: { "${template}": { name: t, description: ${description}, text: ${text} } } }`,
    ];
    files[`${name}.yaml`] = manifests.map((manifest) => `${envelope}\n${manifest}\n`).join('---\n');
    files[`${name}.spec.yaml`] = spec;
  }
  return files;
}

const lists = ['tools', 'prompts', 'resources'] as const;

async function listenEverywhere(url: (path: string) => string): Promise<string[]> {
  const heard: string[] = [];
  for (const name of ['one', 'two']) {
    const client = new Client({ name: 'test', version: '1' });
    const note = (list: string) => () => void heard.push(`${name} sessions ${list}`);
    client.setNotificationHandler(ToolListChangedNotificationSchema, note('tools'));
    client.setNotificationHandler(PromptListChangedNotificationSchema, note('prompts'));
    client.setNotificationHandler(ResourceListChangedNotificationSchema, note('resources'));
    await client.connect(new StreamableHTTPClientTransport(new URL(url(`/mcp/acme/${name}`))));
    onTestFinished(() => client.close());

    const modern = new ModernClient(
      { name: 'test', version: '1' },
      { versionNegotiation: { mode: { pin: '2026-07-28' } } },
    );
    for (const list of lists)
      modern.setNotificationHandler(`notifications/${list}/list_changed`, () => {
        heard.push(`${name} stateless ${list}`);
      });
    await modern.connect(new ModernTransport(new URL(url(`/mcp/acme/${name}`))));
    onTestFinished(() => modern.close());
    const filter = { toolsListChanged: true, promptsListChanged: true, resourcesListChanged: true };
    expect((await modern.listen(filter)).honoredFilter).toEqual(filter);
  }
  return heard;
}

test('exactly the clients of a changed endpoint hear, and only of the lists that changed', async () => {
  const gateway = await serveTree(tree({}));
  onTestFinished(() => gateway.stop());
  const heard = await listenEverywhere(gateway.url);
  await expect.poll(() => gateway.openStreams()).toBe(4);
  const shown = '{ get_a: { visibility: [app] } }';
  const steps: readonly (readonly [content: Content, changed: readonly string[]])[] = [
    [{ prompt: 'B', description: 'e', tools: 'get_a' }, ['tools', 'prompts', 'resources']],
    // Nothing, and what no list shows.
    [{ prompt: 'B', description: 'e', tools: 'get_a' }, []],
    [{ prompt: 'B', description: 'e', tools: 'get_a', text: 'y' }, []],
    [{ prompt: 'C', description: 'e', tools: 'get_a' }, ['prompts']],
    [{ prompt: 'C', description: 'e', tools: shown }, ['tools']],
    [{ prompt: 'C', template: 'doc://x/{x}', tools: shown }, ['resources']],
    [{ prompt: 'D', template: 'doc://x/{x}', tools: shown }, ['prompts']],
  ];
  const expected: string[] = [];
  const heardOn = (stream: string): string[] =>
    heard.filter((line) => line.startsWith(stream)).map((line) => line.slice(stream.length + 1));
  for (const [content, changed] of steps) {
    await gateway.swap(tree(content));
    expected.push(...changed);
    await expect.poll(() => heard.length).toBe(2 * expected.length);
  }
  expect(heardOn('one sessions')).toEqual(expected);
  expect(heardOn('one stateless')).toEqual(expected);
});
