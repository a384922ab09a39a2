import type { Compiled } from '../../../../src/cli/compile/compile-tree.ts';
import { compiledSide } from '../../../../src/cli/compile/compiled-side.ts';
import { contractOf } from '../../../../src/cli/plan/plan-tree.ts';
import { documentOf, type PlanDocument } from '../../../../src/cli/plan/render/document.ts';
import { compile } from '../../../../src/compiler/index.ts';
import { memoryTree } from '../../../../src/kernel/index.ts';
import { observe, withCommits } from '../../../../src/reconciler/index.ts';

type Texts = Readonly<Record<string, string>>;

const document = (kind: string, name: string, spec: string): string =>
  `apiVersion: reshapr.io/v1alpha1\nkind: ${kind}\nmetadata: { name: ${name} }\nspec: ${spec}\n`;

const spec = (orders: string, more = ''): string => `openapi: 3.1.0
info: { title: Orders, version: "1.0" }
paths:
  /orders:
    get:
      description: All orders.
      parameters: [${orders}]
      responses: { "200": { description: done, content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } } }
${more}components:
  schemas:
    Order: { type: object, required: [id], properties: { id: { type: string }, state: { enum: [new, paid] } } }
`;

const shop: Texts = {
  'reshapr.yaml': document('Project', 'shop', '{ organization: acme }'),
  'groups.yaml': [
    document('GatewayGroup', 'public', '{ labels: { zone: public } }'),
    document('GatewayGroup', 'staff', '{ labels: { zone: staff } }'),
  ].join('---\n'),
  'orders.yaml': [
    document('Service', 'orders', '{ file: specs/orders.yaml }'),
    document(
      'ConfigurationPlan',
      'all',
      '{ service: { name: Orders, version: "1.0" }, backendEndpoint: https://orders.internal, apiKey: { from: "${env:ORDERS_KEY}" } }',
    ),
    document(
      'Exposition',
      'orders',
      '{ service: { name: Orders }, configurationPlan: all, gatewayGroup: public, name: orders }',
    ),
  ].join('---\n'),
  'specs/orders.yaml': spec('{ name: limit, in: query, schema: { type: integer, default: 10 } }'),
};

const erasing = `    delete:
      description: Forgets all orders.
      responses: { "204": { description: done } }
`;

/** What people do to it. */
const edits: Readonly<Record<string, Texts>> = {
  quiet: { 'groups.yaml': `# Where they run.\n${shop['groups.yaml']}` },
  guarded: {
    'specs/orders.yaml': String(shop['specs/orders.yaml']).replace('All orders.', 'Each order.'),
  },
  described: {
    'specs/orders.yaml': String(shop['specs/orders.yaml']).replace('All orders.', 'Every order.'),
  },
  loud: {
    'orders.yaml': String(shop['orders.yaml']).replace(', apiKey: { from: "${env:ORDERS_KEY}" }', ''),
    'specs/orders.yaml': spec(
      '{ name: limit, in: query, required: true, schema: { type: integer, maximum: 50 } }',
      erasing,
    ).replace('[new, paid]', '[new, paid, "gone | <b>@all</b>"]'),
  },
  renamed: {
    'orders.yaml': String(shop['orders.yaml'])
      .replaceAll('name: all', 'name: everyone')
      .replace('configurationPlan: all', 'configurationPlan: everyone'),
  },
};

const gateways = [
  { id: 'edge-1', labels: { zone: 'public' }, groups: ['public'], state: 'active' },
  { id: 'inside-1', labels: { zone: 'staff' }, groups: ['staff'], state: 'active' },
];

async function compiled(texts: Texts): Promise<Compiled> {
  const result = await compile(memoryTree(texts));
  if (result.compiled === undefined) throw new Error(JSON.stringify(result.diagnostics));
  return result.compiled;
}

/** The plan of an edit of a small shop, as the command line makes it; `first` is that of the whole shop. */
export async function samplePlan(name: string): Promise<PlanDocument> {
  const before = name === 'first' ? undefined : compiledSide(await compiled(shop));
  const after = await compiled({ ...shop, ...edits[name] });
  const plain = contractOf(after, 'c0ffee'.repeat(6), before && { sequence: 7, side: before });
  const contract = withCommits({ ...plain, compiler: '0.0.0' }, (file) =>
    file.startsWith('specs/') ? 'beef'.repeat(10) : undefined,
  );
  const observations = {
    plannedAt: '2026-11-20T08:00:00.000Z',
    expiresAt: '2026-11-21T08:00:00.000Z',
    server: 'https://plane.invalid:5555',
    gateways: observe(before, compiledSide(after), gateways),
  };
  if (name !== 'guarded') return documentOf(contract, { observations });
  return documentOf({ ...contract, ...guards }, { observations, policies });
}

/** What others than the tree say of a plan. */
const guards = {
  kept: [{ kind: 'Exposition', name: 'Orders:1.0/old@public', reason: 'it says keepOnDelete' }],
  adopted: [{ kind: 'GatewayGroup', name: 'public', reason: 'from source platform' }],
  blocked: [{ kind: 'Service', name: 'Billing:1.0', reason: 'it is protected' }],
};
const verdict = {
  origin: 'this tree',
  severity: 'deny',
  outcome: 'broken',
  message: 'not on a Friday',
} as const;
const policies: PlanDocument['policies'] = [
  { ...verdict, name: 'no-friday' },
  {
    ...verdict,
    name: 'odd',
    outcome: 'failed',
    origin: 'source platform, as deployed',
    error: 'No such key: env',
  },
  { ...verdict, name: 'gentle', severity: 'warn' },
  { ...verdict, name: 'kept', outcome: 'passed' },
];
