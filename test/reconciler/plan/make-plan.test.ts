import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contractDigest, contractSchema, type PlanChange } from '../../../src/reconciler/index.ts';
import { group, offered, openApi, project } from '../../e2e/support/tree.ts';
import { openTestPlane, type TestPlane } from '../../support/test-plane.ts';
import { plan, type Texts } from '../support/planned.ts';

const backend = 'http://backend.invalid';
const base: Texts = {
  'reshapr.yaml': project('shop'),
  'groups.yaml': group('default', { env: 'dev' }),
  'orders.yaml': offered('Orders', backend, 'default'),
  'specs/orders.yaml': openApi('Orders', { '/orders': 'All orders.', '/stock': 'The stock.' }),
};
const orders = (paths: Readonly<Record<string, string>>): Texts => ({
  'specs/orders.yaml': openApi('Orders', paths),
});

let test: TestPlane;
beforeEach(async () => {
  test = await openTestPlane();
});
afterEach(() => test.close());

/** `breaking tool get_orders: no longer offered @ orders at specs/orders.yaml:5:5` */
function lineOf(change: PlanChange): string {
  const at = change.at === undefined ? '' : ` at ${change.at.file}:${change.at.line}:${change.at.column}`;
  if (change.type === 'manifest') return `${change.action} ${change.kind} ${change.name}${at}`;
  const { class: level, about, names, text, endpoints } = change;
  return `${level} ${about} ${names.join(' ')}: ${text} @ ${endpoints.join(', ')}${at}`;
}

describe('a plan', () => {
  it('from nothing adds everything', async () => {
    const { contract } = await plan(test.plane, base);
    expect(contract.base).toBeUndefined();
    expect(contract.changes.map(lineOf)).toEqual([
      'added ConfigurationPlan Orders:1.0/all at orders.yaml:6:1',
      'added Exposition Orders:1.0/all@default at orders.yaml:13:1',
      'added GatewayGroup default at groups.yaml:1:1',
      'added Project shop at reshapr.yaml:1:1',
      'added Service Orders:1.0 at orders.yaml:1:1',
      'safe endpoint orders: new at /mcp/acme/orders, with 2 tools @ orders at orders.yaml:13:1',
    ]);
    expect(contract.exposure.map(({ text }) => text)).toEqual([
      'Orders:1.0 GET /orders can be called without a key now, as get_orders',
      'Orders:1.0 GET /stock can be called without a key now, as get_stock',
    ]);
    expect(contract.touched).toEqual({ groups: ['default'], endpoints: ['orders'] });
    expect(contract.context).toEqual([{ endpoint: 'orders', after: expect.any(Number) }]);
  });

  it.each<[string, Texts, string[]]>([
    ['nothing', {}, []],
    ['a comment', { 'groups.yaml': `# a group\n${base['groups.yaml']}` }, []],
    ['where a manifest stands', { 'groups.yaml': '', 'other.yaml': String(base['groups.yaml']) }, []],
    [
      'a description',
      orders({ '/orders': 'Every order.', '/stock': 'The stock.' }),
      ['safe tool get_orders: has another description @ orders at specs/orders.yaml:5:5'],
    ],
    [
      'one tool for another',
      orders({ '/orders': 'All orders.', '/parts': 'All parts.' }),
      [
        'breaking tool get_stock: no longer offered @ orders at specs/orders.yaml:9:5',
        'safe tool get_parts: new @ orders at specs/orders.yaml:9:5',
      ],
    ],
    [
      'the labels of a group',
      { 'groups.yaml': group('default', { env: 'prod' }) },
      ['changed GatewayGroup default at groups.yaml:1:1'],
    ],
    [
      'where the backend is',
      { 'orders.yaml': offered('Orders', 'http://elsewhere.invalid', 'default') },
      [
        'changed ConfigurationPlan Orders:1.0/all at orders.yaml:6:1',
        'dangerous endpoint orders: calls http://elsewhere.invalid instead of http://backend.invalid @ orders at orders.yaml:6:1',
      ],
    ],
    [
      'a selection: the reason is the plan, not the spec',
      {
        'orders.yaml': String(base['orders.yaml']).replace(
          `backendEndpoint: ${backend}`,
          `backendEndpoint: ${backend}\n  includedOperations: [GET /stock]`,
        ),
      },
      [
        'changed ConfigurationPlan Orders:1.0/all at orders.yaml:6:1',
        'breaking tool get_orders: no longer offered @ orders at orders.yaml:6:1',
      ],
    ],
    [
      'all expositions of a service',
      { 'orders.yaml': String(base['orders.yaml']).split('---\n').slice(0, 2).join('---\n') },
      [
        'removed Exposition Orders:1.0/all@default at orders.yaml:13:1',
        'breaking endpoint orders: is gone, and with it /mcp/acme/orders and /mcp/2t6677fztpmuqyn2 @ orders at orders.yaml:13:1',
        'breaking endpoint orders: /mcp/acme/Orders/1.0 dies on gateways of group default @ orders at orders.yaml:13:1',
      ],
    ],
  ])('that changes %s says so, with the place where it stands or stood', async (_, changes, lines) => {
    await test.apply(base);
    const { contract } = await plan(test.plane, { ...base, ...changes });
    expect(contract.base).toMatchObject({ sequence: 1 });
    expect(contract.changes.map(lineOf)).toEqual(lines);
  });

  it('names a tool once, with every endpoint that offers it', async () => {
    const second = String(base['orders.yaml'])
      .split('---\n')
      .slice(2)
      .join('')
      .replace('name: orders }\nspec', 'name: more }\nspec')
      .replace('gatewayGroup: default, name: orders', 'gatewayGroup: second, name: more');
    const two = {
      ...base,
      'second.yaml': group('second', { env: 'test' }),
      'more.yaml': second,
    };
    await test.apply(two);
    const { contract } = await plan(test.plane, { ...two, ...orders({ '/orders': 'All orders.' }) });
    expect(contract.changes.map(lineOf)).toEqual([
      'breaking tool get_stock: no longer offered @ more, orders at specs/orders.yaml:9:5',
    ]);
  });

  it('is the same document, with the same digest, whenever it is made', async () => {
    const [one, two] = [await plan(test.plane, base), await plan(test.plane, base)];
    expect(two).toEqual(one);
    const read = contractSchema.parse(JSON.parse(JSON.stringify(one.contract)));
    expect(contractDigest(read)).toBe(one.planDigest);
  });

  it('has another digest with any other content', async () => {
    await test.apply(base);
    const { contract, planDigest } = await plan(test.plane, { ...base, ...orders({ '/a': 'A.' }) });
    const others = [
      { ...contract, organization: 'other' },
      { ...contract, source: 'other' },
      { ...contract, commit: 'c0ffee' },
      { ...contract, compiler: '0.0.0' },
      { ...contract, changes: contract.changes.slice(1) },
      { ...contract, base: { sequence: 2, snapshot: contract.base?.snapshot ?? '' } },
    ].map(contractDigest);
    expect(new Set([planDigest, ...others]).size).toBe(7);
  });
});
