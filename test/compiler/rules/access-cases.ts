import type { FindingCase, SilentCase } from '../findings/finding-case.ts';
import { manifest, planWith, smallTree } from '../support/small-tree.ts';

/** The plan of the small tree with a backend elsewhere; more fields begin on line 7. */
const plan = (more: string): string => planWith(more).replace('http://localhost:1', 'https://orders.example');
const deleting = (smallTree['orders.yaml'] ?? '').replace('post:', 'delete:');
const production = { 'group.yaml': manifest('GatewayGroup', 'default', 'labels: { env: production }') };
const oauth = (more: string): string =>
  `oauth2Configuration:\n  authorizationServers: [https://login.example]\n  jwksUri: https://login.example/keys\n${more}`;
const issuers = (more: string): string =>
  `oauth2Configuration:\n  authorizationServers: [https://a.example, https://login.example]\n${more}`;

/** Rules about who may call. */
export const accessCases: readonly FindingCase[] = [
  {
    code: 'RSH6001',
    files: { 'plan.yaml': plan('') },
    said: [
      'RSH6001 plan.yaml:3:19 plan all lets anybody call post_orders → run `reshapr api-key create all`, or write apiKey: false if everybody may call it',
    ],
  },
  {
    code: 'RSH6001',
    what: 'on this machine, in production',
    files: production,
    said: [
      'RSH6001 plan.yaml:3:19 plan all lets anybody call post_orders → run `reshapr api-key create all`, or write apiKey: false if everybody may call it',
      'RSH6041 plan.yaml:6:20 gateways of group default look for this backend on localhost, on their own machine → write the host of the backend, unless the gateway runs beside it',
    ],
  },
  {
    code: 'RSH6001',
    what: 'many tools',
    files: {
      'plan.yaml': plan('audit: false'),
      'orders.yaml': `${smallTree['orders.yaml']}${['a', 'b', 'c', 'd']
        .map((path) => `  /${path}: { post: { responses: { "204": { description: done } } } }\n`)
        .join('')}`,
    },
    said: [
      'RSH6001 plan.yaml:3:19 plan all lets anybody call post_orders, post_a, post_b and 2 more → run `reshapr api-key create all`, or write apiKey: false if everybody may call it',
    ],
  },
  {
    code: 'RSH6002',
    files: { 'plan.yaml': plan('excludedOperations: [POST /orders]') },
    said: [
      'RSH6002 plan.yaml:3:19 plan all lets anybody read → run `reshapr api-key create all`, or write apiKey: false if everybody may read it',
    ],
  },
  {
    code: 'RSH6002',
    what: 'chosen by the Service',
    files: {
      'plan.yaml': plan(''),
      'service.yaml': manifest('Service', 'orders', 'file: orders.yaml\nincludedOperations: [GET /orders]'),
    },
    said: [
      'RSH6002 plan.yaml:3:19 plan all lets anybody read → run `reshapr api-key create all`, or write apiKey: false if everybody may read it',
    ],
  },
  {
    code: 'RSH6003',
    files: { 'plan.yaml': plan(''), 'orders.yaml': deleting },
    said: [
      'RSH6003 plan.yaml:3:19 plan all lets anybody call delete_orders, which destroys something → run `reshapr api-key create all`, or exclude these operations from the plan',
    ],
  },
  {
    code: 'RSH6003',
    what: 'open on purpose',
    files: { 'plan.yaml': plan('apiKey: false'), 'orders.yaml': deleting.replace('delete:', 'put:') },
    said: [
      'RSH6003 plan.yaml:3:19 plan all lets anybody call put_orders, which destroys something → run `reshapr api-key create all`, or exclude these operations from the plan',
    ],
  },
  {
    code: 'RSH6004',
    files: { 'plan.yaml': planWith(oauth('  disableAudienceValidation: true')) },
    said: [
      'RSH6004 plan.yaml:10:5 a token that was issued for another service is accepted → remove disableAudienceValidation, and list the audiences in staticAudiences',
    ],
  },
  {
    code: 'RSH6004',
    what: 'with audiences',
    files: {
      'plan.yaml': planWith(
        oauth('  staticAudiences: [a]\n  disableAudienceValidation: true\napiKey: { from: "${env:KEY}" }'),
      ),
    },
    said: [
      'RSH6047 plan.yaml:7:3 oauth2Configuration has no effect beside apiKey: callers need the key only → remove one of the two',
      'RSH6004 plan.yaml:11:5 a token that was issued for another service is accepted → remove disableAudienceValidation, and list the audiences in staticAudiences',
    ],
  },
  {
    code: 'RSH6005',
    files: {
      'plan.yaml': planWith(oauth('').replace('https://login.example/keys', 'http://login.example/keys')),
    },
    said: ['RSH6005 plan.yaml:9:14 jwksUri of login.example is read in clear text → write https://'],
  },
  {
    code: 'RSH6005',
    what: 'an issuer',
    files: { 'plan.yaml': planWith(oauth('').replace('[https', '[https://a.example, http')) },
    said: [
      'RSH6005 plan.yaml:8:47 authorizationServers of login.example is read in clear text → write https://',
      'RSH6055 plan.yaml:9:5 each of these authorization servers can issue tokens in the name of the others → remove jwksUri, or offer the endpoint by one plan per authorization server',
    ],
  },
  {
    code: 'RSH6055',
    files: { 'plan.yaml': planWith(issuers('  jwksUri: https://login.example/keys')) },
    said: [
      'RSH6055 plan.yaml:9:5 each of these authorization servers can issue tokens in the name of the others → remove jwksUri, or offer the endpoint by one plan per authorization server',
    ],
  },
  {
    code: 'RSH6055',
    what: 'three of them',
    files: {
      'plan.yaml': planWith(
        issuers('  jwksUri: https://login.example/keys').replace('[', '[https://b.example, '),
      ),
    },
    said: [
      'RSH6055 plan.yaml:9:5 each of these authorization servers can issue tokens in the name of the others → remove jwksUri, or offer the endpoint by one plan per authorization server',
    ],
  },
  {
    code: 'RSH6056',
    files: { 'plan.yaml': planWith(`${oauth('')}permissions: { get_orders: [] }`) },
    said: [
      'RSH6056 plan.yaml:10:18 whoever may use the endpoint may call get_orders → name a scope, or remove this',
    ],
  },
  {
    code: 'RSH6056',
    what: 'beside one that asks for something',
    files: { 'plan.yaml': planWith(`${oauth('')}permissions: { get_orders: [a], post_orders: [] }`) },
    said: [
      'RSH6056 plan.yaml:10:35 whoever may use the endpoint may call post_orders → name a scope, or remove this',
    ],
  },
  {
    code: 'RSH6057',
    files: {
      'plan.yaml': planWith(
        `${oauth('')}permissions: { get_orders: [a] }\ncachePolicy: { cacheScope: public }`,
      ),
    },
    said: [
      'RSH6057 plan.yaml:11:30 lists differ by caller here, so gateways say private nevertheless → write cacheScope: private, or remove it',
    ],
  },
  {
    code: 'RSH6057',
    what: 'with a time',
    files: {
      'plan.yaml': planWith(
        `cachePolicy: { ttlMs: 5, cacheScope: public }\n${oauth('')}permissions: { post_orders: [a] }`,
      ),
    },
    said: [
      'RSH6057 plan.yaml:7:40 lists differ by caller here, so gateways say private nevertheless → write cacheScope: private, or remove it',
    ],
  },
];

export const accessSilent: readonly SilentCase[] = [
  { code: 'RSH6001', what: 'a backend on this machine', files: {} },
  { code: 'RSH6001', what: 'open on purpose', files: { 'plan.yaml': plan('apiKey: false') } },
  {
    code: 'RSH6001',
    what: 'it only reads',
    files: { 'plan.yaml': plan('excludedOperations: [POST /orders]') },
  },
  { code: 'RSH6001', what: 'no exposition', files: { 'plan.yaml': plan(''), 'exposition.yaml': undefined } },
  { code: 'RSH6002', what: 'it also writes', files: { 'plan.yaml': plan('') } },
  {
    code: 'RSH6003',
    what: 'the operation is excluded',
    files: { 'plan.yaml': plan('excludedOperations: [DELETE /orders]'), 'orders.yaml': deleting },
  },
  {
    code: 'RSH6003',
    what: 'a key',
    files: { 'plan.yaml': plan('apiKey: { from: "${env:KEY}" }'), 'orders.yaml': deleting },
  },
  {
    code: 'RSH6004',
    what: 'false',
    files: { 'plan.yaml': planWith(oauth('  disableAudienceValidation: false')) },
  },
  {
    code: 'RSH6005',
    what: 'on this machine',
    files: {
      'plan.yaml': planWith(oauth('').replace('https://login.example/keys', 'http://localhost/keys')),
    },
  },
  { code: 'RSH6055', what: 'one', files: { 'plan.yaml': planWith(oauth('')) } },
  { code: 'RSH6055', what: 'each has its own keys', files: { 'plan.yaml': planWith(issuers('')) } },
  {
    code: 'RSH6056',
    what: 'a scope',
    files: { 'plan.yaml': planWith(`${oauth('')}permissions: { get_orders: [a] }`) },
  },
  {
    code: 'RSH6057',
    what: 'everybody is listed the same',
    files: { 'plan.yaml': planWith(`${oauth('')}cachePolicy: { cacheScope: public }`) },
  },
];
