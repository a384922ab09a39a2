import { manifest, smallTree } from '../support/small-tree.ts';
import type { FindingCase } from './finding-case.ts';

const plan = (more: string): string => `${smallTree['plan.yaml']}${more.replace(/^/gm, '  ')}\n`;
const service = (spec: string): string => manifest('Service', 'orders', spec);
const exposition = (spec: string): string => manifest('Exposition', 'orders', spec);
const backend = (endpoint: string): string =>
  (smallTree['plan.yaml'] ?? '').replace('http://localhost:1', endpoint);
const secret = (fields: string): string =>
  manifest('SecretSource', 'keys', `secrets:\n  - name: orders\n    ${fields}`);
const alone = { 'exposition.yaml': undefined, 'plan.yaml': undefined };

/** Findings about references, identities and credentials. */
export const bindCases: readonly FindingCase[] = [
  {
    code: 'RSH3001',
    files: { 'reshapr.yaml': undefined },
    said: [
      'RSH3001 reshapr.yaml:1:1 this tree has no reshapr.yaml with kind: Project → run `reshapr init`, or point at the folder that holds reshapr.yaml',
    ],
  },
  {
    code: 'RSH3002',
    files: { 'sub/reshapr.yaml': smallTree['reshapr.yaml'] },
    said: ['RSH3002 sub/reshapr.yaml:3:19 this source has a Project already → keep the one in reshapr.yaml'],
  },
  {
    code: 'RSH3003',
    files: { 'other.yaml': smallTree['group.yaml'] },
    said: ["RSH3003 other.yaml:3:19 GatewayGroup 'default' is defined twice → rename or remove one of them"],
  },
  {
    code: 'RSH3004',
    files: {
      'exposition.yaml': exposition(
        'service: { name: Ordres }\nconfigurationPlan: all\ngatewayGroup: default',
      ),
    },
    said: ["RSH3004 exposition.yaml:5:12 there is no Service 'Ordres' → did you mean 'Orders'?"],
  },
  {
    code: 'RSH3005',
    files: { 'other.yaml': service('file: orders.yaml\nversion: "2"').replace('orders }', 'orders-2 }') },
    said: [
      'RSH3005 exposition.yaml:5:12 service \'Orders\' has several versions → add version: "1" or "2"',
      'RSH6080 other.yaml:6:12 this Service is version 2, its spec says 1 → remove version: here, or write the one of the spec, unless the URL is meant to stay',
    ],
  },
  {
    code: 'RSH3006',
    files: {
      'group.yaml': (smallTree['group.yaml'] ?? '').replace(
        'default }',
        'default, annotations: { reshapr.io/organization: other } }',
      ),
    },
    said: [
      'RSH3006 group.yaml:3:19 this manifest is for organization other, the source is for acme → move the manifest to a source of that organization, or correct the annotation',
    ],
  },
  {
    code: 'RSH3007',
    files: { ...alone, 'service.yaml': service('name: Orders') },
    said: [
      'RSH3007 service.yaml:3:19 a Service needs spec.file (or type: MCP and instances) → add file: with the path of the OpenAPI document, relative to this manifest',
    ],
  },
  {
    code: 'RSH3008',
    files: { ...alone, 'service.yaml': service('file: order.yaml') },
    said: [
      "RSH3008 service.yaml:5:9 there is no file order.yaml in the tree → did you mean 'orders.yaml' or 'group.yaml'?",
    ],
  },
  {
    code: 'RSH3009',
    files: {
      ...alone,
      'service.yaml': service('url: https://localhost/orders.yaml\nname: Orders\nversion: "1"'),
    },
    said: [
      'RSH6022 group.yaml:3:19 no Exposition of this source is placed on group default → remove it, unless another source uses it',
      'RSH3022 orders.yaml:1:1 no manifest, and no Service refers to it → add apiVersion and kind if it should be a manifest',
      'RSH6020 service.yaml:3:19 no ConfigurationPlan offers anything of Orders:1 → add a ConfigurationPlan and an Exposition for it, or remove it',
      'RSH3009 service.yaml:5:8 specs by URL are not fetched when compiling → store the spec beside this manifest and write file: instead of url:',
    ],
  },
  {
    code: 'RSH3010',
    files: { ...alone, 'orders.yaml': 'openapi: 3.1.0\ninfo: { title: Orders }\npaths: {}\n' },
    said: [
      'RSH3010 service.yaml:3:19 neither this Service nor its spec gives a version → add version: under spec: of this Service, or to info of its API description, in quotes if it looks like a number',
    ],
  },
  {
    code: 'RSH3011',
    files: {
      'exposition.yaml': exposition(
        'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: default\nname: shop',
      ),
      'other.yaml': [
        manifest('GatewayGroup', 'other', 'labels: { env: test }'),
        manifest(
          'Exposition',
          'other',
          'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: other\nname: shop',
        ),
      ].join('---\n'),
    },
    said: ["RSH3011 other.yaml:14:9 the endpoint name 'shop' is taken → give one of the two another name"],
  },
  {
    code: 'RSH3012',
    files: {
      'exposition.yaml': exposition(
        'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: default\nname: health',
      ),
    },
    said: [
      "RSH3012 exposition.yaml:8:9 an endpoint cannot be called 'health': this is a route already → choose another name",
    ],
  },
  {
    code: 'RSH3012',
    what: 'an id',
    files: {
      'exposition.yaml': exposition(
        'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: default\nname: abcdefghijklmnop',
      ),
    },
    said: [
      "RSH3012 exposition.yaml:8:9 an endpoint cannot be called 'abcdefghijklmnop': it looks like an id → choose another name",
    ],
  },
  {
    code: 'RSH3013',
    files: { ...alone, 'service.yaml': service('file: orders.yaml\nname: tools\nversion: list') },
    said: [
      'RSH6022 group.yaml:3:19 no Exposition of this source is placed on group default → remove it, unless another source uses it',
      "RSH3013 service.yaml:3:19 a service cannot be called 'tools' with version 'list' → give spec.name another value",
      'RSH6020 service.yaml:3:19 no ConfigurationPlan offers anything of tools:list → add a ConfigurationPlan and an Exposition for it, or remove it',
      'RSH6080 service.yaml:7:12 this Service is version list, its spec says 1 → remove version: here, or write the one of the spec, unless the URL is meant to stay',
    ],
  },
  {
    code: 'RSH3014',
    files: { 'plan.yaml': plan('includedArtifacts: []') },
    said: [
      'RSH3014 plan.yaml:7:22 includedArtifacts: [] can be read as all or as none → write "none", or ["*"] for all',
    ],
  },
  {
    code: 'RSH3015',
    files: { ...alone, 'group.yaml': undefined, 'service.yaml': undefined, 'orders.yaml': undefined },
    said: [
      'RSH3015 reshapr.yaml:3:19 this source declares nothing but itself → add a Service, a ConfigurationPlan, a GatewayGroup and an Exposition',
    ],
  },
  {
    code: 'RSH3016',
    files: {
      ...alone,
      'service.yaml': service(
        'type: MCP\nname: Orders\nversion: "1"\ninstances: [{ url: http://localhost:1 }]\nupstreams: [{ name: a, instances: [{ url: http://localhost:1 }] }]',
      ),
      'orders.yaml': undefined,
    },
    said: [
      'RSH6022 group.yaml:3:19 no Exposition of this source is placed on group default → remove it, unless another source uses it',
      'RSH3020 service.yaml:3:19 a Service of type MCP is checked, but not served by this version → remove it, or wait for a version that does',
      'RSH6020 service.yaml:3:19 no ConfigurationPlan offers anything of Orders:1 → add a ConfigurationPlan and an Exposition for it, or remove it',
      'RSH3016 service.yaml:8:3 instances are a single upstream: not both → keep one of the two, or correct one',
    ],
  },
  {
    code: 'RSH3017',
    files: { 'secrets.yaml': secret('token: abcdef') },
    said: [
      "RSH6023 secrets.yaml:6:13 nothing uses the secret 'orders' → write backendSecretRef: orders into the plan that needs it, or remove it",
      'RSH3017 secrets.yaml:7:14 token holds a credential, not a reference → write ${env:NAME} or ${file:path}, and rotate the credential if this was committed',
    ],
  },
  {
    code: 'RSH3017',
    what: 'an API key',
    files: { 'plan.yaml': plan('apiKey: { from: abcdef }') },
    said: [
      'RSH3017 plan.yaml:7:19 apiKey.from holds a credential, not a reference → write ${env:NAME} or ${file:path}, and rotate the credential if this was committed',
    ],
  },
  {
    code: 'RSH3018',
    files: { 'secrets.yaml': secret('token: "${env:RESHAPR_CTRL_TOKEN}"') },
    said: [
      "RSH6023 secrets.yaml:6:13 nothing uses the secret 'orders' → write backendSecretRef: orders into the plan that needs it, or remove it",
      "RSH3018 secrets.yaml:7:14 ${env:RESHAPR_CTRL_TOKEN}: the gateway's own settings cannot be read by manifests → write ${env:NAME} or ${file:path}",
    ],
  },
  {
    code: 'RSH3018',
    what: 'a file',
    files: { 'secrets.yaml': secret('token: "${file:../other/token}"') },
    said: [
      "RSH6023 secrets.yaml:6:13 nothing uses the secret 'orders' → write backendSecretRef: orders into the plan that needs it, or remove it",
      'RSH3018 secrets.yaml:7:14 ${file:../other/token}: the path must not leave the secrets directory → write ${env:NAME} or ${file:path}',
    ],
  },
  {
    code: 'RSH3019',
    files: { 'plan.yaml': plan('apiKey: true') },
    said: [
      'RSH3019 plan.yaml:7:11 apiKey: true does not say which key → run `reshapr api-key create <plan>`: it prints a key once and writes its SHA-256 here',
    ],
  },
  {
    code: 'RSH3020',
    files: { 'plan.yaml': plan('artifacts: [a]') },
    said: [
      'RSH3020 plan.yaml:7:3 artifacts is checked, but not served by this version → remove it, or wait for a version that does',
    ],
  },
  {
    code: 'RSH3022',
    files: { 'notes.yaml': 'hello: world\n' },
    said: [
      'RSH3022 notes.yaml:1:1 no manifest, and no Service refers to it → add apiVersion and kind if it should be a manifest',
    ],
  },
  {
    code: 'RSH3023',
    files: { 'plan.yaml': backend('localhost:1') },
    said: [
      "RSH3023 plan.yaml:6:20 'localhost:1' is not http or https → write something like https://orders.internal:8080/v1",
    ],
  },
  {
    code: 'RSH3023',
    what: 'a credential',
    files: { 'plan.yaml': backend('http://me:secret@localhost:1') },
    said: [
      "RSH3023 plan.yaml:6:20 'http://…@localhost:1' holds a credential → write something like https://orders.internal:8080/v1",
    ],
  },
  {
    code: 'RSH3016',
    what: 'a type that the spec is not',
    files: { 'service.yaml': service('file: orders.yaml\ntype: GRAPHQL') },
    said: [
      'RSH3016 service.yaml:6:9 type GRAPHQL does not fit the spec, which is REST → keep one of the two, or correct one',
    ],
  },
  {
    code: 'RSH3020',
    what: 'fields of the Project',
    files: {
      'reshapr.yaml': manifest(
        'Project',
        'shop',
        'organization: acme\nenvironments: {}\ntrustedSigners: [me]\nrules: { RSH6060: off }',
      ),
    },
    said: [
      'RSH3020 reshapr.yaml:6:3 environments is checked, but not served by this version → remove it, or wait for a version that does',
      'RSH3020 reshapr.yaml:7:3 trustedSigners is checked, but not served by this version → remove it, or wait for a version that does',
    ],
  },
  {
    code: 'RSH3020',
    what: 'what reShapr reserves',
    files: { 'plan.yaml': plan('artifacts: [a]\ncachePolicy: short') },
    said: [
      'RSH3020 plan.yaml:7:3 artifacts is checked, but not served by this version → remove it, or wait for a version that does',
      'RSH3020 plan.yaml:8:16 cachePolicy as a text is checked, but not served by this version → remove it, or wait for a version that does',
    ],
  },
  {
    code: 'RSH3023',
    what: 'a query',
    files: { 'plan.yaml': backend('http://localhost:1/?api_key=hidden') },
    said: [
      "RSH3023 plan.yaml:6:20 'http://localhost:1/?…' has a query or a fragment → write something like https://orders.internal:8080/v1",
    ],
  },
  {
    code: 'RSH3024',
    what: 'no value',
    files: { 'plan.yaml': plan('backendSecretRef: orders'), 'secrets.yaml': secret('description: nothing') },
    said: [
      "RSH3024 secrets.yaml:6:7 the secret 'orders' holds nothing that a backend could be presented → add token, or username and password",
    ],
  },
  {
    code: 'RSH3027',
    files: { 'orders.yaml': `${smallTree['orders.yaml']}---\nmore: true\n` },
    said: [
      'RSH3027 orders.yaml:10:1 only the first document of this file is read → put what follows --- into a file of its own',
    ],
  },
  {
    code: 'RSH3025',
    files: {
      'reshapr.yaml': manifest('Project', 'shop', 'organization: acme\nrules: { RSH302: off, RSH6060: off }'),
    },
    said: [
      "RSH3025 reshapr.yaml:6:12 there is no finding 'RSH302' → did you mean 'RSH3002', 'RSH3012' or 'RSH3020'?",
    ],
  },
  {
    code: 'RSH3026',
    files: {
      'reshapr.yaml': manifest(
        'Project',
        'shop',
        'organization: acme\nrules: { RSH3004: warning, RSH6060: off }',
      ),
    },
    said: ['RSH3026 reshapr.yaml:6:12 RSH3004 stays an error → remove this rule'],
  },
  {
    code: 'RSH3024',
    what: 'a header alone',
    files: { 'plan.yaml': plan('backendSecretRef: orders'), 'secrets.yaml': secret('tokenHeader: X-Key') },
    said: [
      "RSH3024 secrets.yaml:6:7 the secret 'orders' holds nothing that a backend could be presented → add token, or username and password",
    ],
  },
  {
    code: 'RSH8040',
    what: 'a field that a plan has not',
    files: {
      'policy.yaml': manifest(
        'Policy',
        'a',
        'expression: plan.endpoints.all(e, e.acces != "open")\nmessage: no',
      ),
    },
    said: [
      'RSH8040 policy.yaml:5:39 this expression cannot be evaluated: No such key: acces → the fields of `plan` are listed in docs/reference/policies.md',
    ],
  },
  {
    code: 'RSH8040',
    what: 'something that is neither true nor false',
    files: { 'policy.yaml': manifest('Policy', 'a', 'expression: plan.source\nmessage: no') },
    said: [
      'RSH8040 policy.yaml:5:15 this expression cannot be evaluated: it says string, not true or false → the fields of `plan` are listed in docs/reference/policies.md',
    ],
  },
  {
    code: 'RSH8043',
    what: 'an Exposition',
    files: {
      'exposition.yaml': (smallTree['exposition.yaml'] ?? '').replace(
        'orders }',
        'orders, renamedFrom: old }',
      ),
    },
    said: [
      'RSH8043 exposition.yaml:3:19 renamedFrom has no effect on an Exposition: no id is made of its name → remove it; a Service, a ConfigurationPlan or a GatewayGroup may have it',
    ],
  },
  {
    code: 'RSH8043',
    what: 'a Project',
    files: {
      'reshapr.yaml': (smallTree['reshapr.yaml'] ?? '').replace('shop }', 'shop, renamedFrom: old }'),
    },
    said: [
      'RSH8043 reshapr.yaml:3:19 renamedFrom has no effect on a Project: no id is made of its name → remove it; a Service, a ConfigurationPlan or a GatewayGroup may have it',
    ],
  },
  {
    code: 'RSH8044',
    what: 'a name that is taken',
    files: {
      'other.yaml': (smallTree['plan.yaml'] ?? '').replace('name: all }', 'name: other, renamedFrom: all }'),
      'used.yaml': exposition(
        'service: { name: Orders }\nconfigurationPlan: other\ngatewayGroup: default\nname: used',
      ),
    },
    said: [
      'RSH6030 exposition.yaml:3:19 /mcp/acme/Orders/1 is shared with another exposition, and this one has no name → add name: so that it has a URL of its own',
      "RSH8044 plan.yaml:3:19 ConfigurationPlan 'Orders:1/all' has the id of another one, because of renamedFrom → remove renamedFrom, or give the other one another name",
      "RSH8044 used.yaml:3:19 Exposition 'Orders:1/other@default' has the id of another one, because of renamedFrom → remove renamedFrom, or give the other one another name",
    ],
  },
  {
    code: 'RSH8044',
    what: 'a group in the place of one that was renamed',
    files: {
      'other.yaml': manifest('GatewayGroup', 'edge', 'labels: { env: test }').replace(
        'edge }',
        'edge, renamedFrom: default }',
      ),
      'used.yaml': exposition(
        'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: edge\nname: used',
      ),
    },
    said: [
      "RSH8044 used.yaml:3:19 Exposition 'Orders:1/all@edge' has the id of another one, because of renamedFrom → remove renamedFrom, or give the other one another name",
    ],
  },
];
