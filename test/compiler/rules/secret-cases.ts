import { planText } from '../../../src/compiler/rules/example.ts';
import type { FindingCase, SilentCase } from '../findings/finding-case.ts';
import { manifest, planWith, smallTree } from '../support/small-tree.ts';

// Made up here, and put together so that no scanner takes this file for a leak.
const letters = 'q7ZtW2mX9bRkL4vN8cHsY3dF6gJpT5wQe1KaUoPz';
const github = `ghp_${letters.slice(0, 36)}`;
const jwt = [`eyJ${letters.slice(0, 20)}`, `eyJ${letters.slice(5, 25)}`, letters.slice(0, 24)].join('.');
const pem = ['-----BEGIN', 'PRIVATE KEY-----'].join(' ');
const description = (text: string): Record<string, string> => ({
  'plan.yaml': planWith(`description: ${JSON.stringify(text)}`),
});
const bare = (kind: string, body: string): Record<string, string> => ({
  'more.yaml': `apiVersion: reshapr.io/v1alpha1\nkind: ${kind}\nservice: { name: Orders, version: "1" }\n${body}\n`,
});
const withKey = (smallTree['orders.yaml'] ?? '').replace(
  'get:',
  'get:\n      parameters: [{ name: api_key, in: query, schema: { type: string } }]',
);
const tool = (argument: string): Record<string, string> =>
  bare(
    'CustomTools',
    `customTools:\n  recent: { description: The last ten orders, input: { type: object }, tool: GET /orders, arguments: { ${argument} } }`,
  );

/** Rules about credentials that were written down. */
export const secretCases: readonly FindingCase[] = [
  {
    code: 'RSH6070',
    what: 'a token',
    files: description(`Call with ${github}`),
    said: [
      'RSH6070 plan.yaml:7:16 this text holds a GitHub token → take it out, and have it revoked if this was committed',
    ],
  },
  {
    code: 'RSH6070',
    what: 'a JSON Web Token in a prompt',
    files: bare('Prompts', `prompts:\n  hello:\n    result: |\n      Say hello.\n      Use ${jwt}`),
    said: [
      'RSH6070 more.yaml:6:13 this text holds a JSON Web Token → take it out, and have it revoked if this was committed',
    ],
  },
  {
    code: 'RSH6070',
    what: 'a private key',
    files: description(pem),
    said: [
      'RSH6070 plan.yaml:7:16 this text holds a private key → take it out, and have it revoked if this was committed',
    ],
  },
  {
    code: 'RSH6070',
    what: 'a URL with a password',
    files: description('see postgres://app:wq8Zk2@db.internal/orders'),
    said: [
      'RSH6070 plan.yaml:7:16 this text holds a URL with a password → take it out, and have it revoked if this was committed',
    ],
  },
  {
    code: 'RSH6070',
    what: 'in a label',
    files: {
      'group.yaml': manifest(
        'GatewayGroup',
        'default',
        `labels: { env: dev, key: AKIA${letters.slice(0, 16).toUpperCase()} }`,
      ),
    },
    said: [
      'RSH6070 group.yaml:5:28 this text holds an AWS access key → take it out, and have it revoked if this was committed',
    ],
  },
  {
    code: 'RSH6070',
    what: 'in an annotation',
    files: {
      'group.yaml': manifest('GatewayGroup', 'default', 'labels: { env: dev }').replace(
        'default }',
        `default, annotations: { note: ${github} } }`,
      ),
    },
    said: [
      'RSH6070 group.yaml:3:19 this text holds a GitHub token → take it out, and have it revoked if this was committed',
    ],
  },
  {
    code: 'RSH6071',
    files: description(`the one for tests is ${letters}`),
    said: [
      'RSH6071 plan.yaml:7:16 this looks like a key or a token → write a reference, ${env:NAME} or ${file:path}, or suppress this with the reason why it is none',
    ],
  },
  {
    code: 'RSH6071',
    what: 'by the name of a field',
    files: { ...tool('api_key: 5tg78ujn'), 'orders.yaml': withKey },
    said: [
      "RSH6071 more.yaml:5:113 'api_key' holds a literal value → write a reference, ${env:NAME} or ${file:path}, or suppress this with the reason why it is none",
    ],
  },
  {
    code: 'RSH6072',
    what: 'in a backend endpoint',
    files: { 'plan.yaml': planText('', 'http://localhost:8080/${env:BASE}') },
    said: [
      "RSH6072 plan.yaml:6:20 ${env:BASE} is not resolved in 'backendEndpoint' → write the value itself, or put a credential into a SecretSource and name it in backendSecretRef",
    ],
  },
  {
    code: 'RSH6072',
    what: 'in a label',
    files: {
      'group.yaml': manifest('GatewayGroup', 'default', 'labels: { env: dev, zone: "${file:zone}" }'),
    },
    said: [
      "RSH6072 group.yaml:5:29 ${file:zone} is not resolved in 'zone' → write the value itself, or put a credential into a SecretSource and name it in backendSecretRef",
    ],
  },
];

export const secretSilent: readonly SilentCase[] = [
  {
    code: 'RSH6070',
    what: 'a placeholder',
    files: description('Call with ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'),
  },
  { code: 'RSH6070', what: 'an example of a vendor', files: description('AKIAIOSFODNN7EXAMPLE') },
  {
    code: 'RSH6070',
    what: 'a URL with a reference',
    files: description('postgres://app:${env:PASSWORD}@db.internal/orders'),
  },
  { code: 'RSH6070', what: 'a public key', files: description(['-----BEGIN', 'PUBLIC KEY-----'].join(' ')) },
  { code: 'RSH6070', what: 'the word Bearer', files: description('Authorization: Bearer, as RFC 6750 says') },
  {
    code: 'RSH6071',
    what: 'the digest of something',
    files: description('1f3d5b7a9c0e2f4d6b8a1f3d5b7a9c0e2f4d6b8a1f3d5b7a9c0e2f4d6b8a1f3d'),
  },
  {
    code: 'RSH6071',
    what: 'a long name',
    files: description('createOrganizationRepositoryEnvironmentVariable2'),
  },
  { code: 'RSH6071', what: 'an argument', files: tool('token: "${token}"') },
  { code: 'RSH6071', what: 'a UUID', files: description('7b0f2f6e-2f6b-4d53-9a3e-0a5f8c1d2e3f') },
  {
    code: 'RSH6072',
    what: 'where gateways resolve it',
    files: { 'plan.yaml': planText('apiKey: { from: "${env:ORDERS_KEY}" }') },
  },
];
