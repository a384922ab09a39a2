import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { declareTools } from '../../../src/cli/types/declare-tools.ts';
import { scriptGlobals, scriptTypes } from '../../../src/cli/types/script-host.ts';
import { selectTools } from '../../../src/cli/types/select-tools.ts';
import {
  type Call,
  type ExpositionObject,
  type JsonSchema,
  type SealedObject,
  seal,
  snapshotOf,
} from '../../../src/snapshot/index.ts';
import { tsc } from '../../support/tsc.ts';

const http: Call = { protocol: 'http', method: 'GET', path: '/', parameters: [] };
const members = (properties: JsonSchema, ...required: string[]): JsonSchema => ({
  type: 'object',
  properties,
  required,
});
const text = { type: 'string' };

function tool(
  service: string,
  name: string,
  inputSchema: JsonSchema,
  outputSchema: JsonSchema | undefined,
  call: Call = http,
): SealedObject {
  const output = outputSchema === undefined ? {} : { outputSchema };
  const parts = { name, operation: name, inputSchema, ...output, uses: [], call };
  return seal('tool', `${service}/${name}`, { format: 'tool@1', ...parts });
}

function exposition(service: string, name: string, tools: string[], filters?: string[]): SealedObject {
  const object: ExpositionObject = {
    format: 'exposition@1',
    id: `${service}exposition`,
    organization: 'acme',
    name: name.toLowerCase(),
    service: { id: service, name, version: '1' },
    plan: { id: 'plan', name: 'all' },
    group: 'default',
    access: { type: 'open' },
    backend: { endpoint: 'http://localhost:1' },
    tools: tools.map((each) => `${service}/${each}`),
    ...(filters === undefined ? {} : { filters }),
  };
  return seal('exposition', object.id, object);
}

const script: Call = {
  protocol: 'script',
  script: 'return 1;',
  tools: [{ tool: 'get_order' }, { tool: 'get_stock', service: 'stock' }],
};
const objects = [
  tool('orders', 'get_order', members({ id: text }, 'id'), members({ id: text }, 'id')),
  tool('orders', 'get_orders', members({}), undefined),
  tool('orders', 'trimmed', members({}), members({ id: text }, 'id')),
  tool('orders', 'count', members({ limit: { type: 'integer' } }, 'limit'), undefined, script),
  tool('stock', 'get_stock', members({ sku: text }, 'sku'), members({ left: { type: 'number' } }, 'left')),
  tool('stock', 'set_stock', members({ sku: text }, 'sku'), undefined),
  seal('filter', 'orders/lean/trimmed', {
    format: 'filter@1',
    tool: 'trimmed',
    retain: ['/id'],
    failure: 'open',
  }),
  exposition('orders', 'Orders', ['get_order', 'get_orders', 'trimmed', 'count'], ['orders/lean/trimmed']),
  exposition('stock', 'Stock', ['get_stock', 'set_stock']),
];
const snapshot = snapshotOf('shop', 'acme', objects);

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'reshapr-script-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

it('a script has its input and the tools that it declares, of its own service and of others', async () => {
  const selected = selectTools(snapshot, 'orders');
  const count = selected.tools.find(({ tool: { name } }) => name === 'count');
  if (count === undefined) throw new Error('no tool');
  const types = scriptTypes(count, selected);
  const declared = `${await declareTools(selected, types.maps, true, count)}\n${scriptGlobals(types)}`;
  await writeFile(join(root, 'rs.d.ts'), declared);
  await writeFile(
    join(root, 'script.ts'),
    `import './rs.d.ts';
const limit: number = input.limit;
const order = rs.callTool('get_order', { id: '1' });
const id: string = order.ok ? order.content.id : order.error?.message ?? '';
const stock = rs.callTool('Stock:1', 'get_stock', { sku: 'a' });
const left: number = stock.ok ? stock.content.left : 0;
const [one, two] = rs.awaitPromises([
  rs.callToolAsync('get_order', { id: '1' }),
  rs.callToolAsync('Stock:1', 'get_stock', { sku: 'a' }),
]);
const both: string | number = one.ok ? one.content.id : two.ok ? two.content.left : 0;
// @ts-expect-error a tool that the script does not declare
rs.callTool('get_orders');
// @ts-expect-error a tool of the other service that the script does not declare
rs.callTool('Stock:1', 'set_stock', { sku: 'a' });
// @ts-expect-error a service that the script does not declare
rs.callTool('Stocks:1', 'get_stock', { sku: 'a' });
// @ts-expect-error an argument of another type
rs.callTool('Stock:1', 'get_stock', { sku: 1 });
// @ts-expect-error an argument that the tool does not have
input.limits;
export { limit, id, left, both };
`,
  );
  expect(await tsc(root, 'script.ts')).toBe('');
});

it('what a filter changes is described by no schema', async () => {
  const selected = selectTools(snapshot, 'orders');
  const declared = await declareTools(selected, [{ name: 'Tools', tools: selected.tools }], false);
  expect(declared).toMatch(
    /A filter changes what it answers\.\n +\*\/\n +trimmed: \{\n.*\n +result: unknown;/,
  );
  expect(declared).toContain('result: GetOrderResult;');
});

it.each([
  ['orders', 'endpoint orders', ['count', 'get_order', 'get_orders', 'trimmed']],
  ['ordersexposition', 'endpoint orders', ['count', 'get_order', 'get_orders', 'trimmed']],
  ['Stock', 'service Stock:1', ['get_stock', 'set_stock']],
  ['Stock:1', 'service Stock:1', ['get_stock', 'set_stock']],
])('%s is %s', (target, what, names) => {
  const selected = selectTools(snapshot, target);
  expect(selected.what).toBe(what);
  expect(selected.tools.map(({ tool: { name } }) => name)).toEqual(names);
});

it('of several one has to be named', () => {
  expect(() => selectTools(snapshot, undefined)).toThrow('several endpoints or services may be meant');
});
