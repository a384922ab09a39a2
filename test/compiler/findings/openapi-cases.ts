import type { FindingCase } from './finding-case.ts';

const head = 'openapi: 3.1.0\ninfo: { title: Orders, version: "1" }\n';

/** One operation, `post /orders` in lines 3 to 5; what is given begins in line 6. */
const operation = (text: string): string =>
  `${head}paths:\n  /orders:\n    post:\n${text.replace(/^/gm, '      ')}\n`;
const body = (schema: string): string =>
  operation(
    `requestBody:\n  content:\n    application/json:\n      schema:\n${schema.replace(/^/gm, '        ')}`,
  );

const done = 'responses: { "204": { description: done } }';

/** Findings about OpenAPI documents. */
export const openApiCases: readonly FindingCase[] = [
  {
    code: 'RSH4001',
    files: {
      'orders.yaml': `${body('$ref: "#/components/schemas/Oder"')}components: { schemas: { Order: {} } }\n`,
    },
    said: [
      "RSH4001 orders.yaml:10:21 $ref '#/components/schemas/Oder' points to nothing → did you mean 'Order'?",
    ],
  },
  {
    code: 'RSH4001',
    what: 'in another file',
    files: { 'orders.yaml': body('$ref: shared.yaml#/Order'), 'shared.yaml': 'Other: {}\n' },
    said: ["RSH4001 orders.yaml:10:21 $ref 'shared.yaml#/Order' points to nothing → did you mean 'Other'?"],
  },
  {
    code: 'RSH4001',
    what: 'to another file',
    files: { 'orders.yaml': body('$ref: shred.yaml#/Order') },
    said: [
      "RSH4001 orders.yaml:10:21 $ref 'shred.yaml#/Order' points to nothing → there is no readable file shred.yaml",
    ],
  },
  {
    code: 'RSH4002',
    files: { 'orders.yaml': body('$ref: https://localhost/shared.yaml#/Order') },
    said: [
      "RSH4002 orders.yaml:10:21 $ref 'https://localhost/shared.yaml#/Order' leaves the tree → copy the file into the tree and refer to it there",
    ],
  },
  {
    code: 'RSH4002',
    what: 'by a path',
    files: { 'orders.yaml': body('$ref: ../shared.yaml#/Order') },
    said: [
      "RSH4002 orders.yaml:10:21 $ref '../shared.yaml#/Order' leaves the tree → copy the file into the tree and refer to it there",
    ],
  },
  {
    code: 'RSH4003',
    files: {
      'orders.yaml': `${body('$ref: "#/components/schemas/A"')}components:\n  schemas:\n    A: { $ref: "#/components/schemas/B" }\n    B: { $ref: "#/components/schemas/A" }\n`,
    },
    said: [
      "RSH4003 orders.yaml:13:16 $ref '#/components/schemas/B' leads back to itself → let one of these references point to a schema that says something",
    ],
  },
  {
    code: 'RSH4004',
    files: { 'orders.yaml': 'openapi: 4.0.0\ninfo: { title: Orders, version: "1" }\npaths: {}\n' },
    said: [
      'RSH4004 orders.yaml:1:10 this is OpenAPI 4.0.0, and no importer reads it → OpenAPI 2.0, 3.0 and 3.1, GraphQL, and Protobuf are read',
    ],
  },
  {
    code: 'RSH4005',
    files: { 'orders.yaml': `${head}paths: []\n` },
    said: ['RSH4005 orders.yaml:3:8 paths must be a mapping → correct the spec here'],
  },
  {
    code: 'RSH4006',
    files: { 'orders.yaml': operation(`respnses: { "204": { description: done } }`) },
    said: ["RSH4006 orders.yaml:6:7 an operation has no field 'respnses' → did you mean 'responses'?"],
  },
  {
    code: 'RSH4006',
    what: 'a missing field',
    files: { 'orders.yaml': operation('responses: { "204": {} }') },
    said: ["RSH4006 orders.yaml:6:20 a response needs the field 'description' → add description:"],
  },
  {
    code: 'RSH4006',
    what: 'a wrong form',
    files: { 'orders.yaml': operation(`${done}\nparameters: {}\ndeprecated: yes`) },
    said: [
      "RSH4006 orders.yaml:7:19 'parameters' must be a list → write a list here",
      "RSH4006 orders.yaml:8:19 'deprecated' must be a boolean → write a boolean here",
    ],
  },
  {
    code: 'RSH4006',
    what: 'a path without a slash',
    files: { 'orders.yaml': `${head}paths: { orders: {} }\n` },
    said: [
      'RSH5002 exposition.yaml:3:19 Orders:1/all@default offers no tool → look at includedOperations and excludedOperations of its plan',
      "RSH4006 orders.yaml:3:10 'orders' must begin with / → correct the key",
    ],
  },
  {
    code: 'RSH4006',
    what: 'a status that is none',
    files: { 'orders.yaml': operation('responses: { ok: { description: done } }') },
    said: ["RSH4006 orders.yaml:6:20 'ok' must be a status like 200, 2XX or default → correct the key"],
  },
  {
    code: 'RSH4007',
    files: { 'orders.yaml': operation(`requestBody: { content: { multipart/related: {} } }\n${done}`) },
    said: [
      'RSH5002 exposition.yaml:3:19 Orders:1/all@default offers no tool → look at includedOperations and excludedOperations of its plan',
      'RSH4007 orders.yaml:6:22 POST /orders becomes no tool: its body is multipart/related → exclude the operation, or offer its body as JSON or as multipart/form-data too',
    ],
  },
  {
    code: 'RSH4007',
    what: 'a body of no type',
    files: { 'orders.yaml': operation(`requestBody: { content: {} }\n${done}`) },
    said: [
      'RSH5002 exposition.yaml:3:19 Orders:1/all@default offers no tool → look at includedOperations and excludedOperations of its plan',
      'RSH4007 orders.yaml:6:22 POST /orders becomes no tool: its body is of no media type → exclude the operation, or offer its body as JSON or as multipart/form-data too',
    ],
  },
  {
    code: 'RSH4008',
    files: {
      'orders.yaml': operation(
        `requestBody: { content: { application/json: {}, text/csv: { schema: { type: string } } } }\n${done}`,
      ),
    },
    said: ['RSH4008 orders.yaml:6:22 bodies are sent as application/json, never as text/csv'],
  },
  {
    code: 'RSH4009',
    files: { 'orders.yaml': operation(`servers: [{ url: http://localhost:2 }]\n${done}`) },
    said: [
      'RSH4009 orders.yaml:6:7 these servers are not used: calls go to the backendEndpoint of the plan → exclude the operation, or make it a service of its own',
    ],
  },
  {
    code: 'RSH4010',
    files: { 'orders.yaml': `${operation(done)}webhooks: {}\n` },
    said: ['RSH4010 orders.yaml:7:1 webhooks become no tools'],
  },
  {
    code: 'RSH4011',
    files: { 'orders.yaml': `${operation(done)}  /Orders:\n    post: { ${done} }\n` },
    said: [
      'RSH4011 orders.yaml:8:5 POST /Orders is offered as post_orders_82d4196b: POST /orders has the name post_orders → exclude one of the two operations if a model would mix them up',
    ],
  },
  {
    code: 'RSH4012',
    files: {
      'orders.yaml': operation(
        'responses:\n  "200": { description: ok, content: { application/json: { schema: { type: object } } } }\n  "204": { description: done }',
      ),
    },
    said: ['RSH4012 orders.yaml:6:7 no output schema: 204 has no content'],
  },
  {
    code: 'RSH4013',
    files: {
      'orders.yaml': operation(
        `parameters: [{ name: q, in: query, style: label, schema: { type: string } }]\n${done}`,
      ),
    },
    said: [
      'RSH4013 orders.yaml:6:49 parameter \'q\': style "label" is not defined for query parameters; form is used → correct the parameter in the spec',
    ],
  },
  {
    code: 'RSH4014',
    files: { 'orders.yaml': `${head}paths:\n  /orders/{id}:\n    get: { ${done} }\n` },
    said: [
      'RSH4014 orders.yaml:5:5 /orders/{id} has no parameter for {id} → declare a parameter with name: id and in: path',
    ],
  },
  {
    code: 'RSH4015',
    files: { 'orders.yaml': body('type: string\npattern: "[a-"') },
    said: [
      "RSH4015 orders.yaml:11:15 'pattern' is not carried over → say the same with keywords of JSON Schema 2020-12, or remove it",
    ],
  },
  {
    code: 'RSH4018',
    files: { 'orders.yaml': body('type: string\nnullable: true') },
    said: [
      'RSH4018 orders.yaml:11:15 \'nullable\' is not carried over: OpenAPI 3.1 has type: [..., "null"] instead',
    ],
  },
  {
    code: 'RSH4018',
    what: 'beside a $ref in 3.0',
    files: {
      'orders.yaml':
        `${body('$ref: "#/components/schemas/A"\nnullable: true')}components: { schemas: { A: { type: string } } }\n`
          .replace('3.1.0', '3.0.3')
          .replace('    post:\n', `    post:\n      ${done}\n`),
    },
    said: [
      "RSH4018 orders.yaml:12:15 'nullable' is not carried over: OpenAPI 3.0 ignores what stands beside a $ref",
    ],
  },
  {
    code: 'RSH4003',
    what: 'a schema that is all of itself',
    files: {
      'orders.yaml': `${body('$ref: "#/components/schemas/A"')}components: { schemas: { A: { allOf: [{ $ref: "#/components/schemas/A" }] } } }\n`,
    },
    said: [
      "RSH4003 orders.yaml:11:26 $ref 'A' leads back to itself → let one of these references point to a schema that says something",
    ],
  },
  {
    code: 'RSH4006',
    what: 'keywords in the wrong form',
    files: {
      'orders.yaml': body(
        'type: strin\nrequired: true\nenum: []\nminLength: -1\nexclusiveMinimum: true\nallOf: []\nproperties: []\ndescription: 1',
      ),
    },
    said: [
      "RSH4006 orders.yaml:10:21 'type' of a schema must be one of array, boolean, integer, null, number, object, string → correct it; until then nothing is checked against it",
      "RSH4006 orders.yaml:11:25 'required' of a schema must be a list of names → correct it; until then nothing is checked against it",
      "RSH4006 orders.yaml:12:21 'enum' of a schema must be a list with a value → correct it; until then nothing is checked against it",
      "RSH4006 orders.yaml:13:26 'minLength' of a schema must be a whole number from 0 on → correct it; until then nothing is checked against it",
      "RSH4006 orders.yaml:14:33 'exclusiveMinimum' of a schema must be a number → correct it; until then nothing is checked against it",
      "RSH4006 orders.yaml:15:22 'allOf' of a schema must be a list with a schema → correct it; until then nothing is checked against it",
      "RSH4006 orders.yaml:16:27 'properties' of a schema must be a mapping → correct it; until then nothing is checked against it",
      "RSH4006 orders.yaml:17:28 'description' of a schema must be a text → correct it; until then nothing is checked against it",
    ],
  },
  {
    code: 'RSH4006',
    what: 'fields beside a $ref',
    files: {
      'orders.yaml': `${operation(`${done}\nparameters:\n  - { $ref: "#/components/parameters/q", required: true }`)}components: { parameters: { q: { name: q, in: query, schema: {} } } }\n`,
    },
    said: ["RSH4006 orders.yaml:8:48 'required' beside a $ref is ignored → remove it, or the $ref"],
  },
  {
    code: 'RSH4015',
    what: 'a pattern of properties',
    files: { 'orders.yaml': body('type: object\npatternProperties: { "[a-": {}, "^x": {} }') },
    said: [
      "RSH4015 orders.yaml:11:36 '[a-' is not carried over → say the same with keywords of JSON Schema 2020-12, or remove it",
    ],
  },
  {
    code: 'RSH4002',
    what: 'by an absolute path',
    files: { 'orders.yaml': body('$ref: /etc/shared.yaml#/Order') },
    said: [
      "RSH4002 orders.yaml:10:21 $ref '/etc/shared.yaml#/Order' leaves the tree → copy the file into the tree and refer to it there",
    ],
  },
  {
    code: 'RSH4001',
    what: 'by an anchor',
    files: {
      'orders.yaml': `${body('$ref: "#order"')}components: { schemas: { Order: { $anchor: order } } }\n`,
    },
    said: [
      "RSH4001 orders.yaml:10:21 $ref '#order' points to nothing → refer to it by its path: #/components/schemas/Name",
    ],
  },
  {
    code: 'RSH4010',
    what: 'links',
    files: { 'orders.yaml': operation('responses: { "204": { description: done, links: {} } }') },
    said: ['RSH4010 orders.yaml:6:48 links become no tools'],
  },
  {
    code: 'RSH4015',
    what: 'another dialect',
    files: {
      'orders.yaml': `${operation(done)}jsonSchemaDialect: http://json-schema.org/draft-07/schema#\n`,
    },
    said: [
      "RSH4015 orders.yaml:7:1 'jsonSchemaDialect' is not carried over → say the same with keywords of JSON Schema 2020-12, or remove it",
    ],
  },
  {
    code: 'RSH4006',
    what: 'a $ref that is no text',
    files: { 'orders.yaml': body('$ref: 7\npattern: 8') },
    said: [
      "RSH4006 orders.yaml:10:21 '$ref' of a schema must be a text → correct it; until then nothing is checked against it",
      "RSH4006 orders.yaml:11:24 'pattern' of a schema must be a text → correct it; until then nothing is checked against it",
    ],
  },
  {
    code: 'RSH4017',
    files: {
      'orders.yaml': `${operation(`x-reshapr-tool-name: place\n${done}`)}    get: { x-reshapr-tool-name: place, ${done} }\n`,
    },
    said: [
      "RSH4017 orders.yaml:8:33 the tool name 'place' is chosen by another operation too → choose another name for one of the two",
    ],
  },
  {
    code: 'RSH4016',
    files: { 'orders.yaml': operation(`x-reshapr-tool-name: place order\n${done}`) },
    said: [
      'RSH4016 orders.yaml:6:28 "place order" is not a legal tool name → use letters, digits, _ and -, at most 64 of them',
    ],
  },
  {
    code: 'RSH4020',
    files: {
      'orders.yaml': `${operation(done)}components:\n  schemas:\n    A: { properties: { b: { $ref: "#/components/schemas/B" } } }\n`,
    },
    said: [
      "RSH4020 orders.yaml:9:35 $ref '#/components/schemas/B' points to nothing; no operation uses it → correct the reference, or remove the part that has it",
    ],
  },
  {
    code: 'RSH4020',
    what: 'a response that refers to another file',
    files: {
      'orders.yaml': `${operation(done)}components:\n  responses:\n    A: { $ref: "other.yaml#/A" }\n`,
    },
    said: [
      "RSH4020 orders.yaml:9:16 $ref 'other.yaml#/A' points to nothing; no operation uses it → correct the reference, or remove the part that has it",
    ],
  },
  {
    code: 'RSH4021',
    files: {
      'orders.yaml': `${operation(`parameters: [{ name: key, in: query, schema: { type: string } }]\n${done}`)}components: { securitySchemes: { k: { type: apiKey, in: query, name: key } } }\n`,
    },
    said: [
      "RSH4021 orders.yaml:6:20 parameter 'key' is no argument: it is the credential of the security scheme 'k'",
    ],
  },
  {
    code: 'RSH4021',
    what: 'a header of 2.0, in other letters',
    files: {
      'orders.yaml': `swagger: "2.0"\ninfo: { title: Orders, version: "1" }\nsecurityDefinitions: { k: { type: apiKey, in: header, name: X-Key } }\npaths:\n  /orders:\n    get:\n      parameters: [{ name: x-key, in: header, type: string }]\n      ${done}\n`,
    },
    said: [
      "RSH4021 orders.yaml:7:20 parameter 'x-key' is no argument: it is the credential of the security scheme 'k'",
    ],
  },
];
