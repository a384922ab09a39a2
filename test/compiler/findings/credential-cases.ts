import { manifest, planWith } from '../support/small-tree.ts';
import type { FindingCase, SilentCase } from './finding-case.ts';

const indented = (fields: string): string => fields.replace(/^/gm, '    ').trimStart();
/** One secret, whose fields begin on line 7. */
const secret = (fields: string): string =>
  manifest('SecretSource', 'keys', `secrets:\n  - name: orders\n    ${indented(fields)}`);
const keyed = 'backendSecretRef: orders\napiKey: { from: "${env:KEY}" }';
const oauth =
  'backendSecretRef: orders\noauth2Configuration: { authorizationServers: [https://login.example] }';
const client = (more = ''): string =>
  `oauth2ClientConfiguration:\n  clientId: gateway\n  tokenEndpoint: https://login.example/token\n  ${more}`;
const withSecret = client('clientSecret: ${env:S}');

const tree = (fields: string, plan = keyed, backend = 'http://localhost:1') => ({
  'plan.yaml': planWith(plan).replace('http://localhost:1', backend),
  'secrets.yaml': secret(fields),
});

const unclear = (place: string, why: string): string =>
  `RSH3060 secrets.yaml:${place} ${why} → see docs/guides/backend-credentials.md for the fields of each way`;
const certificate = (place: string, why: string): string =>
  `RSH3061 secrets.yaml:${place} ${why} → write \${file:orders/tls.crt} and \${file:orders/tls.key}, or the text that begins with -----BEGIN CERTIFICATE-----`;

/** Findings about how a backend is presented a secret. */
export const credentialCases: readonly FindingCase[] = [
  ...(
    [
      [
        'no client',
        'authMethod: OAUTH2_CLIENT_CREDENTIALS',
        unclear('6:13', "'orders' needs oauth2ClientConfiguration"),
      ],
      [
        'no client secret',
        client(),
        unclear('6:13', "oauth2ClientConfiguration of 'orders' lacks clientSecret"),
      ],
      [
        'no token endpoint',
        'oauth2ClientConfiguration: { clientId: gateway, clientSecret: "${env:S}" }',
        unclear('6:13', "oauth2ClientConfiguration of 'orders' lacks tokenEndpoint"),
      ],
      [
        'a token beside a client',
        `token: \${env:T}\n${withSecret}`,
        unclear('6:13', "'orders' has a value of its own, and a token that the gateway gets elsewhere"),
      ],
      [
        'a client for a basic credential',
        `authMethod: BASIC\nusername: me\npassword: \${env:P}\n${withSecret}`,
        unclear('6:13', 'authMethod: BASIC has no use for oauth2ClientConfiguration'),
      ],
      [
        'a bearer token that is not there',
        'authMethod: BEARER_TOKEN\nusername: me\npassword: ${env:P}',
        unclear('6:13', 'authMethod: BEARER_TOKEN needs token'),
      ],
      [
        'a user who is asked of callers',
        'authMethod: BASIC\nuseElicitation: true\nusername: me',
        unclear('6:13', 'authMethod: BASIC cannot be asked of callers: only a token can'),
      ],
      [
        'a client token that is asked of callers',
        `authMethod: OAUTH2_CLIENT_CREDENTIALS\nuseElicitation: true\n${withSecret}`,
        unclear('6:13', "the token of 'orders' cannot be asked of callers: the gateway gets it"),
      ],
    ] as const
  ).map(([what, fields, said]) => ({ code: 'RSH3060', what, files: tree(fields), said: [said] })),
  {
    code: 'RSH3060',
    what: 'an endpoint where callers let the gateway in',
    files: tree(`authMethod: OAUTH2_AUTHORIZATION_CODE\n${withSecret}`, oauth),
    said: [unclear('6:13', "oauth2ClientConfiguration of 'orders' lacks authorizationEndpoint")],
  },
  {
    code: 'RSH6049',
    what: 'a token endpoint of another protocol',
    files: tree(withSecret.replace('https://', 'ftp://')),
    said: [
      'RSH6049 secrets.yaml:9:24 tokenEndpoint is not http or https → write something like https://login.example.com/realms/acme',
    ],
  },
  {
    code: 'RSH3017',
    what: 'a private key',
    files: tree(
      'clientCertPem: ${file:tls.crt}\nclientKeyPem: "-----BEGIN PRIVATE KEY-----"',
      keyed,
      'https://orders.example',
    ),
    said: [
      'RSH3017 secrets.yaml:8:21 clientKeyPem holds a credential, not a reference → write ${env:NAME} or ${file:path}, and rotate the credential if this was committed',
    ],
  },
  ...(
    [
      [
        'half of one',
        'token: ${env:T}\nclientCertPem: ${file:tls.crt}',
        certificate('6:13', 'a client certificate without its key cannot be presented'),
      ],
      [
        'the other half',
        'token: ${env:T}\nvaluesFrom: { secretRef: orders, clientKeyPemKey: tls.key }',
        certificate('6:13', 'a key without its client certificate cannot be presented'),
      ],
      [
        'a file name',
        'token: ${env:T}\ncertPem: ca.pem',
        certificate('8:16', 'certPem is no certificate in PEM'),
      ],
    ] as const
  ).map(([what, fields, said]) => ({
    code: 'RSH3061',
    what,
    files: tree(fields, keyed, 'https://orders.example'),
    said: [said],
  })),
  {
    code: 'RSH3062',
    files: tree('token: ${env:T}\ncertPem: ${file:ca.pem}'),
    said: [
      "RSH3062 plan.yaml:6:20 the certificates of 'orders' have no effect: the backend is reached without TLS → write https:// (or grpcs://), or use a secret without certificates",
    ],
  },
  {
    code: 'RSH3062',
    what: 'a client certificate',
    files: tree('valuesFrom: { secretRef: o, clientCertPemKey: tls.crt, clientKeyPemKey: tls.key }'),
    said: [
      "RSH3062 plan.yaml:6:20 the certificates of 'orders' have no effect: the backend is reached without TLS → write https:// (or grpcs://), or use a secret without certificates",
    ],
  },
  {
    code: 'RSH6043',
    what: 'tokens that callers do not have',
    files: tree(`authMethod: OAUTH2_TOKEN_EXCHANGE\n${withSecret}`),
    said: [
      "RSH6043 plan.yaml:7:21 'orders' exchanges the token of each caller, and the plan does not know its callers → add oauth2Configuration, without apiKey, or use a secret that is the same for all callers",
    ],
  },
  {
    code: 'RSH6074',
    files: tree(withSecret.replace('https://', 'http://')),
    said: [
      'RSH6074 secrets.yaml:9:24 tokenEndpoint of login.example is asked in clear text → write https://',
    ],
  },
  {
    code: 'RSH6074',
    what: 'where callers log in',
    files: tree(`${withSecret}\n  authorizationEndpoint: http://10.0.0.7/auth`, oauth),
    said: [
      'RSH6074 secrets.yaml:11:32 authorizationEndpoint of 10.0.0.7 is asked in clear text → write https://',
    ],
  },
];

export const credentialSilent: readonly SilentCase[] = [
  { code: 'RSH3060', what: 'client credentials', files: tree(withSecret) },
  {
    code: 'RSH6043',
    what: 'a token exchange',
    files: tree(`authMethod: OAUTH2_TOKEN_EXCHANGE\n${withSecret}`, oauth),
  },
  {
    code: 'RSH3061',
    what: 'values from a mounted secret',
    files: tree(
      `valuesFrom: { secretRef: orders, oauth2ClientSecretKey: secret, certPemKey: ca.crt, clientCertPemKey: tls.crt, clientKeyPemKey: tls.key }\n${client()}`,
      keyed,
      'https://orders.example',
    ),
  },
  {
    code: 'RSH6074',
    what: 'a token endpoint on this machine',
    files: tree(withSecret.replace('https://login.example', 'http://localhost:9')),
  },
];
