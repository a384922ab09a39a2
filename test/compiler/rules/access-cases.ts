import type { FindingCase, SilentCase } from '../findings/finding-case.ts';
import { manifest, planWith, smallTree } from '../support/small-tree.ts';

/** The plan of the small tree with a backend elsewhere; more fields begin on line 7. */
const plan = (more: string): string => planWith(more).replace('http://localhost:1', 'https://orders.example');
const deleting = (smallTree['orders.yaml'] ?? '').replace('post:', 'delete:');
const production = { 'group.yaml': manifest('GatewayGroup', 'default', 'labels: { env: production }') };
const oauth = (more: string): string =>
  `oauth2Configuration:\n  authorizationServers: [https://login.example]\n  jwksUri: https://login.example/keys\n${more}`;

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
      'RSH3021 plan.yaml:7:3 oauth2Configuration is not enforced by this version, so nothing is served instead → protect the endpoint with apiKey for now',
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
      'RSH3020 plan.yaml:7:3 oauth2Configuration is checked, but not served by this version → remove it, or wait for a version that does',
      'RSH6004 plan.yaml:11:5 a token that was issued for another service is accepted → remove disableAudienceValidation, and list the audiences in staticAudiences',
    ],
  },
  {
    code: 'RSH6005',
    files: {
      'plan.yaml': planWith(oauth('').replace('https://login.example/keys', 'http://login.example/keys')),
    },
    said: [
      'RSH3021 plan.yaml:7:3 oauth2Configuration is not enforced by this version, so nothing is served instead → protect the endpoint with apiKey for now',
      'RSH6005 plan.yaml:9:14 jwksUri of login.example is read in clear text → write https://',
    ],
  },
  {
    code: 'RSH6005',
    what: 'an issuer',
    files: { 'plan.yaml': planWith(oauth('').replace('[https', '[https://a.example, http')) },
    said: [
      'RSH3021 plan.yaml:7:3 oauth2Configuration is not enforced by this version, so nothing is served instead → protect the endpoint with apiKey for now',
      'RSH6005 plan.yaml:8:47 authorizationServers of login.example is read in clear text → write https://',
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
];
