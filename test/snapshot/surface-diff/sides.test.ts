import { describe, expect, it } from 'vitest';
import { cachingOpener, composeView, diffSides, type SurfaceSide } from '../../../src/snapshot/index.ts';
import { compileSmall, type Files, manifest, smallTree } from '../../compiler/support/small-tree.ts';

async function sideOf(files: Files): Promise<SurfaceSide> {
  const { compiled, diagnostics } = await compileSmall(files);
  if (compiled === undefined) throw new Error(JSON.stringify(diagnostics));
  const bytes = new Map(compiled.snapshot.objects.map((object) => [object.digest, object.bytes]));
  return {
    entries: compiled.snapshot.objects,
    open: cachingOpener((digest) => bytes.get(digest) as Uint8Array),
  };
}

const shared = (type: string): string => `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      responses: { "200": { description: all, content: { application/json: { schema: { $ref: "#/components/schemas/List" } } } } }
    post:
      responses: { "204": { description: done } }
components:
  schemas:
    List: { type: object, properties: { all: { type: array, items: { $ref: "#/components/schemas/Order" } } } }
    Order: { type: ${type} }
`;
const sameAnswer =
  '"200": { description: one, content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } } }';
const twoTools = (field: string): string =>
  shared(`object, properties: { ${field}: { type: string } }`).replace(
    '"204": { description: done }',
    sameAnswer,
  );
const get = 'get:\n      responses';
const orders = smallTree['orders.yaml'] as string;

describe('what clients of the endpoints of a source see change', () => {
  const two = manifest(
    'Exposition',
    'more',
    'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: other\nname: more',
  );
  const more = { 'more.yaml': `${two}---\n${manifest('GatewayGroup', 'other', 'labels: { env: test }')}` };

  it.each<[string, Files, Files, string[]]>([
    ['nothing', {}, { 'group.yaml': smallTree['group.yaml']?.replace('dev', 'test') }, []],
    [
      'a description, once for both endpoints',
      more,
      { ...more, 'orders.yaml': orders.replace(get, 'get:\n      description: all\n      responses') },
      ['safe tool get_orders: has another description @ l7bwpdtrginitmky, more'],
    ],
    [
      'a path',
      {},
      { 'orders.yaml': orders.replace('/orders', '/order') },
      [
        'breaking tool get_orders: no longer offered @ l7bwpdtrginitmky',
        'breaking tool post_orders: no longer offered @ l7bwpdtrginitmky',
        'safe tool get_order: new @ l7bwpdtrginitmky',
        'safe tool post_order: new @ l7bwpdtrginitmky',
      ],
    ],
    [
      'a shared schema, deep down',
      { 'orders.yaml': shared('object') },
      { 'orders.yaml': shared('string') },
      ['breaking tool get_orders: field Order is string, before object @ l7bwpdtrginitmky'],
    ],
    [
      'a shared schema that two tools lead to, once for both',
      { 'orders.yaml': twoTools('a') },
      { 'orders.yaml': twoTools('b') },
      [
        'breaking tool get_orders post_orders: field Order.a is gone @ l7bwpdtrginitmky',
        'safe tool get_orders post_orders: field Order.b is new @ l7bwpdtrginitmky',
      ],
    ],
    [
      'a selection',
      {},
      { 'plan.yaml': `${smallTree['plan.yaml']}  includedOperations: [GET /orders]\n` },
      ['breaking tool post_orders: no longer offered @ l7bwpdtrginitmky'],
    ],
    [
      'the exposition gone',
      {},
      { 'exposition.yaml': undefined },
      [
        'breaking endpoint l7bwpdtrginitmky: is gone, and with it /mcp/l7bwpdtrginitmky @ l7bwpdtrginitmky',
        'breaking endpoint l7bwpdtrginitmky: /mcp/acme/Orders/1 dies on gateways of group default @ l7bwpdtrginitmky',
      ],
    ],
  ])('%s', async (_, before, after, expected) => {
    const changes = diffSides(await sideOf(before), await sideOf(after));
    expect(
      changes.map(
        ({ class: level, about, names, text, endpoints }) =>
          `${level} ${about} ${names.join(' ')}: ${text} @ ${endpoints.join(', ')}`,
      ),
    ).toEqual(expected);
  });
});

describe('a view', () => {
  const files: Files = {
    'two.yaml': [
      manifest('GatewayGroup', 'other', 'labels: { env: test }'),
      manifest(
        'ConfigurationPlan',
        'few',
        'service: { name: Orders, version: "1" }\nbackendEndpoint: http://localhost:2\nincludedOperations: [POST /orders]',
      ),
      manifest(
        'Exposition',
        'few',
        'service: { name: Orders }\nconfigurationPlan: few\ngatewayGroup: other\nname: few',
      ),
    ].join('---\n'),
    'orders.yaml': shared('object'),
  };

  it.each([
    [['default'], ['election', 'exposition', 'schema', 'schema', 'tool', 'tool']],
    [['other'], ['election', 'exposition', 'tool']],
    [
      ['default', 'other'],
      ['election', 'exposition', 'exposition', 'schema', 'schema', 'tool', 'tool'],
    ],
    [[], []],
    [['nobody'], []],
  ])('of %j holds what its expositions need, and nothing else', async (groups, kinds) => {
    const { entries, open } = await sideOf(files);
    const view = composeView({ organization: 'acme', entries, since: new Map() }, new Set(groups), open);
    expect(view.entries.map(({ kind }) => kind)).toEqual(kinds);
    const reversed = composeView(
      { organization: 'acme', entries: [...entries].reverse(), since: new Map() },
      new Set(groups),
      open,
    );
    expect(reversed).toEqual(view);
  });

  it('elects who came last, and else by name and id', async () => {
    const { entries, open } = await sideOf({
      ...files,
      'exposition.yaml': `${smallTree['exposition.yaml']}  name: zebra\n`,
    });
    const names = (since: Map<string, number>): string[] => {
      const view = composeView({ organization: 'acme', entries, since }, new Set(['default', 'other']), open);
      const election = JSON.parse(Buffer.from(view.made[0]?.bytes ?? []).toString()) as {
        expositions: { id: string }[];
      };
      return election.expositions.map(({ id }) => {
        const entry = entries.find(({ kind, name }) => kind === 'exposition' && name === id);
        return open('exposition', entry?.digest ?? '').name ?? id;
      });
    };
    expect(names(new Map())).toEqual(['few', 'zebra']);
    const zebra = entries.find(
      ({ kind, digest }) => kind === 'exposition' && open('exposition', digest).name === 'zebra',
    );
    expect(names(new Map([[zebra?.name ?? '', 3]]))).toEqual(['zebra', 'few']);
  });
});
