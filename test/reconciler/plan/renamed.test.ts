import { describe, expect, it } from 'vitest';
import { compiledSide } from '../../../src/cli/compile/compiled-side.ts';
import { contractOf } from '../../../src/cli/plan/plan-tree.ts';
import { compile } from '../../../src/compiler/index.ts';
import { memoryTree } from '../../../src/kernel/index.ts';
import { group, offered, openApi, project } from '../../e2e/support/tree.ts';
import type { Texts } from '../support/planned.ts';

const shop: Texts = {
  'reshapr.yaml': project('shop'),
  'groups.yaml': group('default', { env: 'dev' }),
  'orders.yaml': offered('Orders', 'http://backend.invalid', 'default'),
  'specs/orders.yaml': openApi('Orders', { '/orders': 'All orders.' }),
};

/** The shop with another text in some file. */
function edited(file: string, ...replaced: [string, string][]): Texts {
  const text = replaced.reduce((before, [from, to]) => before.replaceAll(from, to), String(shop[file]));
  return { ...shop, [file]: text };
}

async function compiled(texts: Texts) {
  const result = await compile(memoryTree(texts));
  if (result.compiled === undefined)
    throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  return result.compiled;
}

const others = (more: string): [string, string][] => [
  ['{ name: all }', `{ name: everyone${more} }`],
  ['configurationPlan: all', 'configurationPlan: everyone'],
];
const sales = (more: string): Texts => ({
  ...edited(
    'orders.yaml',
    ['{ name: Orders', '{ name: Sales'],
    ['{ name: orders }\nspec: { file', `{ name: orders${more} }\nspec: { file`],
  ),
  'specs/orders.yaml': String(shop['specs/orders.yaml']).replace('title: Orders', 'title: Sales'),
});
const edge = (more: string): Texts => ({
  ...edited('orders.yaml', ['gatewayGroup: default', 'gatewayGroup: edge']),
  'groups.yaml': group('edge', { env: 'dev' }).replace('{ name: edge }', `{ name: edge${more} }`),
});
const idDies = 'breaking endpoint-url-lost: /mcp/2t6677fztpmuqyn2 dies';

describe('a rename', () => {
  it.each<[string, Texts, string[]]>([
    ['of a ConfigurationPlan', edited('orders.yaml', ...others('')), [idDies]],
    ['of a ConfigurationPlan that says so', edited('orders.yaml', ...others(', renamedFrom: all')), []],
    [
      'of a GatewayGroup',
      edge(''),
      [idDies, 'breaking service-url-lost: /mcp/acme/Orders/1.0 dies on gateways of group default'],
    ],
    ['of a GatewayGroup that says so', edge(', renamedFrom: default'), []],
    [
      'of a Service',
      sales(''),
      [idDies, 'breaking service-url-lost: /mcp/acme/Orders/1.0 dies on gateways of group default'],
    ],
    [
      'of a Service that says so',
      sales(', renamedFrom: Orders'),
      ['breaking service-url-lost: /mcp/acme/Orders/1.0 dies on gateways of group default'],
    ],
    [
      'of an endpoint',
      edited('orders.yaml', ['default, name: orders', 'default, name: sales']),
      ['breaking endpoint-url-lost: /mcp/acme/orders dies'],
    ],
  ])('%s: which URLs die', async (_, after, dying) => {
    const before = { sequence: 1, side: compiledSide(await compiled(shop)) };
    const { changes } = contractOf(await compiled(after), undefined, before);
    const breaking = changes.flatMap((change) =>
      change.type === 'surface' && change.class === 'breaking'
        ? [`breaking ${change.kind}: ${change.text}`]
        : [],
    );
    expect(breaking).toEqual(dying);
  });
});
