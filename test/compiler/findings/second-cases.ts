import { manifest, planWith, smallTree } from '../support/small-tree.ts';
import type { FindingCase, SilentCase } from './finding-case.ts';

const head = 'openapi: 3.1.0\ninfo: { title: Orders, version: "1" }\n';
const done = 'responses: { "204": { description: done } }';
const service = (spec: string): string => manifest('Service', 'orders', spec);
const exposition = (spec: string): string =>
  manifest('Exposition', 'orders', `service: { name: Orders }\n${spec}`);
const tools = (name: string): string =>
  `apiVersion: reshapr.io/v1alpha1\nkind: CustomTools\nservice: { name: Orders, version: "1" }\ncustomTools:\n  ${name}: { description: The last ten orders, input: { type: object }, tool: GET /orders, arguments: {} }\n`;
const project = (more: string): string =>
  (smallTree['reshapr.yaml'] ?? '').replace('rules: {', `rules: { ${more},`);
const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...['b', 'c', 'd', 'e', 'f', 'g', 'h'].map(
    (name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[index]}`).join(', ')}]`,
  ),
];

/** A second way to findings that the other tables show once. */
export const secondCases: readonly FindingCase[] = [
  {
    code: 'RSH1006',
    what: 'aliases of aliases',
    files: { 'other.yaml': manifest('GatewayGroup', 'other', bomb.join('\n')) },
    said: [
      'RSH1006 other.yaml:10:10 the aliases up to here stand for more than 100000 values → write the value out instead of using an alias',
    ],
  },
  {
    code: 'RSH1007',
    what: 'JSON',
    files: {
      'other.json': `{ "apiVersion": "reshapr.io/v1alpha1", "kind": ${'['.repeat(220)}${']'.repeat(220)} }`,
    },
    said: [
      'RSH1007 other.json:1:247 nested more than 200 levels deep → give the inner values a place of their own',
    ],
  },
  {
    code: 'RSH1009',
    what: 'of a mapping',
    files: { 'group.yaml': manifest('GatewayGroup', 'default', 'labels: !labels { env: dev }') },
    said: ['RSH1009 group.yaml:5:11 Unresolved tag: !labels → remove it, or put the value in quotes'],
  },
  {
    code: 'RSH2006',
    what: 'JSON',
    files: { 'other.json': '[{ "apiVersion": "reshapr.io/v1alpha1" }]' },
    said: [
      'RSH2006 other.json:1:1 a manifest is a mapping, this is a list → put each manifest into a document of its own, with --- between them',
    ],
  },
  {
    code: 'RSH2007',
    what: 'of an Exposition',
    files: { 'exposition.yaml': `${smallTree['exposition.yaml']}status:\n  state: READY\n` },
    said: ['RSH2007 exposition.yaml:8:1 status is not compiled → remove it'],
  },
  {
    code: 'RSH2004',
    what: 'no apiVersion',
    files: {
      'other.yaml': `${manifest('GatewayGroup', 'north', 'labels: { env: north }').replace('apiVersion', 'apiversion')}---\napiVersion: v1\n`,
    },
    said: ["RSH2004 other.yaml:2:1 the manifest needs the field 'apiVersion' → add apiVersion:"],
  },
  {
    code: 'RSH3001',
    what: 'though other files are there',
    files: { 'reshapr.yaml': undefined, 'project.yaml': 'a: 1\n' },
    said: [
      'RSH3001 reshapr.yaml:1:1 this tree has no reshapr.yaml with kind: Project → run `reshapr init`, or point at the folder that holds reshapr.yaml',
    ],
  },
  {
    code: 'RSH3002',
    what: 'in the same file',
    files: {
      'reshapr.yaml': `${smallTree['reshapr.yaml']}---\n${manifest('Project', 'again', 'organization: acme')}`,
    },
    said: ['RSH3002 reshapr.yaml:10:19 this source has a Project already → keep the one in reshapr.yaml'],
  },
  {
    code: 'RSH3003',
    what: 'by service, plan and group',
    files: {
      'other.yaml': manifest(
        'Exposition',
        'other',
        'service: { name: Orders, version: "1" }\nconfigurationPlan: all\ngatewayGroup: default',
      ),
    },
    said: [
      "RSH3003 other.yaml:3:19 Exposition 'Orders:1/all@default' is defined twice → rename or remove one of them",
    ],
  },
  {
    code: 'RSH3004',
    what: 'a group, with nothing near',
    files: { 'exposition.yaml': exposition('configurationPlan: all\ngatewayGroup: production') },
    said: [
      "RSH3004 exposition.yaml:7:17 there is no GatewayGroup 'production' → define a GatewayGroup with this name",
    ],
  },
  {
    code: 'RSH3004',
    what: 'a plan, with nothing near',
    files: { 'exposition.yaml': exposition('configurationPlan: partners\ngatewayGroup: default') },
    said: [
      "RSH3004 exposition.yaml:6:22 there is no ConfigurationPlan 'Orders:1/partners' → this service has 'all'",
    ],
  },
  {
    code: 'RSH3004',
    what: 'a SecretSource for a secret',
    files: {
      'plan.yaml': planWith('backendSecretRef: keys'),
      'secrets.yaml': manifest('SecretSource', 'keys', 'secrets: [{ name: orders, token: "${env:T}" }]'),
    },
    said: [
      "RSH3004 plan.yaml:7:21 there is no secret 'keys' → 'keys' is the SecretSource: write 'orders', the name of a secret in it",
    ],
  },
  {
    code: 'RSH3006',
    what: 'of a plan',
    files: {
      'plan.yaml': (smallTree['plan.yaml'] ?? '').replace(
        '{ name: all }',
        '{ name: all, annotations: { reshapr.io/organization: acme2 } }',
      ),
    },
    said: [
      'RSH3006 plan.yaml:3:19 this manifest is for organization acme2, the source is for acme → move the manifest to a source of that organization, or correct the annotation',
    ],
  },
  {
    code: 'RSH3007',
    what: 'but a type',
    files: { 'service.yaml': service('name: Orders\nversion: "1"\ntype: REST') },
    said: [
      'RSH3022 orders.yaml:1:1 no manifest, and no Service refers to it → add apiVersion and kind if it should be a manifest',
      'RSH3007 service.yaml:3:19 a Service needs spec.file (or type: MCP and instances) → add file: with the path of the OpenAPI document, relative to this manifest',
    ],
  },
  {
    code: 'RSH3008',
    what: 'above the tree',
    files: { 'service.yaml': service('file: ../orders.yaml') },
    said: [
      "RSH3008 service.yaml:5:9 there is no file ../orders.yaml in the tree → did you mean 'orders.yaml'?",
    ],
  },
  {
    code: 'RSH3009',
    what: 'without a name',
    files: { 'service.yaml': service('url: https://localhost/orders.yaml') },
    said: [
      'RSH3009 service.yaml:5:8 specs by URL are not fetched when compiling → store the spec beside this manifest and write file: instead of url:',
    ],
  },
  {
    code: 'RSH3010',
    what: 'a name',
    files: { 'orders.yaml': 'openapi: 3.1.0\ninfo: { version: "1" }\npaths: {}\n' },
    said: [
      'RSH3010 service.yaml:3:19 neither this Service nor its spec gives a name → add name: under spec: of this Service, or to info of its API description, in quotes if it looks like a number',
    ],
  },
  {
    code: 'RSH3011',
    what: 'in one file',
    files: {
      'exposition.yaml': [
        manifest('GatewayGroup', 'north', 'labels: { env: north }'),
        ...['default', 'north'].map((group) =>
          manifest(
            'Exposition',
            group,
            `service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: ${group}\nname: shop`,
          ),
        ),
      ].join('---\n'),
    },
    said: [
      "RSH3011 exposition.yaml:23:9 the endpoint name 'shop' is taken → give one of the two another name",
    ],
  },
  {
    code: 'RSH3005',
    what: 'three of them',
    files: {
      'other.yaml': ['2', '10']
        .map((version) =>
          manifest('Service', `orders-${version}`, `file: orders.yaml\nversion: "${version}"`),
        )
        .join('---\n'),
      'plan.yaml': planWith('keepOnDelete: false'),
    },
    said: [
      'RSH3005 exposition.yaml:5:12 service \'Orders\' has several versions → add version: "1" or "10" or "2"',
      'RSH6080 other.yaml:6:12 this Service is version 2, its spec says 1 → remove version: here, or write the one of the spec, unless the URL is meant to stay',
      'RSH6080 other.yaml:13:12 this Service is version 10, its spec says 1 → remove version: here, or write the one of the spec, unless the URL is meant to stay',
    ],
  },
  {
    code: 'RSH3013',
    what: 'prompts',
    files: {
      'exposition.yaml': undefined,
      'plan.yaml': undefined,
      'service.yaml': service('file: orders.yaml\nname: prompts\nversion: get'),
    },
    said: [
      'RSH6022 group.yaml:3:19 no Exposition of this source is placed on group default → remove it, unless another source uses it',
      "RSH3013 service.yaml:3:19 a service cannot be called 'prompts' with version 'get' → give spec.name another value",
      'RSH6020 service.yaml:3:19 no ConfigurationPlan offers anything of prompts:get → add a ConfigurationPlan and an Exposition for it, or remove it',
      'RSH6080 service.yaml:7:12 this Service is version get, its spec says 1 → remove version: here, or write the one of the spec, unless the URL is meant to stay',
    ],
  },
  {
    code: 'RSH3015',
    what: 'but severities',
    files: {
      ...Object.fromEntries(Object.keys(smallTree).map((path) => [path, undefined])),
      'reshapr.yaml': project('RSH6022: off'),
    },
    said: [
      'RSH3015 reshapr.yaml:3:19 this source declares nothing but itself → add a Service, a ConfigurationPlan, a GatewayGroup and an Exposition',
    ],
  },
  {
    code: 'RSH3014',
    what: 'on a line of its own',
    files: { 'plan.yaml': planWith('includedArtifacts:\n  []') },
    said: [
      'RSH3014 plan.yaml:8:5 includedArtifacts: [] can be read as all or as none → write "none", or ["*"] for all',
    ],
  },
  {
    code: 'RSH3018',
    what: 'as shells write it',
    files: { 'plan.yaml': planWith('apiKey: { from: "${ORDERS_KEY}" }') },
    said: [
      'RSH3018 plan.yaml:7:19 ${ORDERS_KEY}: write ${env:ORDERS_KEY} → write ${env:NAME} or ${file:path}',
    ],
  },
  {
    code: 'RSH3019',
    what: 'after other fields',
    files: { 'plan.yaml': planWith('description: For partners\naudit: false\napiKey: true') },
    said: [
      'RSH3019 plan.yaml:9:11 apiKey: true does not say which key → run `reshapr api-key create <plan>`: it prints a key once and writes its SHA-256 here',
    ],
  },
  {
    code: 'RSH3022',
    what: 'JSON',
    files: { 'data/package.json': '{ "private": true }' },
    said: [
      'RSH3022 data/package.json:1:1 no manifest, and no Service refers to it → add apiVersion and kind if it should be a manifest',
    ],
  },
  {
    code: 'RSH3025',
    what: 'nothing near',
    files: { 'reshapr.yaml': project('no-open-endpoints: error') },
    said: [
      "RSH3025 reshapr.yaml:6:12 there is no finding 'no-open-endpoints' → run `reshapr explain` for the codes",
    ],
  },
  {
    code: 'RSH3026',
    what: 'off',
    files: { 'reshapr.yaml': project('RSH1004: off') },
    said: ['RSH3026 reshapr.yaml:6:12 RSH1004 stays an error → remove this rule'],
  },
  {
    code: 'RSH3027',
    what: 'a file that a spec refers to',
    files: {
      'orders.yaml': `${head}paths:\n  /orders:\n    post:\n      requestBody: { content: { application/json: { schema: { $ref: shared.yaml#/Order } } } }\n      ${done}\n`,
      'shared.yaml': 'Order: { type: object }\n---\nReturn: { type: object }\n',
    },
    said: [
      'RSH3027 shared.yaml:3:1 only the first document of this file is read → put what follows --- into a file of its own',
    ],
  },
  {
    code: 'RSH4004',
    what: 'AsyncAPI',
    files: { 'orders.yaml': 'asyncapi: 3.0.0\n' },
    said: [
      'RSH4004 orders.yaml:1:11 this is AsyncAPI, and no importer reads it → OpenAPI 2.0, 3.0 and 3.1, GraphQL, and Protobuf are read',
    ],
  },
  {
    code: 'RSH4004',
    what: 'a version that is a number',
    files: { 'orders.yaml': 'openapi: 3.1\n' },
    said: [
      'RSH4004 orders.yaml:1:10 this is OpenAPI with a number as its version, and no importer reads it → put the version in quotes, like "3.0.3"',
    ],
  },
  {
    code: 'RSH4005',
    what: 'an operation',
    files: { 'orders.yaml': `${head}paths:\n  /orders:\n    get: [${'"a"'}]\n    post: { ${done} }\n` },
    said: ['RSH4005 orders.yaml:5:10 an operation must be a mapping → correct the spec here'],
  },
  {
    code: 'RSH4008',
    what: 'several others',
    files: {
      'orders.yaml': `${head}paths:\n  /orders:\n    post:\n      requestBody: { content: { text/csv: { schema: { type: string } }, text/plain: { schema: { type: string } }, application/json: {} } }\n      ${done}\n`,
    },
    said: ['RSH4008 orders.yaml:6:22 bodies are sent as application/json, never as text/csv, text/plain'],
  },
  {
    code: 'RSH4009',
    what: 'of a path',
    files: {
      'orders.yaml': `${head}paths:\n  /orders:\n    servers: [{ url: http://localhost:2 }]\n    post: { ${done} }\n`,
    },
    said: [
      'RSH4009 orders.yaml:5:5 these servers are not used: calls go to the backendEndpoint of the plan → exclude the operation, or make it a service of its own',
    ],
  },
  {
    code: 'RSH4011',
    what: 'characters that names do not have',
    files: { 'orders.yaml': `${head}paths:\n  /a.b: { get: { ${done} } }\n  /a~b: { get: { ${done} } }\n` },
    said: [
      'RSH4011 orders.yaml:5:11 GET /a~b is offered as get_a_b_c089f09c: GET /a.b has the name get_a_b → exclude one of the two operations if a model would mix them up',
    ],
  },
  {
    code: 'RSH4012',
    what: 'two answers',
    files: {
      'orders.yaml': `${head}paths:\n  /orders:\n    post:\n      responses:\n        "200": { description: a, content: { application/json: { schema: { type: object } } } }\n        "202": { description: b }\n`,
    },
    said: ['RSH4012 orders.yaml:6:7 no output schema: 202 has no content'],
  },
  {
    code: 'RSH4013',
    what: 'in a header',
    files: {
      'orders.yaml': `${head}paths:\n  /orders:\n    post:\n      parameters: [{ name: X-Q, in: header, style: form, schema: { type: string } }]\n      ${done}\n`,
    },
    said: [
      'RSH4013 orders.yaml:6:52 parameter \'X-Q\': style "form" is not defined for header parameters; simple is used → correct the parameter in the spec',
    ],
  },
  {
    code: 'RSH4014',
    what: 'of two operations',
    files: { 'orders.yaml': `${head}paths:\n  /orders/{id}:\n    get: { ${done} }\n    post: { ${done} }\n` },
    said: [
      'RSH4014 orders.yaml:5:5 /orders/{id} has no parameter for {id} → declare a parameter with name: id and in: path',
      'RSH4014 orders.yaml:6:5 /orders/{id} has no parameter for {id} → declare a parameter with name: id and in: path',
    ],
  },
  {
    code: 'RSH4016',
    what: 'too long',
    files: {
      'orders.yaml': `${head}paths:\n  /orders:\n    post: { x-reshapr-tool-name: ${'a'.repeat(65)}, ${done} }\n`,
    },
    said: [
      'RSH4016 orders.yaml:5:34 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" is not a legal tool name → use letters, digits, _ and -, at most 64 of them',
    ],
  },
  {
    code: 'RSH4017',
    what: 'of two paths',
    files: {
      'orders.yaml': `${head}paths:\n  /a: { get: { x-reshapr-tool-name: a, ${done} } }\n  /b: { get: { x-reshapr-tool-name: a, ${done} } }\n`,
    },
    said: [
      "RSH4017 orders.yaml:5:37 the tool name 'a' is chosen by another operation too → choose another name for one of the two",
    ],
  },
  {
    code: 'RSH5002',
    what: 'the Service leaves nothing',
    files: { 'service.yaml': service('file: orders.yaml\nexcludedOperations: [GET /orders, POST /orders]') },
    said: [
      'RSH5002 exposition.yaml:3:19 Orders:1/all@default offers no tool → look at includedOperations and excludedOperations of its plan',
    ],
  },
  {
    code: 'RSH5003',
    what: 'custom tools',
    files: { 'a.yaml': tools('recent'), 'b.yaml': tools('recent') },
    said: [
      "RSH5003 b.yaml:5:3 plan Orders:1/all includes two CustomTools that define 'recent' → list the artifacts that this plan should include in includedArtifacts",
    ],
  },
  {
    code: 'RSH5004',
    what: 'of another operation than it calls',
    files: { 'a.yaml': tools('post_orders') },
    said: [
      "RSH5004 a.yaml:5:3 the tool name 'post_orders' is taken by POST /orders → rename the custom tool, exclude the operation, or write tool: post_orders to replace it",
    ],
  },
  {
    code: 'RSH5005',
    what: 'nothing near',
    files: { 'plan.yaml': planWith('includedArtifacts: ["*", greetings]') },
    said: [
      "RSH5005 plan.yaml:7:28 Orders:1 has no artifact 'greetings' → artifacts are called by metadata.name, or in the bare form by their file",
    ],
  },
  {
    code: 'RSH5006',
    what: 'one token too many',
    files: { 'plan.yaml': planWith('contextBudget: 46') },
    said: [
      'RSH5006 plan.yaml:7:18 Orders:1/all@default costs about 47 tokens of context, its budget is 46 → include fewer operations, or raise contextBudget',
    ],
  },
];

/** Near misses of findings that no rule makes. */
export const secondSilent: readonly SilentCase[] = [
  {
    code: 'RSH3001',
    what: 'reshapr.yaml has a mistake',
    files: { 'reshapr.yaml': manifest('Project', 'shop', 'organization: acme-inc') },
  },
  {
    code: 'RSH3001',
    what: 'reshapr.yaml cannot be read',
    files: { 'reshapr.yaml': `${smallTree['reshapr.yaml']}  a: b: c\n` },
  },
  {
    code: 'RSH3004',
    what: 'its kind is misspelt',
    files: { 'group.yaml': (smallTree['group.yaml'] ?? '').replace('GatewayGroup', 'GatewayGrop') },
  },
  {
    code: 'RSH3004',
    what: 'its apiVersion is wrong',
    files: { 'group.yaml': (smallTree['group.yaml'] ?? '').replace('v1alpha1', 'v1') },
  },
  {
    code: 'RSH4004',
    what: 'a later patch',
    files: { 'orders.yaml': (smallTree['orders.yaml'] ?? '').replace('3.1.0', '3.1.9') },
  },
  { code: 'RSH4011', what: 'another method', files: {} },
  {
    code: 'RSH5002',
    what: 'the only operation is misspelt',
    files: { 'plan.yaml': planWith('includedOperations: [GET /order]') },
  },
  { code: 'RSH5006', what: 'exactly the budget', files: { 'plan.yaml': planWith('contextBudget: 47') } },
];
