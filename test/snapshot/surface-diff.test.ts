import { describe, expect, it } from 'vitest';
import { cachingOpener, composeView, diffTools, type SurfaceSide } from '../../src/snapshot/index.ts';
import { compileSmall, type Files, manifest, smallTree } from '../compiler/support/small-tree.ts';

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
const get = 'get:\n      responses';
const orders = smallTree['orders.yaml'] as string;

describe('what clients of an endpoint see change', () => {
  it.each<[string, Files, Files, string[]]>([
    ['nothing', {}, { 'group.yaml': smallTree['group.yaml']?.replace('dev', 'test') }, []],
    [
      'a description',
      {},
      { 'orders.yaml': orders.replace(get, 'get:\n      description: all\n      responses') },
      ['changed get_orders: description'],
    ],
    [
      'a title too',
      {},
      { 'orders.yaml': orders.replace(get, 'get:\n      summary: all\n      responses') },
      ['changed get_orders: description, title'],
    ],
    [
      'a path',
      {},
      { 'orders.yaml': orders.replace('/orders', '/order') },
      ['added get_order: ', 'removed get_orders: ', 'added post_order: ', 'removed post_orders: '],
    ],
    [
      'a shared schema, deep down',
      { 'orders.yaml': shared('object') },
      { 'orders.yaml': shared('string') },
      ['changed get_orders: schema Order'],
    ],
    [
      'a selection',
      {},
      { 'plan.yaml': `${smallTree['plan.yaml']}  includedOperations: [GET /orders]\n` },
      ['removed post_orders: '],
    ],
    [
      'the exposition gone',
      {},
      { 'exposition.yaml': undefined },
      ['removed get_orders: ', 'removed post_orders: '],
    ],
  ])('%s', async (_, before, after, expected) => {
    const changes = diffTools(await sideOf(before), await sideOf(after));
    expect(changes.map(({ action, tool, fields }) => `${action} ${tool}: ${fields.join(', ')}`)).toEqual(
      expected,
    );
    const opposite = { added: 'removed', removed: 'added', changed: 'changed' };
    const back = diffTools(await sideOf(after), await sideOf(before));
    expect(back.map(({ action, tool }) => `${action} ${tool}`).sort()).toEqual(
      changes.map(({ action, tool }) => `${opposite[action]} ${tool}`).sort(),
    );
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
