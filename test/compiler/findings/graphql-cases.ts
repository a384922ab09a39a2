import { manifest } from '../support/small-tree.ts';
import type { FindingCase, SilentCase } from './finding-case.ts';

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

const orders = 'type Query { orders: [Order!]! }\ntype Order { id: ID! }\n';
const imported: FindingCase['files'] = {
  ...schema('#import Order from "./types/order.graphql"\ntype Query { orders: [Order!]! }\n'),
  'types/order.graphql': '# import "../orders.graphql"\ntype Order { id: ID! of: Query }\n',
};

/** Findings about GraphQL schemas. */
export const graphqlCases: readonly FindingCase[] = [
  {
    code: 'RSH4100',
    files: schema('type Query {\n  orders: [ID!\n}\n'),
    said: ['RSH4100 orders.graphql:3:1 expected "]", found "}" → correct the text here, or just before'],
  },
  {
    code: 'RSH4100',
    what: 'in a file that is empty',
    files: schema('# nothing\n'),
    said: ['RSH4100 orders.graphql:2:1 unexpected <EOF> → correct the text here, or just before'],
  },
  {
    code: 'RSH4100',
    what: 'in an imported file, by a character',
    files: { ...schema(`# import "types.graphql"\n${query}`), 'types.graphql': 'type Order {\n  id: ID?\n}' },
    said: ['RSH4100 types.graphql:2:9 unexpected character: "?" → correct the text here, or just before'],
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
    said: [
      'RSH4102 orders.graphql:3:6 there can be only one type named "Order" → correct the schema here, or take it from the backend again',
    ],
  },
  {
    code: 'RSH4102',
    what: 'by an interface that is not kept',
    files: schema(
      `${query}interface Entity {\n  id: ID!\n}\ntype Order implements Entity {\n  name: String\n}\n`,
    ),
    said: [
      'RSH4102 orders.graphql:5:6 interface field Entity.id expected but Order does not provide it → correct the schema here, or take it from the backend again',
    ],
  },
  {
    code: 'RSH4102',
    what: 'by an object among arguments',
    files: schema('type Query {\n  orders(by: Order): ID\n}\ntype Order { id: ID! }\n'),
    said: [
      'RSH4102 orders.graphql:2:14 the type of Query.orders(by:) must be Input Type but got: Order → correct the schema here, or take it from the backend again',
    ],
  },
  {
    code: 'RSH4102',
    what: 'by an argument of a directive',
    files: schema('type Query {\n  orders: ID @deprecated(reason: 5)\n}\n'),
    said: [
      'RSH4102 orders.graphql:2:34 argument "reason" has invalid value 5 → correct the schema here, or take it from the backend again',
    ],
  },
  {
    code: 'RSH4103',
    files: schema('type Query {\n  orders: ID\n  orders: String\n}\n'),
    said: ['RSH4103 orders.graphql:3:3 field "Query.orders" can only be defined once → keep one of the two'],
  },
  {
    code: 'RSH4103',
    what: 'of an enum and of arguments',
    files: schema('type Query { orders(state: State, state: State): ID }\nenum State { OPEN OPEN }\n'),
    said: [
      'RSH4103 orders.graphql:1:35 argument "Query.orders(state:)" can only be defined once → keep one of the two',
      'RSH4103 orders.graphql:2:19 enum value "State.OPEN" can only be defined once → keep one of the two',
    ],
  },
  {
    code: 'RSH4104',
    files: schema('type Query {\n  orders: ID @key(fields: "id")\n  order: ID @key(fields: "id")\n}\n'),
    said: ['RSH4104 orders.graphql:2:15 unknown directive "@key"'],
  },
  {
    code: 'RSH4104',
    what: 'where it may not stand',
    files: schema('type Query {\n  orders: ID @specifiedBy(url: "urn:a")\n}\n'),
    said: ['RSH4104 orders.graphql:2:15 directive "@specifiedBy" may not be used on FIELD_DEFINITION'],
  },
  {
    code: 'RSH4105',
    files: schema(`# import Order from "./type.graphql"\n${query}`),
    said: [
      'RSH4105 orders.graphql:1:22 there is no file type.graphql → add the file to the tree, or correct the path',
    ],
  },
  {
    code: 'RSH4105',
    what: 'from an imported file, out of the tree',
    files: {
      ...schema(`#import 'types/order.graphql'\n${query}`),
      'types/order.graphql': 'scalar A\n  # import * from "../../all.graphql"\n',
    },
    said: [
      'RSH4105 types/order.graphql:2:20 there is no file ../all.graphql → add the file to the tree, or correct the path',
    ],
  },
  {
    code: 'RSH4106',
    files: schema(`type Query {\n  orders: ${'['.repeat(100)}ID${']'.repeat(100)}\n}\n`),
    said: [
      'RSH4106 orders.graphql:2:110 nested more than 100 levels deep → give the inner values a type of their own',
    ],
  },
  {
    code: 'RSH4106',
    what: 'in a default value',
    files: schema(`type Query {\n  orders(all: [ID] = ${'['.repeat(5000)}): ID\n}\n`),
    said: [
      'RSH4106 orders.graphql:2:120 nested more than 100 levels deep → give the inner values a type of their own',
    ],
  },
  {
    code: 'RSH4106',
    what: 'by input objects that require each other',
    files: schema(
      `type Query { orders(by: By0): ID }\n${many(101, (index) => `input By${index} { by: By${index + 1}! }`).replaceAll('} input', '}\ninput')}\ninput By101 { id: ID }\n`,
    ),
    said: [
      'RSH4106 orders.graphql:102:7 nested more than 100 levels deep → give the inner values a type of their own',
    ],
  },
  {
    code: 'RSH4118',
    files: schema(`${query}${many(5000, (index) => `scalar S${index}`)}\n`),
    said: [
      'RSH4118 orders.graphql:1:1 5001 types are more than the 5000 that a schema may have → take what the tools need into a schema of its own',
    ],
  },
  {
    code: 'RSH4118',
    what: 'in an introspection result',
    files: introspection(
      `{ "__schema": { "queryType": { "name": "Query" }, "directives": [], "types": [${many(5001, () => '{ "kind": "SCALAR", "name": "ID" }').replaceAll('} {', '}, {')}] } }`,
    ),
    said: [
      'RSH4118 orders.json:1:1 5001 types are more than the 5000 that a schema may have → take what the tools need into a schema of its own',
    ],
  },
  {
    code: 'RSH4107',
    files: schema('type Order { id: ID! }\n'),
    said: [
      'RSH4107 orders.graphql:1:1 this schema has no query type → add type Query, or import the file that has it: # import "query.graphql"',
    ],
  },
  {
    code: 'RSH4107',
    what: 'in a schema definition',
    files: schema('type Mutation { pay(id: ID!): Boolean }\nschema { mutation: Mutation }\n'),
    said: [
      'RSH4107 orders.graphql:2:1 this schema has no query type → add type Query, or import the file that has it: # import "query.graphql"',
    ],
  },
  {
    code: 'RSH4108',
    files: schema('type Query {\n  orders(first: Int! = "ten"): ID\n}\n'),
    said: ['RSH4108 orders.graphql:2:24 the default "ten" is no Int! → correct the default, or the type'],
  },
  {
    code: 'RSH4108',
    what: 'of an enum',
    files: schema(
      'type Query { orders(by: By): ID }\nenum State { OPEN }\ninput By {\n  state: State = CLOSED\n}\n',
    ),
    said: ['RSH4108 orders.graphql:4:18 the default CLOSED is no State → correct the default, or the type'],
  },
  {
    code: 'RSH4109',
    files: schema(`${query}query all { orders }\n`),
    said: [
      'RSH4109 orders.graphql:2:7 the query all defines nothing of the schema → move it to a file of its own, which no Service refers to',
    ],
  },
  {
    code: 'RSH4109',
    what: 'without a name, and a fragment',
    files: schema(`${query}fragment some on Query { orders }\n{ orders }\n`),
    said: [
      'RSH4109 orders.graphql:2:10 the fragment some defines nothing of the schema → move it to a file of its own, which no Service refers to',
      'RSH4109 orders.graphql:3:1 a query defines nothing of the schema → move it to a file of its own, which no Service refers to',
    ],
  },
  {
    code: 'RSH4110',
    files: schema(`${query}type Subscription { orders: ID }\n`),
    said: ['RSH4110 orders.graphql:2:6 1 subscription becomes no tool'],
  },
  {
    code: 'RSH4110',
    what: 'by another name',
    files: schema(
      `schema { query: Query subscription: Live }\n${query}type Live { orders: ID payments: ID }\n`,
    ),
    said: ['RSH4110 orders.graphql:3:6 2 subscriptions become no tools'],
  },
  {
    code: 'RSH4111',
    files: schema(`${query}type Mutation {\n  scan(file: Upload!): ID\n}\nscalar Upload\n`),
    said: [
      'RSH4111 orders.graphql:3:3 scan becomes no tool: it requires a file → exclude the operation, or give it an argument that is no Upload',
    ],
  },
  {
    code: 'RSH4111',
    what: 'in an input object',
    files: schema(
      `${query}type Mutation {\n  scan(slip: Slip!): ID\n  note(file: Upload, text: String): ID\n}\ninput Slip { page: Page! }\ninput Page { files: [Upload!]! }\nscalar Upload\n`,
    ),
    said: [
      'RSH4111 orders.graphql:3:3 scan becomes no tool: it requires a file → exclude the operation, or give it an argument that is no Upload',
    ],
  },
  {
    code: 'RSH4112',
    files: schema(`${query}type Mutation {\n  orders: ID\n}\n`),
    said: [
      'RSH4112 orders.graphql:3:3 the mutation orders is the operation Mutation.orders with the tool orders_fc52d77a: a query has its name → exclude one of the two operations if a model would mix them up',
    ],
  },
  {
    code: 'RSH4112',
    what: 'in types of other names',
    files: schema('schema { query: Q mutation: M }\ntype Q { pay: ID }\ntype M { pay: ID }\n'),
    said: [
      'RSH4112 orders.graphql:3:10 the mutation pay is the operation M.pay with the tool pay_e586b0ed: a query has its name → exclude one of the two operations if a model would mix them up',
    ],
  },
  {
    code: 'RSH4113',
    files: schema(
      'type Query {\n  order: Order\n}\ntype Order { id: ID! a: ID b: ID items: Items }\ntype Items { c: ID d: ID }\n',
      'graphql: { maxFields: 5 }',
    ),
    said: [
      'RSH4113 orders.graphql:2:3 order asks for 1 of 3 levels: with one more it would ask for over 5 fields',
    ],
  },
  {
    code: 'RSH4113',
    what: 'in the first level',
    files: schema(
      'type Query {\n  order: Order\n}\ntype Order { a: ID b: ID c: ID }\n',
      'graphql: { maxFields: 2 }',
    ),
    said: ['RSH4113 orders.graphql:2:3 order asks for the first 2 fields of its answer only'],
  },
  {
    code: 'RSH4114',
    files: schema(
      'type Query {\n  order: Order\n}\ntype Order { id: ID! items: Items }\ntype Items { c: ID }\n',
      'graphql: { maxDepth: 1 }',
    ),
    said: ['RSH4114 orders.graphql:2:3 the answer of order goes deeper than maxDepth, which is 1'],
  },
  {
    code: 'RSH4114',
    what: 'of several operations',
    files: schema(
      'type Query { count: Int a: A b: B }\ntype A { b: B }\ntype B { c: C }\ntype C { d: D }\ntype D { e: E }\ntype E { f: ID }\n',
    ),
    said: ['RSH4114 orders.graphql:1:25 the answers of a and 1 more go deeper than maxDepth, which is 3'],
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
    said: ['RSH4115 orders.graphql:2:3 order offers 100 of 101 fields that take arguments'],
  },
  {
    code: 'RSH4116',
    files: schema(
      `type Query { ${many(50, (index) => `q${index}: Order`)} }\ntype Order { ${many(190, (index) => `a${index}${'x'.repeat(1000)}: ID`)} }\n`,
    ),
    said: [
      'RSH4116 orders.graphql:1:477 the selections of all tools together have more than 8388608 characters → lower spec.graphql.maxFields of the Service',
    ],
  },
  {
    code: 'RSH4116',
    what: 'by relations',
    files: schema(
      `type Query { order: Order }\ntype Order { ${many(100, (index) => `r${index}(a: ID): All`)} }\ntype All { ${many(190, (index) => `a${index}${'x'.repeat(1000)}: ID`)} }\n`,
    ),
    said: [
      'RSH4116 orders.graphql:1:14 the selections of all tools together have more than 8388608 characters → lower spec.graphql.maxFields of the Service',
    ],
  },
  {
    code: 'RSH4119',
    files: schema(
      `${query}${many(101, (index) => `interface I${index} { id: ID }`)}\ntype T implements ${many(101, (index) => `I${index}`).replaceAll(' ', ' & ')} { id: ID }\n`,
    ),
    said: [
      'RSH4119 orders.graphql:3:6 T implements 101 interfaces, more than the 100 that a type may → take what the tools need into a schema of its own',
    ],
  },
  {
    code: 'RSH4119',
    what: 'of an interface',
    files: schema(
      `${query}${many(101, (index) => `interface I${index} { id: ID }`)}\ninterface J implements ${many(101, (index) => `I${index}`).replaceAll(' ', ' & ')} { id: ID }\n`,
    ),
    said: [
      'RSH4119 orders.graphql:3:11 J implements 101 interfaces, more than the 100 that a type may → take what the tools need into a schema of its own',
    ],
  },
  {
    code: 'RSH4120',
    files: schema(`type Query { ${many(10_001, (index) => `q${index}: ID`)} }\n`),
    said: [
      'RSH4120 orders.graphql:1:6 10001 queries and mutations are more than the 10000 that a schema may have → take what the tools need into a schema of its own',
    ],
  },
  {
    code: 'RSH4120',
    what: 'of both kinds',
    files: schema(
      `type Query { ${many(9_999, (index) => `q${index}: ID`)} }\ntype Mutation { a: ID b: ID }\n`,
    ),
    said: [
      'RSH4120 orders.graphql:1:6 10001 queries and mutations are more than the 10000 that a schema may have → take what the tools need into a schema of its own',
    ],
  },
  {
    code: 'RSH4117',
    files: introspection('{ "data": { "__schema": {\n  "types": []\n} } }\n'),
    said: [
      'RSH4117 orders.json:1:25 __schema.queryType is missing, or not what introspection answers → ask the backend again, with the whole introspection query',
    ],
  },
  {
    code: 'RSH4117',
    what: 'by a type that is not there',
    files: introspection(
      '{ "__schema": { "queryType": { "name": "Query" }, "directives": [], "types": [\n  { "kind": "OBJECT", "name": "Query", "interfaces": [], "fields": [\n    { "name": "orders", "args": [], "isDeprecated": false, "type": { "kind": "OBJECT", "name": "Order" } }\n] } ] } }\n',
    ),
    said: [
      'RSH4117 orders.json:1:3 invalid or incomplete schema, unknown type: Order → ask the backend again, with the whole introspection query',
    ],
  },
  {
    code: 'RSH4117',
    what: 'by a field without arguments',
    files: introspection(
      '{ "data": { "__schema": { "queryType": { "name": "Query" }, "directives": [], "types": [\n  { "kind": "SCALAR", "name": "ID" },\n  { "kind": "OBJECT", "name": "Query", "interfaces": [], "fields": [\n    { "name": "orders", "type": { "kind": "SCALAR", "name": "ID" } }\n] } ] } } }\n',
    ),
    said: [
      'RSH4117 orders.json:1:13 introspection result missing field args → ask the backend again, with the whole introspection query',
    ],
  },
];

/** What is next to a mistake and none. */
export const graphqlSilent: readonly SilentCase[] = [
  { code: 'RSH4100', what: 'punctuation in texts and comments', files: schema(`"}{" # ?\n${query}`) },
  { code: 'RSH4101', what: 'a type of an imported file, which imports back', files: imported },
  { code: 'RSH4101', what: 'a type that is defined below', files: schema(orders) },
  { code: 'RSH4102', what: 'an extended type', files: schema(`${query}extend type Query { order: ID }\n`) },
  {
    code: 'RSH4102',
    what: 'an interface that is kept by a narrower type',
    files: schema(`${orders}interface Named { id: ID }\nextend type Order implements Named\n`),
  },
  { code: 'RSH4103', what: 'one name in two types', files: schema(`${orders}type Item { id: ID! }\n`) },
  {
    code: 'RSH4104',
    what: 'a declared directive, twice where that is allowed',
    files: schema(
      'directive @tag(name: String!) repeatable on FIELD_DEFINITION\ntype Query { orders: ID @tag(name: "a") @tag(name: "b") }\n',
    ),
  },
  { code: 'RSH4105', what: 'a comment about imports', files: schema(`# important: import "none"\n${query}`) },
  { code: 'RSH4105', what: 'an import in a description', files: schema(`"# import 'a.graphql'"\n${query}`) },
  {
    code: 'RSH4106',
    what: '99 lists, and brackets in a description',
    files: schema(`"${'['.repeat(300)}"\ntype Query { orders: ${'['.repeat(98)}ID${']'.repeat(98)} }\n`),
  },
  {
    code: 'RSH4107',
    what: 'a query type in lower case, as in reShapr',
    files: schema('type query { a: ID }\n'),
  },
  {
    code: 'RSH4108',
    what: 'null, an empty list, one item for a list, any value of a custom scalar',
    files: schema(
      'scalar Any\ntype Query { orders(a: Int = null, b: [ID!]! = [], c: [Int] = 1, d: Any = { e: [1] }): ID }\n',
    ),
  },
  { code: 'RSH4109', what: 'a field called query', files: schema('type Query { query: ID fragment: ID }\n') },
  {
    code: 'RSH4110',
    what: 'a type called Subscriptions',
    files: schema(`${query}type Subscriptions { a: ID }\n`),
  },
  {
    code: 'RSH4111',
    what: 'an optional file, and an object called Upload',
    files: schema(`type Query { a(file: File): Upload }\nscalar File\ntype Upload { id: ID }\n`),
  },
  {
    code: 'RSH4112',
    what: 'names in other letters',
    files: schema(`${query}type Mutation { Orders: ID }\n`),
  },
  {
    code: 'RSH4113',
    what: 'exactly as many fields as there may be',
    files: schema(
      `${orders}extend type Order { items: [Item!] }\ntype Item { a: ID }\n`,
      'graphql: { maxFields: 3 }',
    ),
  },
  {
    code: 'RSH4114',
    what: 'exactly as many levels as there may be, and an object that contains itself',
    files: schema(
      `${orders}extend type Order { items: [Item!] order: Order }\ntype Item { a: ID }\n`,
      'graphql: { maxDepth: 2 }',
    ),
  },
  {
    code: 'RSH4117',
    what: 'an answer without fields that nobody needs',
    files: introspection(
      '{ "__schema": { "queryType": { "name": "Query" }, "directives": [], "types": [{ "kind": "SCALAR", "name": "ID" },\n  { "kind": "OBJECT", "name": "Query", "interfaces": [], "fields": [{ "name": "orders", "args": [], "type": { "kind": "SCALAR", "name": "ID" } }] } ] } }\n',
    ),
  },
];
