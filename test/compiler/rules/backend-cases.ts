import type { FindingCase, SilentCase } from '../findings/finding-case.ts';
import { manifest, planWith, smallTree } from '../support/small-tree.ts';

const plan = (endpoint: string, more = 'apiKey: { from: "${env:KEY}" }'): string =>
  planWith(more).replace('http://localhost:1', endpoint);
const secrets = (fields: string): Record<string, string> => ({
  'secrets.yaml': manifest('SecretSource', 'keys', `secrets:\n  - name: orders\n    ${fields}`),
});
const token = secrets('token: ${env:TOKEN}');
const keyed = 'apiKey: { from: "${env:KEY}" }\nbackendSecretRef: orders';
const group = (labels: string): Record<string, string> => ({
  'group.yaml': manifest('GatewayGroup', 'default', `labels: ${labels}`),
});
const spec = (head: string, operation = ''): Record<string, string> => ({
  'orders.yaml': `openapi: 3.1.0
info: { title: Orders, version: "1" }
${head}
paths:
  /orders:
    get: { ${operation}responses: { "200": { description: all } } }
`,
});
const schemes = 'components: { securitySchemes: { key: { type: apiKey, in: header, name: k } } }';
const oauth =
  'oauth2Configuration: { authorizationServers: [https://login.example], jwksUri: https://login.example/keys }';

/** Rules about calls to the backend. */
export const backendCases: readonly FindingCase[] = [
  {
    code: 'RSH6040',
    files: { ...token, 'plan.yaml': plan('http://orders.example', keyed) },
    said: [
      'RSH6040 plan.yaml:6:20 the credential of backendSecretRef goes to orders.example in clear text → write https://, or suppress this with the reason why the network is trusted',
    ],
  },
  {
    code: 'RSH6040',
    what: 'in a private network',
    files: { ...token, 'plan.yaml': plan('HTTP://10.0.0.7:8080/v1', keyed) },
    said: [
      'RSH6040 plan.yaml:6:20 the credential of backendSecretRef goes to 10.0.0.7 in clear text → write https://, or suppress this with the reason why the network is trusted',
    ],
  },
  {
    code: 'RSH6041',
    files: { ...group('{ env: production }'), 'plan.yaml': plan('http://localhost:1') },
    said: [
      'RSH6041 plan.yaml:6:20 gateways of group default look for this backend on localhost, on their own machine → write the host of the backend, unless the gateway runs beside it',
    ],
  },
  {
    code: 'RSH6041',
    what: 'by address',
    files: { ...group('{ tier: PROD }'), 'plan.yaml': plan('http://[::1]:8080') },
    said: [
      'RSH6041 plan.yaml:6:20 gateways of group default look for this backend on ::1, on their own machine → write the host of the backend, unless the gateway runs beside it',
    ],
  },
  {
    code: 'RSH6042',
    files: spec(schemes, 'security: [{ key: [] }], '),
    said: [
      'RSH6042 plan.yaml:3:19 the spec asks for a credential (key) to call GET /orders, and the plan has none → add backendSecretRef: with the name of a secret of a SecretSource',
    ],
  },
  {
    code: 'RSH6042',
    what: 'for the whole spec',
    files: spec(`security: [{ key: [] }]\n${schemes}`),
    said: [
      'RSH6042 plan.yaml:3:19 the spec asks for a credential (key) to call GET /orders, and the plan has none → add backendSecretRef: with the name of a secret of a SecretSource',
    ],
  },
  {
    code: 'RSH6043',
    files: { ...secrets('useElicitation: true'), 'plan.yaml': planWith('backendSecretRef: orders') },
    said: [
      "RSH6043 plan.yaml:7:21 'orders' asks each caller for a credential, and the plan does not know its callers → add oauth2Configuration, without apiKey, or use a secret that is the same for all callers",
    ],
  },
  {
    code: 'RSH6043',
    what: 'an API key says nothing of who calls',
    files: { ...secrets('useElicitation: true'), 'plan.yaml': planWith(keyed) },
    said: [
      "RSH6043 plan.yaml:8:21 'orders' asks each caller for a credential, and the plan does not know its callers → add oauth2Configuration, without apiKey, or use a secret that is the same for all callers",
    ],
  },
  {
    code: 'RSH6073',
    files: { 'plan.yaml': planWith('retry: { attempts: 1 }') },
    said: [
      'RSH6073 plan.yaml:7:22 no call is tried again: there is one attempt in all → write attempts: 2 or more, with a backoffMs well below backendTimeout',
    ],
  },
  {
    code: 'RSH6073',
    what: 'with a pause as long as the call',
    files: { 'plan.yaml': planWith('backendTimeout: 500\nretry: { attempts: 2, backoffMs: 500 }') },
    said: [
      'RSH6073 plan.yaml:8:36 no call is tried again: 500 ms after the first attempt its 500 ms are over → write attempts: 2 or more, with a backoffMs well below backendTimeout',
    ],
  },
  {
    code: 'RSH6044',
    files: { 'plan.yaml': planWith('backendTimeout: 5') },
    said: [
      'RSH6044 plan.yaml:7:19 backendTimeout is in milliseconds: 5 ends nearly every call → write 5000 for 5 seconds',
    ],
  },
  {
    code: 'RSH6044',
    what: 'just under',
    files: { 'plan.yaml': planWith('backendTimeout: 99') },
    said: [
      'RSH6044 plan.yaml:7:19 backendTimeout is in milliseconds: 99 ends nearly every call → write 99000 for 99 seconds',
    ],
  },
  {
    code: 'RSH6045',
    files: {
      ...spec('servers: [{ url: https://orders.example/v1 }]'),
      'plan.yaml': plan('https://orders.example'),
    },
    said: [
      "RSH6045 plan.yaml:6:20 the spec's server is https://orders.example/v1, calls would go to https://orders.example/orders → write backendEndpoint: https://orders.example/v1",
    ],
  },
  {
    code: 'RSH6045',
    what: 'another base path',
    files: {
      ...spec('servers: [{ url: https://orders.example/v2/ }]'),
      'plan.yaml': plan('https://orders.example/v1/'),
    },
    said: [
      "RSH6045 plan.yaml:6:20 the spec's server is https://orders.example/v2, calls would go to https://orders.example/v1/orders → write backendEndpoint: https://orders.example/v2",
    ],
  },
];

export const backendSilent: readonly SilentCase[] = [
  { code: 'RSH6040', what: 'https', files: { ...token, 'plan.yaml': plan('https://orders.example', keyed) } },
  { code: 'RSH6040', what: 'no credential', files: { 'plan.yaml': plan('http://orders.example') } },
  {
    code: 'RSH6040',
    what: 'on this machine',
    files: { ...token, 'plan.yaml': plan('http://127.0.0.1', keyed) },
  },
  { code: 'RSH6041', what: 'a group for tests', files: group('{ env: preproduction }') },
  {
    code: 'RSH6041',
    what: 'a host with localhost in its name',
    files: { ...group('{ env: prod }'), 'plan.yaml': plan('http://localhost.example') },
  },
  { code: 'RSH6042', what: 'or without a credential', files: spec(schemes, 'security: [{ key: [] }, {}], ') },
  {
    code: 'RSH6042',
    what: 'a plan with one',
    files: {
      ...spec(schemes, 'security: [{ key: [] }], '),
      ...token,
      'plan.yaml': planWith('backendSecretRef: orders'),
    },
  },
  {
    code: 'RSH6042',
    what: 'the operation is left out',
    files: {
      ...spec(`${schemes}`, 'security: [{ key: [] }], '),
      'plan.yaml': planWith('excludedOperations: [GET /orders]'),
    },
  },
  {
    code: 'RSH6043',
    what: 'callers are known',
    files: {
      ...secrets('useElicitation: true'),
      'plan.yaml': planWith(`backendSecretRef: orders\n${oauth}`),
    },
  },
  {
    code: 'RSH6073',
    what: 'no pause',
    files: { 'plan.yaml': planWith('retry: { attempts: 2, backoffMs: 0 }') },
  },
  { code: 'RSH6044', what: 'a tenth of a second', files: { 'plan.yaml': planWith('backendTimeout: 100') } },
  {
    code: 'RSH6045',
    what: 'one of several servers',
    files: {
      ...spec('servers: [{ url: https://orders.example/v1 }, { url: https://orders.example }]'),
      'plan.yaml': plan('https://orders.example'),
    },
  },
  {
    code: 'RSH6045',
    what: 'another host',
    files: {
      ...spec('servers: [{ url: https://orders.example/v1 }]'),
      'plan.yaml': plan('https://orders.internal'),
    },
  },
  {
    code: 'RSH6045',
    what: 'a server with variables',
    files: {
      ...spec('servers: [{ url: "https://orders.example/{v}" }]'),
      'plan.yaml': plan('https://orders.example'),
    },
  },
  { code: 'RSH6045', what: 'no server', files: { 'orders.yaml': smallTree['orders.yaml'] } },
];
