import { manifest } from '../support/small-tree.ts';
import type { FindingCase } from './finding-case.ts';

/** The small tree with a GraphQL schema, `orders.graphql`, in place of the OpenAPI description. */
const schema = (sdl: string, more = ''): FindingCase['files'] => ({
  'service.yaml': manifest(
    'Service',
    'orders',
    `file: orders.graphql\nname: Orders\nversion: "1"${more === '' ? '' : `\n${more}`}`,
  ),
  'orders.yaml': undefined,
  'orders.graphql': sdl,
});

/** The same with the answer of an introspection query, `orders.json`. */
const introspection = (json: string): FindingCase['files'] => ({
  ...schema(''),
  'service.yaml': manifest('Service', 'orders', 'file: orders.json\nname: Orders\nversion: "1"'),
  'orders.graphql': undefined,
  'orders.json': json,
});

const many = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');

const query = 'type Query { orders: [ID!]! }\n';

/** Findings about GraphQL schemas. */
export const graphqlCases: readonly FindingCase[] = [
  {
    code: 'RSH4100',
    files: schema('type Query {\n  orders: [ID!\n}\n'),
    said: [
      "RSH4100 orders.graphql:3:1 expected \"]\", found \"}\" → correct the text here, or just before",
    ],
  },
  {
    code: 'RSH4100',
    what: 'in a file that is empty',
    files: schema('# nothing\n'),
    said: [
      'RSH4100 orders.graphql:2:1 unexpected <EOF> → correct the text here, or just before',
    ],
  },
  {
    code: 'RSH4100',
    what: 'in an imported file, by a character',
    files: { ...schema(`# import "types.graphql"\n${query}`), 'types.graphql': 'type Order {\n  id: ID?\n}' },
    said: [
      'RSH4100 types.graphql:2:9 unexpected character: "?" → correct the text here, or just before',
    ],
  },
  {
    code: 'RSH4101',
    files: schema('type Query {\n  orders: [Oder!]!\n}\ntype Order { id: ID! }\n'),
    said: ["RSH4101 orders.graphql:2:12 there is no type 'Oder' → did you mean 'Order'?"],
  },
  {
    code: 'RSH4101',
    what: 'of an argument, an interface and a union',
    files: schema(
      'type Query { orders(by: Sorting): ID }\ntype Order implements Entity { id: ID! }\nunion All = Order | Customer\n',
    ),
    said: [
      "RSH4101 orders.graphql:1:25 there is no type 'Sorting' → did you mean 'String'?",
      "RSH4101 orders.graphql:2:23 there is no type 'Entity' → define it, or import the file that does",
      "RSH4101 orders.graphql:3:21 there is no type 'Customer' → define it, or import the file that does",
    ],
  },
  {
    code: 'RSH4102',
    files: schema(`${query}type Order { id: ID! }\ntype Order { id: ID! }\n`),
    said: [],
  },
  {
    code: 'RSH4102',
    what: 'by an interface that is not kept',
    files: schema(
      `${query}interface Entity {\n  id: ID!\n}\ntype Order implements Entity {\n  name: String\n}\n`,
    ),
    said: [],
  },
  {
    code: 'RSH4102',
    what: 'by an object among arguments',
    files: schema('type Query {\n  orders(by: Order): ID\n}\ntype Order { id: ID! }\n'),
    said: [],
  },
  {
    code: 'RSH4102',
    what: 'by an argument of a directive',
    files: schema('type Query {\n  orders: ID @deprecated(reason: 5)\n}\n'),
    said: [],
  },
  {
    code: 'RSH4103',
    files: schema('type Query {\n  orders: ID\n  orders: String\n}\n'),
    said: [],
  },
  {
    code: 'RSH4103',
    what: 'of an enum and of arguments',
    files: schema('type Query { orders(state: State, state: State): ID }\nenum State { OPEN OPEN }\n'),
    said: [],
  },
  {
    code: 'RSH4104',
    files: schema('type Query {\n  orders: ID @key(fields: "id")\n  order: ID @key(fields: "id")\n}\n'),
    said: [],
  },
  {
    code: 'RSH4104',
    what: 'where it may not stand',
    files: schema('type Query {\n  orders: ID @specifiedBy(url: "urn:a")\n}\n'),
    said: [],
  },
  {
    code: 'RSH4105',
    files: schema(`# import Order from "./type.graphql"\n${query}`),
    said: [],
  },
  {
    code: 'RSH4105',
    what: 'from an imported file, out of the tree',
    files: {
      ...schema(`#import 'types/order.graphql'\n${query}`),
      'types/order.graphql': 'scalar A\n  # import * from "../../all.graphql"\n',
    },
    said: [],
  },
  {
    code: 'RSH4106',
    files: schema(`type Query {\n  orders: ${'['.repeat(100)}ID${']'.repeat(100)}\n}\n`),
    said: [],
  },
  {
    code: 'RSH4106',
    what: 'in a default value',
    files: schema(`type Query {\n  orders(all: [ID] = ${'['.repeat(5000)}): ID\n}\n`),
    said: [],
  },
  {
    code: 'RSH4107',
    files: schema('type Order { id: ID! }\n'),
    said: [],
  },
  {
    code: 'RSH4107',
    what: 'in a schema definition',
    files: schema('schema { mutation: Mutation }\ntype Mutation { pay(id: ID!): Boolean }\n'),
    said: [],
  },
  {
    code: 'RSH4108',
    files: schema('type Query {\n  orders(first: Int! = "ten"): ID\n}\n'),
    said: [],
  },
  {
    code: 'RSH4108',
    what: 'of an enum',
    files: schema('type Query { orders(by: By): ID }\nenum State { OPEN }\ninput By {\n  state: State = CLOSED\n}\n'),
    said: [],
  },
  {
    code: 'RSH4109',
    files: schema(`${query}query all { orders }\n`),
    said: [],
  },
  {
    code: 'RSH4109',
    what: 'without a name, and a fragment',
    files: schema(`${query}fragment some on Query { orders }\n{ orders }\n`),
    said: [],
  },
  {
    code: 'RSH4110',
    files: schema(`${query}type Subscription { orders: ID }\n`),
    said: [],
  },
  {
    code: 'RSH4110',
    what: 'by another name',
    files: schema(`schema { query: Query subscription: Live }\n${query}type Live { orders: ID payments: ID }\n`),
    said: [],
  },
  {
    code: 'RSH4111',
    files: schema(`${query}type Mutation {\n  scan(file: Upload!): ID\n}\nscalar Upload\n`),
    said: [],
  },
  {
    code: 'RSH4111',
    what: 'in an input object',
    files: schema(
      `${query}type Mutation {\n  scan(slip: Slip!): ID\n  note(file: Upload, text: String): ID\n}\ninput Slip { page: Page! }\ninput Page { files: [Upload!]! }\nscalar Upload\n`,
    ),
    said: [],
  },
  {
    code: 'RSH4112',
    files: schema(`${query}type Mutation {\n  orders: ID\n}\n`),
    said: [],
  },
  {
    code: 'RSH4112',
    what: 'in types of other names',
    files: schema('schema { query: Q mutation: M }\ntype Q { pay: ID }\ntype M { pay: ID }\n'),
    said: [],
  },
  {
    code: 'RSH4113',
    files: schema(
      'type Query {\n  order: Order\n}\ntype Order { id: ID! a: ID b: ID items: Items }\ntype Items { c: ID d: ID }\n',
      'graphql: { maxFields: 5 }',
    ),
    said: [],
  },
  {
    code: 'RSH4113',
    what: 'in the first level',
    files: schema('type Query {\n  order: Order\n}\ntype Order { a: ID b: ID c: ID }\n', 'graphql: { maxFields: 2 }'),
    said: [],
  },
  {
    code: 'RSH4114',
    files: schema(
      'type Query {\n  order: Order\n}\ntype Order { id: ID! items: Items }\ntype Items { c: ID }\n',
      'graphql: { maxDepth: 1 }',
    ),
    said: [],
  },
  {
    code: 'RSH4114',
    what: 'of several operations',
    files: schema(
      'type Query { count: Int a: A b: B }\ntype A { b: B }\ntype B { c: C }\ntype C { d: D }\ntype D { e: ID }\n',
    ),
    said: [],
  },
  {
    code: 'RSH4115',
    files: schema(
      `type Query {\n  order: Order\n}\ntype Order {\n  id: ID\n${'x'
        .repeat(101)
        .split('')
        .map((name, index) => `  ${name}${index}(a: Int): ID\n`)
        .join('')}}\n`,
    ),
    said: [],
  },
  {
    code: 'RSH4116',
    files: schema(
      `type Query { ${many(50, (index) => `q${index}: Order`)} }\ntype Order { ${many(190, (index) => `a${index}${'x'.repeat(1000)}: ID`)} }\n`,
    ),
    said: [],
  },
  {
    code: 'RSH4116',
    what: 'by relations',
    files: schema(
      `type Query { order: Order }\ntype Order { ${many(100, (index) => `r${index}(a: ID): All`)} }\ntype All { ${many(190, (index) => `a${index}${'x'.repeat(1000)}: ID`)} }\n`,
    ),
    said: [],
  },
  {
    code: 'RSH4117',
    files: introspection('{ "data": { "__schema": {\n  "types": []\n} } }\n'),
    said: [],
  },
  {
    code: 'RSH4117',
    what: 'by a type that is not there',
    files: introspection(
      '{ "__schema": { "queryType": { "name": "Query" }, "directives": [], "types": [\n  { "kind": "OBJECT", "name": "Query", "interfaces": [], "fields": [\n    { "name": "orders", "args": [], "isDeprecated": false, "type": { "kind": "OBJECT", "name": "Order" } }\n] } ] } }\n',
    ),
    said: [],
  },
  {
    code: 'RSH4117',
    what: 'by a field without arguments',
    files: introspection(
      '{ "__schema": { "queryType": { "name": "Query" }, "directives": [], "types": [\n  { "kind": "OBJECT", "name": "Query", "interfaces": [], "fields": [\n    { "name": "orders", "type": { "kind": "SCALAR", "name": "ID" } }\n] } ] } }\n',
    ),
    said: [],
  },
];

/** What is next to a mistake and none. */
export const graphqlSilent: readonly Pick<FindingCase, 'code' | 'what' | 'files'>[] = [];
