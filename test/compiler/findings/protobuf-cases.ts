import type { Files } from '../support/small-tree.ts';
import { manifest } from '../support/small-tree.ts';
import type { FindingCase } from './finding-case.ts';

const head = 'syntax = "proto3";\npackage shop.v1;\n';
/** One method in lines 5 to 6; what is given stands before it, from line 3 on, or after it, from line 10 on. */
const method = '// Gets one.\nrpc Get(Request) returns (Order);';
const messages = 'message Request { string id = 1; }\nmessage Order { string id = 1; }\n';

/** A tree whose service is `orders.proto`. */
function tree(proto: string | undefined, others: Files = {}): Files {
  return {
    'orders.yaml': undefined,
    'orders.proto': proto,
    'service.yaml': manifest('Service', 'orders', 'file: orders.proto\nname: Orders\nversion: "1"'),
    ...others,
  };
}

const service = (methods = method): string => `service Orders {\n${methods}\n}\n`;

/** Findings about protobuf files, and near misses. */
export const protobufCases: readonly FindingCase[] = [
  {
    code: 'RSH4200',
    what: 'a missing sign',
    files: tree(`${head}${service()}message Request { string id 1; }\nmessage Order {}\n`),
    said: [
      "RSH4200 orders.proto:7:29 '1' cannot stand here: '=' is expected → look for what is missing before this place: often a semicolon, a number or a brace",
    ],
  },
  {
    code: 'RSH4200',
    what: 'an end too early',
    files: tree(`${head}${service()}${messages}message More {\n`),
    said: [
      'RSH4200 orders.proto:9:14 the file ends too early → look for what is missing before this place: often a semicolon, a number or a brace',
    ],
  },
  {
    code: 'RSH4200',
    what: 'in a service without a name in its manifest',
    files: tree(`${head}servise Orders {}\n`, {
      'service.yaml': manifest('Service', 'orders', 'file: orders.proto'),
    }),
    said: [
      "RSH4200 orders.proto:3:1 'servise' cannot stand here → look for what is missing before this place: often a semicolon, a number or a brace",
    ],
  },
  {
    code: 'RSH4200',
    what: 'in an imported file, with a reserved number',
    files: tree(`${head}import "common.proto";\n${service()}${messages}`, {
      'common.proto': 'syntax = "proto3";\nmessage Money {\n  reserved 4;\n  string currency = 4;\n}\n',
    }),
    said: [
      'RSH4200 common.proto:4:10 id 4 is reserved in Type Money → look for what is missing before this place: often a semicolon, a number or a brace',
    ],
  },
  {
    code: 'RSH4201',
    what: 'that a type may be missing for',
    files: tree(
      `${head}import "comon.proto";\n${service()}message Request { Money m = 1; }\nmessage Order {}\n`,
    ),
    said: [
      "RSH4201 orders.proto:3:8 import 'comon.proto' is not in the tree → copy the file into the tree, at that path below a common folder",
    ],
  },
  {
    code: 'RSH4201',
    what: 'near a built-in one',
    files: tree(
      `${head}import "google/protobuf/timestmp.proto";\n${service()}message Request { google.protobuf.Timestamp at = 1; }\nmessage Order {}\n`,
    ),
    said: [
      "RSH4201 orders.proto:3:8 import 'google/protobuf/timestmp.proto' is not in the tree → did you mean 'google/protobuf/timestamp.proto', 'google/protobuf/empty.proto' or 'google/protobuf/struct.proto'?",
    ],
  },
  {
    code: 'RSH4202',
    what: 'for an option alone',
    files: tree(
      `${head}import "acme/options.proto";\n${service()}message Request { string id = 1 [(acme.secret) = true]; }\nmessage Order {}\n`,
    ),
    said: [
      "RSH4202 orders.proto:3:8 import 'acme/options.proto' is not in the tree, and nothing of it is needed",
    ],
  },
  {
    code: 'RSH4203',
    what: 'of a field',
    files: tree(`${head}${service()}message Request { Oder order = 1; }\nmessage Order {}\n`),
    said: ["RSH4203 orders.proto:7:19 'Oder' is not defined → did you mean 'Order'?"],
  },
  {
    code: 'RSH4203',
    what: 'of a method, and of a message that no tool needs',
    files: tree(
      `${head}${service('// Gets one.\nrpc Get(Reqest) returns (stream Order);')}${messages}message Unused {\n  map<string, Thing> things = 1;\n}\n`,
    ),
    said: [
      "RSH4203 orders.proto:5:9 'Reqest' is not defined → did you mean 'Request'?",
      "RSH4203 orders.proto:10:15 'Thing' is not defined → define it, or import the file that does",
    ],
  },
  {
    code: 'RSH4204',
    what: 'by way of another file',
    files: tree(
      `${head}import "a.proto";\n${service()}message Request { Money m = 1; }\nmessage Order {}\n`,
      {
        'a.proto': `${head}import "b.proto";\n`,
        'b.proto': `${head}message Money {}\n`,
      },
    ),
    said: [
      "RSH4204 orders.proto:8:19 'shop.v1.Money' is defined in b.proto, which is not imported here → add an import of b.proto",
    ],
  },
  {
    code: 'RSH4205',
    files: tree(`${head}${messages}`),
    said: [
      'RSH4205 orders.proto:1:1 this file defines no service → let spec.file of the Service name the file that defines the service',
    ],
  },
  {
    code: 'RSH4205',
    what: 'but for an imported one, and no name in the manifest',
    files: tree(`${head}import "other.proto";\n`, {
      'other.proto': `${head}${service()}${messages}`,
      'service.yaml': manifest('Service', 'orders', 'file: orders.proto'),
    }),
    said: [
      'RSH4205 orders.proto:1:1 this file defines no service → let spec.file of the Service name the file that defines the service',
    ],
  },
  {
    code: 'RSH4206',
    what: 'of which the manifest names none',
    files: tree(`${head}service Order2 {}\nservice Ordres {}\n`),
    said: [
      "RSH4206 orders.proto:4:9 this file defines several services, and 'Orders' is none of them: shop.v1.Order2, shop.v1.Ordres → did you mean 'Order2' or 'Ordres'?",
    ],
  },
  {
    code: 'RSH4206',
    what: 'and no name in the manifest',
    files: tree(`${head}service Orders {}\nservice Admin {}\n`, {
      'service.yaml': manifest('Service', 'orders', 'file: orders.proto'),
    }),
    said: [
      'RSH4206 orders.proto:4:9 this file defines several services: shop.v1.Orders, shop.v1.Admin → let spec.name of the Service be one of these names',
    ],
  },
  {
    code: 'RSH4207',
    files: tree(`${head}${service(`${method}\nrpc Put(stream Order) returns (Request);`)}${messages}`),
    said: [
      'RSH4207 orders.proto:6:5 Put becomes no tool: it takes a stream → add a method that takes one message, or exclude this one',
    ],
  },
  {
    code: 'RSH4207',
    what: 'in both directions',
    files: tree(`${head}${service(`${method}\nrpc Chat(stream Order) returns (stream Order);`)}${messages}`),
    said: [
      'RSH4207 orders.proto:6:5 Chat becomes no tool: it takes and gives streams → add a method that takes one message, or exclude this one',
    ],
  },
  {
    code: 'RSH4208',
    what: 'in a message',
    files: tree(`${head}${service()}message Request { string id = 1; int32 id = 2; }\nmessage Order {}\n`),
    said: ["RSH4208 orders.proto:7:40 'id' is defined twice → rename one of the two, or remove it"],
  },
  {
    code: 'RSH4208',
    what: 'in two files of a package',
    files: tree(`${head}import "more.proto";\n${service()}${messages}`, {
      'more.proto': `${head}message Order {}\n`,
    }),
    said: ["RSH4208 more.proto:3:9 'shop.v1.Order' is defined twice → rename one of the two, or remove it"],
  },
  {
    code: 'RSH4209',
    what: 'numbers',
    files: tree(
      `${head}${service()}message Request {\n  string a = 0;\n  string b = 19000;\n  string c = 3;\n  string d = 3;\n}\nmessage Order {}\n`,
    ),
    said: [
      'RSH4209 orders.proto:8:14 0 is no field number: 1 to 536870911 are, without 19000 to 19999 → correct it, or ask who owns the file for the one that is in use',
      'RSH4209 orders.proto:9:14 19000 is no field number: 1 to 536870911 are, without 19000 to 19999 → correct it, or ask who owns the file for the one that is in use',
      "RSH4209 orders.proto:11:14 number 3 belongs to 'c' already → correct it, or ask who owns the file for the one that is in use",
    ],
  },
  {
    code: 'RSH4209',
    what: 'beside other mistakes of the file',
    files: tree(
      `${head}${service()}message Request {\n  string a = 1;\n  Oder b = 1;\n  string c = 1;\n}\nmessage Order { string a = 0; }\n`,
    ),
    said: [
      "RSH4203 orders.proto:9:3 'Oder' is not defined → did you mean 'Order'?",
      "RSH4209 orders.proto:9:12 number 1 belongs to 'a' already → correct it, or ask who owns the file for the one that is in use",
      "RSH4209 orders.proto:10:14 number 1 belongs to 'a' already → correct it, or ask who owns the file for the one that is in use",
      'RSH4209 orders.proto:12:28 0 is no field number: 1 to 536870911 are, without 19000 to 19999 → correct it, or ask who owns the file for the one that is in use',
    ],
  },
  {
    code: 'RSH4209',
    what: 'a syntax and enums',
    files: tree(`${head}import "other.proto";\n${service()}${messages}enum State { OPEN = 1; SHUT = 1; }\n`, {
      'other.proto': 'syntax = "proto4";\n',
    }),
    said: [
      'RSH4209 orders.proto:10:21 the first value of an enum of proto3 must be 0 → correct it, or ask who owns the file for the one that is in use',
      "RSH4209 orders.proto:10:31 number 1 belongs to 'OPEN' already → correct it, or ask who owns the file for the one that is in use",
      "RSH4209 other.proto:1:10 'proto4' is no syntax: proto2, proto3, and the editions 2023 and 2024 are known → correct it, or ask who owns the file for the one that is in use",
    ],
  },
  {
    code: 'RSH4209',
    what: 'an unknown syntax',
    files: tree('syntax = "proto4";\n'),
    said: [
      'RSH4205 orders.proto:1:1 this file defines no service → let spec.file of the Service name the file that defines the service',
      "RSH4209 orders.proto:1:10 'proto4' is no syntax: proto2, proto3, and the editions 2023 and 2024 are known → correct it, or ask who owns the file for the one that is in use",
    ],
  },
  {
    code: 'RSH4210',
    what: 'that is a text',
    files: tree(undefined, {
      'orders.pb': 'not a set',
      'service.yaml': manifest('Service', 'orders', 'file: orders.pb\nname: Orders\nversion: "1"'),
    }),
    said: [
      'RSH4210 orders.pb:1:1 this is no descriptor set: invalid wire type 6 at offset 1 → make it with `buf build -o shop.binpb`, or with protoc --include_imports --descriptor_set_out=shop.pb',
    ],
  },
  {
    code: 'RSH4210',
    what: 'that is empty, in base64',
    files: tree(undefined, {
      'orders.pbb': '',
      'service.yaml': manifest('Service', 'orders', 'file: orders.pbb'),
    }),
    said: [
      'RSH4210 orders.pbb:1:1 this is no descriptor set: it holds no file → make it with `buf build -o shop.binpb`, or with protoc --include_imports --descriptor_set_out=shop.pb',
    ],
  },
  {
    code: 'RSH4211',
    files: tree(
      `${head}${service()}message Request {}\nmessage Order { M0 next = 1; }\n${Array.from({ length: 250 }, (_, index) => `message M${index} { M${Math.min(249, index + 1)} next = 1; }\n`).join('')}`,
    ),
    said: ['RSH4211 orders.proto:5:5 the response of Get leads to 251 messages: its schema is shortened'],
  },
  {
    code: 'RSH4217',
    what: 'in one message',
    files: tree(
      `${head}${service()}message Request {}\nmessage Order { ${Array.from({ length: 2001 }, (_, index) => `int32 f${index} = ${index + 1};`).join(' ')} }\n`,
    ),
    said: [
      'RSH4217 orders.proto:8:9 Order has 2001 fields, more than the 2000 that a message may have → take what the tools need into a file of its own',
    ],
  },
  {
    code: 'RSH4217',
    what: 'by its extensions',
    files: tree(
      `syntax = "proto2";\npackage shop.v1;\nservice Orders { rpc Get(Order) returns (Order); }\nmessage Order { extensions 1 to max; }\nextend Order {\n${Array.from({ length: 2001 }, (_, index) => `optional int32 e${index} = ${index + 1};`).join('\n')}\n}\n`,
    ),
    said: [
      'RSH4217 orders.proto:2006:16 the file has 2001 extensions, more than the 2000 that one may have → take what the tools need into a file of its own',
    ],
  },
  {
    code: 'RSH4217',
    what: 'by its methods',
    files: tree(
      `${head}service Orders {\n${Array.from({ length: 10_001 }, (_, index) => `rpc Get${index}(Order) returns (Order);`).join('\n')}\n}\nmessage Order {}\n`,
    ),
    said: [
      'RSH4217 orders.proto:3:9 service shop.v1.Orders has 10001 methods: more than the 10000 that one may have → take what the tools need into a file of its own',
    ],
  },
  {
    code: 'RSH4217',
    what: 'by all methods together',
    files: tree(
      `${head}${service(Array.from({ length: 76 }, (_, index) => `rpc Get${index}(Order) returns (Order);`).join('\n'))}message Order { ${Array.from({ length: 1999 }, (_, index) => `int32 f${index} = ${index + 1};`).join(' ')} }\n`,
    ),
    said: [
      'RSH4217 orders.proto:3:9 the methods of shop.v1.Orders lead to more than 150000 fields, each counted for every method → take what the tools need into a file of its own',
    ],
  },
  {
    code: 'RSH4212',
    files: tree(`${head}import "a.proto";\n${service()}${messages}`, {
      'a.proto': `${head}import "orders.proto";\n`,
    }),
    said: [
      "RSH4212 a.proto:3:8 import 'orders.proto' leads back to this file → move what both files need into a third one",
    ],
  },
  {
    code: 'RSH4213',
    what: 'but an enum',
    files: tree(
      `${head}${service('// Gets one.\nrpc Get(Request) returns (State);')}${messages}enum State { OPEN = 0; }\n`,
    ),
    said: ["RSH4213 orders.proto:5:27 'State' is no message → put it into a message"],
  },
  {
    code: 'RSH4214',
    files: tree(undefined, { 'orders.proto': Buffer.from(`${head}// \xe9t\xe9\n${service()}`, 'latin1') }),
    said: [
      'RSH4214 orders.proto:1:1 this file is not UTF-8 → save the file as UTF-8; a descriptor set needs a name that ends in .binpb',
    ],
  },
  {
    code: 'RSH4215',
    files: tree(
      `${head}${service(`// Gets one.\nrpc GetAnOrderByWhateverIsKnownOfItAndWaitUntilItIsReadyToBeShippedToday(Request) returns (Order);`)}${messages}`,
    ),
    said: [
      'RSH4215 orders.proto:5:5 GetAnOrderByWhateverIsKnownOfItAndWaitUntilItIsReadyToBeShippedToday is offered as GetAnOrderByWhateverIsKnownOfItAndWaitUntilItIsReadyToB_1dd1df15 → give the method a shorter name',
    ],
  },
  {
    code: 'RSH4216',
    files: tree(`${head}${service()}${messages}`, {
      'plan.yaml': manifest(
        'ConfigurationPlan',
        'all',
        'service: { name: Orders, version: "1" }\nbackendEndpoint: grpc://localhost:50051/v1',
      ),
    }),
    said: [
      "RSH4216 plan.yaml:6:20 the path '/v1' is not used: gRPC calls only need a host and a port → write something like https://orders.internal:50051",
    ],
  },
];
