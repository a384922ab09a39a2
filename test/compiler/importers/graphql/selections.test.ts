import { describe, expect, it } from 'vitest';
import { importGraphql } from '../../../../src/compiler/importers/graphql/import.ts';
import { readSdl } from '../../../../src/compiler/importers/graphql/read-sdl.ts';
import type { GraphqlCall } from '../../../../src/snapshot/index.ts';

const types = `
type Order { id: ID! state: State! items: [Item!]! customer: Customer old: ID @deprecated }
type Item { name: String! of: Order maker: Maker }
type Maker { name: String! country: Country }
type Country { code: ID! }
type Customer { name: String! orders(first: Int): [Order!]! }
enum State { OPEN }
`;

/** What the query `q` of this type asks for. */
function asked(type: string, more: string, graphql?: { maxDepth?: number; maxFields?: number }): GraphqlCall {
  const bytes = Buffer.from(`type Query { q: ${type} }\n${more}`);
  const main = { file: 'a.graphql', bytes };
  const input = { main, service: { name: 'A', version: '1' }, part: () => undefined };
  const { tools, diagnostics } = importGraphql((report) => readSdl(input, report), graphql);
  const call = tools.find(({ tool }) => tool.name === 'q')?.tool.call;
  if (call?.protocol !== 'graphql') throw new Error(JSON.stringify(diagnostics));
  return call;
}

describe('a selection', () => {
  it.each([
    ['a scalar', 'Int', '', {}, undefined],
    ['an enum in lists', '[[State!]!]', types, {}, undefined],
    [
      'three levels, and no object that contains itself, deprecated field or field with arguments',
      'Order',
      types,
      {},
      'id state items { name maker { name } } customer { name }',
    ],
    [
      'more levels',
      '[Order!]',
      types,
      { maxDepth: 4 },
      'id state items { name maker { name country { code } } } customer { name }',
    ],
    ['one level', 'Order', types, { maxDepth: 1 }, 'id state'],
    [
      'a level less, for its fields',
      'Order',
      types,
      { maxFields: 7 },
      'id state items { name } customer { name }',
    ],
    ['the first fields', 'Order', types, { maxFields: 1 }, 'id'],
    ['a type without a field to ask for', 'Empty', 'type Empty { a(b: Int): Int }', {}, '__typename'],
    ['no object that is empty', 'A', 'type A { a: Int b: B } type B { c(d: Int): Int }', {}, 'a'],
    [
      'a union',
      'U',
      'union U = A | B\ntype A { a: Int x: Int }\ntype B { b: Int x: Int }',
      {},
      '__typename ... on A { a x } ... on B { b x }',
    ],
    [
      'a union, with keys of their own for what differs',
      'U',
      'union U = A | B | C\ntype A { x: Int }\ntype B { x: Int! }\ntype C { x: [Int] B_x: ID }',
      {},
      '__typename ... on A { x } ... on B { B_x: x } ... on C { C_x: x C_B_x: B_x }',
    ],
    [
      'an interface, its own fields once',
      'I',
      'interface I { id: ID! x: Int }\ntype A implements I { id: ID! x: Int! a: Int }\ntype B implements I { id: ID! x: Int b: ID }',
      {},
      '__typename id x ... on A { a } ... on B { b }',
    ],
    [
      'an interface without what its types have besides, for its fields',
      'I',
      'interface I { id: ID! }\ntype A implements I { id: ID! a: Int b: Int c: Int }',
      { maxFields: 3 },
      '__typename id',
    ],
    [
      'edges beside nodes',
      'C',
      'type C { nodes: [N] edges: [E] }\ntype E { node: N cursor: ID }\ntype N { a: Int b: Int }',
      {},
      'nodes { a b } edges { node { a b } cursor }',
    ],
    [
      'nodes without edges, for their fields',
      'C',
      'type C { nodes: [N] edges: [E] }\ntype E { node: N cursor: ID }\ntype N { a: Int b: Int }',
      { maxFields: 6 },
      'nodes { a b }',
    ],
  ])('has %s', (_, type, more, limits, selection) => {
    expect(asked(type, more, limits).selection).toBe(selection);
  });

  it('has relations for fields that take arguments, beside what it asks for', () => {
    const { selection, relations } = asked(
      'Customer!',
      `${types}extend type Customer { avatar(size: Int! = 10, orders_first: ID!): String }`,
    );
    expect(selection).toBe('name');
    expect(relations).toEqual([
      {
        argument: '__relation_orders',
        field: 'orders',
        arguments: [{ argument: 'first', variable: 'orders_first', type: 'Int' }],
        selection: 'id state items { name maker { name } }',
      },
      {
        argument: '__relation_avatar',
        field: 'avatar',
        arguments: [
          { argument: 'size', variable: 'avatar_size', type: 'Int' },
          { argument: 'orders_first', variable: 'avatar_orders_first', type: 'ID!' },
        ],
      },
    ]);
  });

  it('gives each variable a name of its own', () => {
    const bytes = Buffer.from(
      'type Query { q(o_a: ID, o_a_: ID): O }\ntype O { o(a: Int, a_: Int): ID o_a(_: Int): ID }',
    );
    const main = { file: 'a.graphql', bytes };
    const input = { main, service: { name: 'A', version: '1' }, part: () => undefined };
    const { tools } = importGraphql((report) => readSdl(input, report));
    const call = tools[0]?.tool.call as GraphqlCall;
    const names = [
      ...call.arguments.map(({ argument }) => argument),
      ...(call.relations ?? []).flatMap((relation) => relation.arguments.map(({ variable }) => variable)),
    ];
    expect(new Set(names).size).toBe(5);
  });
});
