import { afterAll, beforeAll, expect, it } from 'vitest';
import { type BackendServer, startBackend } from '../support/backend-server.ts';
import { type ServedTree, serveTree } from '../support/served-tree.ts';
import { type RecordingLog, recordingLog } from './mcp/support/recorders.ts';

const head = (kind: string, name: string): string =>
  `apiVersion: reshapr.io/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name} }\n`;
const of = 'service: { name: Orders, version: "1" }';
const files = (origin: string): Record<string, string> => ({
  'reshapr.yaml': `${head('Project', 'shop')}spec: { organization: acme }\n`,
  'group.yaml': `${head('GatewayGroup', 'all')}spec: { labels: { env: test } }\n`,
  'service.yaml': `${head('Service', 'orders')}spec: { file: orders.yaml }\n`,
  'plan.yaml': `${head('ConfigurationPlan', 'open')}spec: { ${of}, backendEndpoint: "${origin}" }\n`,
  'exposition.yaml': `${head('Exposition', 'orders')}spec: { ${of}, configurationPlan: open, gatewayGroup: all, name: orders }\n`,
  'filters.yaml': `apiVersion: reshapr.io/v1alpha1\nkind: ToolsOutputFilters\n${of}\nfilters:\n  get_filtered: { jsonRetain: [/state] }\n`,
  'orders.yaml': `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
${['/order', '/filtered']
  .map(
    (path) => `  ${path}:
    get:
      summary: Get ${path}
      responses:
        "200":
          description: it
          content:
            application/json:
              schema: { type: object, required: [id], properties: { id: { type: string }, state: { enum: [new, shipped] } } }
`,
  )
  .join('')}`,
});

let answer = '';
let backend: BackendServer;
let gateway: ServedTree;
let log: RecordingLog;

beforeAll(async () => {
  backend = await startBackend((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
  });
  log = recordingLog();
  gateway = await serveTree(files(backend.origin), { log });
});

afterAll(async () => {
  await gateway.stop();
  await backend.close();
});

const note = (problems: string): string =>
  `The answer of get_order is not what its output schema promises:\n${problems}\nThe answer as it came:`;

it.each<[what: string, answer: string, note: string | undefined]>([
  ['what was promised', '{"id":"a","state":"new"}', undefined],
  ['more than was promised', '{"id":"a","more":1}', undefined],
  ['less than was promised', '{"state":"new"}', note('- id is required')],
  ['another type', '{"id":1}', note('- id must be string, not number')],
  ['null', '{"id":null}', note('- id must be string, not null')],
  [
    'another value, which is not repeated',
    '{"id":"a","state":"lost"}',
    note('- state does not match any of ["new","shipped"]'),
  ],
])('%s, as the official client takes it', async (_, body, said) => {
  answer = body;
  const client = await gateway.client('orders');
  // It asks for the tools first, so that it checks what comes.
  await client.listTools();
  const result = await client.callTool({ name: 'get_order', arguments: {} });
  const shown = { type: 'text', text: body };
  expect(result).toEqual(
    said === undefined
      ? { content: [shown], structuredContent: JSON.parse(body) }
      : { content: [{ type: 'text', text: said }, shown], isError: true },
  );
});

it('is told once of a tool, without a value', () => {
  const told = log.lines.filter(({ message }) => message === 'a backend breaks its contract');
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({
    level: 'warn',
    fields: { tool: 'get_order', problems: ['id is required'] },
  });
});

it('what a filter is to change promises nothing', async () => {
  answer = '{"state":"lost","id":1}';
  const client = await gateway.client('orders');
  await client.listTools();
  const result = await client.callTool({ name: 'get_filtered', arguments: {} });
  expect(result.isError ?? false).toBe(false);
});
