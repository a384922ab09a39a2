import { planWith } from '../support/small-tree.ts';
import type { FindingCase } from './finding-case.ts';

const oauth = (more = '', issuers = 'https://login.example'): string =>
  `oauth2Configuration:\n  authorizationServers: [${issuers}]\n${more.replace(/^(?=.)/gm, '  ')}`;
const withOauth = (more: string): { 'plan.yaml': string } => ({ 'plan.yaml': planWith(oauth(more)) });
const key = 'apiKey: { from: "${env:KEY}" }';

/** Findings about who may call an endpoint. Fields of the plan begin on line 7. */
export const accessCases: readonly FindingCase[] = [
  {
    code: 'RSH6046',
    files: { 'plan.yaml': planWith('permissions: { get_orders: [orders:read] }') },
    said: [
      'RSH6046 plan.yaml:7:3 without oauth2Configuration callers have no scopes, so permissions protect nothing → add oauth2Configuration, or remove permissions',
    ],
  },
  {
    code: 'RSH6046',
    what: 'with a key',
    files: { 'plan.yaml': planWith(`${key}\npermissions: { get_orders: [orders:read] }`) },
    said: [
      'RSH6046 plan.yaml:8:3 callers who present an API key have no scopes, so permissions protect nothing → replace apiKey by oauth2Configuration, or remove permissions',
    ],
  },
  {
    code: 'RSH6046',
    what: 'with a key, which alone is asked for',
    files: { 'plan.yaml': planWith(`${oauth()}\n${key}\npermissions: { get_orders: [orders:read] }`) },
    said: [
      'RSH6047 plan.yaml:7:3 oauth2Configuration has no effect beside apiKey: callers need the key only → remove one of the two',
      'RSH6046 plan.yaml:11:3 callers who present an API key have no scopes, so permissions protect nothing → replace apiKey by oauth2Configuration, or remove permissions',
    ],
  },
  {
    code: 'RSH6047',
    files: { 'plan.yaml': planWith(`${oauth()}\n${key}`) },
    said: [
      'RSH6047 plan.yaml:7:3 oauth2Configuration has no effect beside apiKey: callers need the key only → remove one of the two',
    ],
  },
  {
    code: 'RSH6047',
    what: 'with a hash',
    files: { 'plan.yaml': planWith(`apiKey: { sha256: ${'1f'.repeat(32)} }\n${oauth()}`) },
    said: [
      'RSH6047 plan.yaml:8:3 oauth2Configuration has no effect beside apiKey: callers need the key only → remove one of the two',
    ],
  },
  {
    code: 'RSH6048',
    what: 'none',
    files: withOauth('algorithms: [none]'),
    said: [
      "RSH6048 plan.yaml:9:18 a token signed with 'none' is never accepted → write algorithms that the authorization server signs with, like RS256 or ES256",
    ],
  },
  {
    code: 'RSH6048',
    what: 'symmetric',
    files: withOauth('algorithms: [RS256, HS256]'),
    said: [
      "RSH6048 plan.yaml:9:25 a token signed with 'HS256' is never accepted → did you mean 'ES256', 'PS256' or 'RS256'?",
    ],
  },
  {
    code: 'RSH6048',
    what: 'mistyped',
    files: withOauth('algorithms: [ES265]'),
    said: ["RSH6048 plan.yaml:9:18 a token signed with 'ES265' is never accepted → did you mean 'ES256'?"],
  },
  {
    code: 'RSH6049',
    files: { 'plan.yaml': planWith(oauth('', 'login.example')) },
    said: [
      'RSH6049 plan.yaml:8:28 an authorization server is no absolute URL → write something like https://login.example.com/realms/acme',
    ],
  },
  {
    code: 'RSH6049',
    what: 'keys',
    files: withOauth('jwksUri: file:///keys.json'),
    said: [
      'RSH6049 plan.yaml:9:14 jwksUri is not http or https → write something like https://login.example.com/realms/acme',
    ],
  },
  {
    code: 'RSH6049',
    what: 'a query, and a credential',
    files: {
      'plan.yaml': planWith(oauth('', '"https://login.example?a=b", "https://me:secret@login.example"')),
    },
    said: [
      'RSH6049 plan.yaml:8:28 an authorization server has a query or a fragment → write something like https://login.example.com/realms/acme',
      'RSH6049 plan.yaml:8:57 an authorization server holds a credential → write something like https://login.example.com/realms/acme',
      'RSH6070 plan.yaml:8:57 this text holds a URL with a password → take it out, and have it revoked if this was committed',
    ],
  },
  {
    code: 'RSH6053',
    files: withOauth('staticAudiences: []'),
    said: [
      'RSH6053 plan.yaml:9:22 an empty list names no audience → name the audiences that tokens have, or remove this: the URL of the endpoint is always accepted',
    ],
  },
  {
    code: 'RSH6053',
    what: 'an empty text',
    files: withOauth('staticAudiences: [orders, " "]'),
    said: [
      'RSH6053 plan.yaml:9:31 an empty text names no audience → name the audiences that tokens have, or remove this: the URL of the endpoint is always accepted',
    ],
  },
  {
    code: 'RSH6054',
    files: withOauth('scopes: [orders:read orders:write]'),
    said: [
      "RSH6054 plan.yaml:9:14 'orders:read orders:write' is no scope → write one item per scope: [orders:read, orders:write]",
    ],
  },
  {
    code: 'RSH6054',
    what: 'in permissions',
    files: { 'plan.yaml': planWith(`${oauth()}\npermissions: { get_orders: [orders:read, ""] }`) },
    said: ["RSH6054 plan.yaml:10:44 '' is no scope → write a text like orders:read"],
  },
];
