import { shopTree } from '../support/shop-tree.ts';
import { type Files, manifest } from '../support/small-tree.ts';
import type { FindingCase } from './finding-case.ts';

const head = 'syntax = "proto3";\npackage shop.v1;\n';
const get = '// Gets one.\nrpc Get(Request) returns (Order);';
const service = (methods = get): string => `service Orders {\n${methods}\n}\n`;
const messages = 'message Request { string id = 1; }\nmessage Order { string id = 1; }\n';
const long = 'GetAnOrderByWhateverIsKnownOfItAndWaitUntilItIsReadyToBeShippedToday';
const cut = 'GetAnOrderByWhateverIsKnownOfItAndWaitUntilItIsReadyToB';

/** The small tree with `orders.proto`, or with `orders.graphql`, in place of the OpenAPI description. */
function tree(file: string, text: string, others: Files = {}): Files {
  return {
    'orders.yaml': undefined,
    [file]: text,
    'service.yaml': manifest('Service', 'orders', `file: ${file}\nname: Orders\nversion: "1"`),
    ...others,
  };
}

/** A declarative tool: its input is the end of line 9, its arguments that of line 11. */
function tool(target: string, properties: string, args: string, required = 'who'): Files {
  const input = `{ type: object, required: [${required}], properties: { ${properties} } }`;
  return shopTree({
    tools: `of_customer:\n  description: Orders of one customer.\n  input: ${input}\n  tool: ${target}\n  arguments: { ${args} }`,
  });
}

/** A second way to findings of GraphQL, Protobuf and custom tools that their own tables show once. */
export const secondCasesOfLanguages: readonly FindingCase[] = [
  {
    code: 'RSH4115',
    what: 'of a mutation, without the field that takes a file',
    files: tree(
      'orders.graphql',
      `type Query { orders: [ID!]! }\ntype Mutation { place: [Order!]! }\nscalar Upload\ntype Order { id: ID! scan(of: Upload!): ID ${Array.from({ length: 102 }, (_, index) => `x${index}(a: Int): ID`).join(' ')} }\n`,
    ),
    said: ['RSH4115 orders.graphql:2:17 place offers 100 of 102 fields that take arguments'],
  },
  {
    code: 'RSH4202',
    what: 'in an imported file',
    files: tree('orders.proto', `${head}import "a.proto";\n${service()}${messages}`, {
      'a.proto': `${head}import "acme/log.proto";\nmessage Money { int64 cents = 1; }\n`,
    }),
    said: ["RSH4202 a.proto:3:8 import 'acme/log.proto' is not in the tree, and nothing of it is needed"],
  },
  {
    code: 'RSH4204',
    what: 'as the response of a method, from another package',
    files: tree(
      'orders.proto',
      `${head}import "a.proto";\n${service('// Gets one.\nrpc Get(Request) returns (pay.v1.Money);')}${messages}`,
      {
        'a.proto': `${head}import "types/b.proto";\n`,
        'types/b.proto': 'syntax = "proto3";\npackage pay.v1;\nmessage Money { int64 cents = 1; }\n',
      },
    ),
    said: [
      "RSH4204 orders.proto:6:27 'pay.v1.Money' is defined in types/b.proto, which is not imported here → add an import of types/b.proto",
    ],
  },
  {
    code: 'RSH4211',
    what: 'a request, by way of a map',
    files: tree(
      'orders.proto',
      `${head}${service()}message Request { map<string, M0> next = 1; }\nmessage Order {}\n${Array.from({ length: 250 }, (_, index) => `message M${index} { M${Math.min(249, index + 1)} next = 1; }\n`).join('')}`,
    ),
    said: ['RSH4211 orders.proto:5:5 the request of Get leads to 251 messages: its schema is shortened'],
  },
  {
    code: 'RSH4212',
    what: 'a file that imports itself',
    files: tree('orders.proto', `${head}\nimport "orders.proto";\n${service()}${messages}`),
    said: [
      "RSH4212 orders.proto:4:8 import 'orders.proto' leads back to this file → move what both files need into a third one",
    ],
  },
  {
    code: 'RSH4213',
    what: 'an enum in a message, as a request',
    files: tree(
      'orders.proto',
      `${head}${service('// Gets one.\nrpc Get(Order.State) returns (Order);')}message Order { enum State { OPEN = 0; } }\n`,
    ),
    said: ["RSH4213 orders.proto:5:9 'Order.State' is no message → put it into a message"],
  },
  {
    code: 'RSH4214',
    what: 'an imported file, in a text',
    files: tree('orders.proto', `${head}import "a.proto";\n${service()}${messages}`, {
      'a.proto': Buffer.from('syntax = "proto3";\noption java_package = "caf\xe9";\n', 'latin1'),
    }),
    said: [
      'RSH4214 a.proto:2:23 this file is not UTF-8 → save the file as UTF-8; a descriptor set needs a name that ends in .binpb',
    ],
  },
  {
    code: 'RSH4215',
    what: 'another method has the name that it is cut to',
    files: tree(
      'orders.proto',
      `${head}${service(`// Gets one.\nrpc ${cut}_1dd1df15(Request) returns (Order);\nrpc ${long}(Request) returns (Order);`)}${messages}`,
    ),
    said: [`RSH4215 orders.proto:6:5 ${long} is offered as ${cut}_b77d1373 → give the method a shorter name`],
  },
  {
    code: 'RSH4216',
    what: 'the path of the service, of an endpoint without a port',
    files: tree('orders.proto', `${head}${service()}${messages}`, {
      'plan.yaml': manifest(
        'ConfigurationPlan',
        'all',
        'backendEndpoint: grpc://localhost/shop.v1.Orders/\nservice: { name: Orders, version: "1" }',
      ),
    }),
    said: [
      "RSH4216 plan.yaml:5:20 the path '/shop.v1.Orders/' is not used: gRPC calls only need a host and a port → write something like https://orders.internal:50051",
    ],
  },
  {
    code: 'RSH5042',
    what: 'in an object, of which no member is known',
    files: tool(
      'POST /orders',
      'who: { type: string }, at: { type: object, properties: { code: { type: object } } }',
      'customer: "${who}", address: { city: "${who}", zip: "${at.code}" }',
    ),
    said: [
      "RSH5042 tools.yaml:11:72 'at.code' is an object, so this argument is never sent → place its members one by one, ${at.code.member}",
    ],
  },
  {
    code: 'RSH5049',
    what: 'in an object, of a member that its object need not have',
    files: tool(
      'POST /orders',
      'who: { type: string }, at: { type: object, properties: { city: { type: string } } }',
      'customer: "${who}", address: { city: "${at.city}" }',
      'who, at',
    ),
    said: [
      "RSH5049 tools.yaml:11:57 post_orders requires 'address.city', but 'at.city' may be left out → list city under required",
    ],
  },
  {
    code: 'RSH5050',
    what: 'a member of an object',
    files: tool(
      'GET /orders',
      'who: { type: object, required: [name], properties: { name: { type: string }, why: { type: string } } }',
      'customer: "${who.name}"',
    ),
    said: [
      "RSH5050 tools.yaml:9:138 no placeholder uses 'who.why' → write ${who.why} where it should go, or remove it from input",
    ],
  },
  {
    code: 'RSH5052',
    what: 'in one of several schemas',
    files: tool(
      'GET /orders',
      'who: { anyOf: [{ type: string, minLenght: 1 }, { const: "all" }] }',
      'customer: "${who}"',
    ),
    said: ["RSH5052 tools.yaml:9:92 JSON Schema has no keyword 'minLenght' → did you mean 'minLength'?"],
  },
];
