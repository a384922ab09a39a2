import { describe, expect, it } from 'vitest';
import { compiledSide } from '../../../src/cli/compile/compiled-side.ts';
import { contractOf } from '../../../src/cli/plan/plan-tree.ts';
import {
  compileSmall,
  type Files,
  manifest,
  planWith,
  smallTree,
} from '../../compiler/support/small-tree.ts';

const key = 'apiKey: { from: "${env:KEY}" }';
const spec = (methods: Readonly<Record<string, string>>): string => {
  const operations = Object.entries(methods).map(
    ([method, hints]) => `    ${method}:\n      responses: { "204": { description: done } }\n${hints}`,
  );
  return `openapi: 3.1.0\ninfo: { title: Orders, version: "1" }\npaths:\n  /orders:\n${operations.join('')}`;
};
const get = { 'orders.yaml': spec({ get: '' }) };
const getAndDelete = { 'orders.yaml': spec({ get: '', delete: '' }) };
const second = {
  'second.yaml': [
    manifest(
      'ConfigurationPlan',
      'guarded',
      `service: { name: Orders, version: "1" }\nbackendEndpoint: http://localhost:1\n${key}`,
    ),
    manifest(
      'Exposition',
      'guarded',
      'service: { name: Orders }\nconfigurationPlan: guarded\ngatewayGroup: default\nname: guarded',
    ),
  ].join('---\n'),
  'exposition.yaml': `${smallTree['exposition.yaml']}  name: open\n`,
};
const oauthText = (more: string, issuers = ''): string =>
  `oauth2Configuration:\n  authorizationServers: [https://login.example${issuers}]\n${more.replace(/^(?=.)/gm, '  ')}`;
const oauth = (more: string, issuers?: string): Files => ({
  ...get,
  'plan.yaml': planWith(oauthText(more, issuers)),
});
const permitted = (scopes: string, more: string): Files => ({
  ...get,
  'plan.yaml': planWith(`permissions: { get_orders: ${scopes} }\n${oauthText(more)}`),
});
const onlyGuarded = { ...second, 'exposition.yaml': undefined, 'plan.yaml': undefined };

async function side(files: Files) {
  const { compiled, diagnostics } = await compileSmall(files);
  if (compiled === undefined) throw new Error(JSON.stringify(diagnostics));
  return compiled;
}

describe('what a plan exposes', () => {
  it.each<[string, Files, Files, string[]]>([
    ['nothing, when nothing changes', get, get, []],
    ['nothing, when a tool goes', getAndDelete, get, []],
    [
      'an operation that nobody offered, and that it may destroy something',
      get,
      getAndDelete,
      [
        'operation-reachable open: Orders:1 DELETE /orders can be called without a key now, as delete_orders, and may destroy something',
        'destructive-tool-added open: delete_orders may destroy something (DELETE /orders)',
      ],
    ],
    [
      'an endpoint that asks for no key any more, with all that it offers',
      { ...get, 'plan.yaml': planWith(key) },
      get,
      [
        'access-weakened open: l7bwpdtrginitmky asks for no API key any more: whoever reaches the gateway may call it',
        'operation-reachable-without-key open: Orders:1 GET /orders can be called without a key now, as get_orders',
      ],
    ],
    [
      'nothing, when another endpoint offered it without a key already',
      { ...get, ...second, 'second.yaml': second['second.yaml'].split('---\n')[0] },
      { ...get, ...second },
      [],
    ],
    [
      'what was offered with a key only, when an open endpoint offers it too',
      { ...get, ...onlyGuarded },
      { ...get, ...second },
      [
        'operation-reachable-without-key open: Orders:1 GET /orders can be called without a key now, as get_orders',
      ],
    ],
    [
      'with a key, what is new behind one',
      { ...get, ...onlyGuarded },
      { ...getAndDelete, ...onlyGuarded },
      [
        'operation-reachable apiKey: Orders:1 DELETE /orders can be called with a key now, as delete_orders, and may destroy something',
        'destructive-tool-added apiKey: delete_orders may destroy something (DELETE /orders)',
      ],
    ],
    [
      'an audience that is looked at no longer',
      oauth('staticAudiences: [orders]'),
      oauth('disableAudienceValidation: true'),
      [
        'access-weakened oauth2: l7bwpdtrginitmky accepts tokens that were issued for anything else, no longer only for it',
      ],
    ],
    [
      'more audiences, issuers, algorithms, and other keys',
      oauth('jwksUri: https://login.example/keys\nalgorithms: [ES256]'),
      oauth('staticAudiences: [orders]\nalgorithms: [ES256, RS256]', ', https://other.example'),
      [
        'access-weakened oauth2: l7bwpdtrginitmky accepts tokens that were issued for orders too',
        'access-weakened oauth2: l7bwpdtrginitmky accepts tokens of https://other.example too',
        'access-weakened oauth2: l7bwpdtrginitmky trusts the keys of each issuer now',
        'access-weakened oauth2: l7bwpdtrginitmky accepts tokens that are signed with RS256 too',
      ],
    ],
    [
      'scopes that are asked for no longer, of all and of one tool',
      permitted('[orders:read, orders:audit]', 'scopes: [orders]'),
      permitted('[orders:read]', 'scopes: []'),
      [
        'access-weakened oauth2: l7bwpdtrginitmky asks no longer for the scope orders',
        'access-weakened oauth2: l7bwpdtrginitmky lets get_orders be called without the scope orders:audit',
      ],
    ],
    [
      'nothing, when all callers need what only one tool needed',
      permitted('[orders:read]', ''),
      oauth('scopes: [orders:read]'),
      [],
    ],
    [
      'nothing, when tokens are asked for instead of a key',
      { ...get, 'plan.yaml': planWith(key) },
      oauth(''),
      [],
    ],
    [
      'a key instead of tokens',
      oauth(''),
      { ...get, 'plan.yaml': planWith(key) },
      [
        'access-weakened apiKey: l7bwpdtrginitmky asks for an API key instead of tokens: whoever has the key may do everything, and nobody is told apart',
      ],
    ],
    [
      'an endpoint that asks for no token any more',
      oauth(''),
      get,
      [
        'access-weakened open: l7bwpdtrginitmky asks for no token any more: whoever reaches the gateway may call it',
        'operation-reachable-without-key open: Orders:1 GET /orders can be called without a key now, as get_orders',
      ],
    ],
    [
      'with a token, what is new behind one',
      oauth(''),
      { ...oauth(''), ...getAndDelete },
      [
        'operation-reachable oauth2: Orders:1 DELETE /orders can be called with a token now, as delete_orders, and may destroy something',
        'destructive-tool-added oauth2: delete_orders may destroy something (DELETE /orders)',
      ],
    ],
  ])('%s', async (_, before, after, expected) => {
    const base = { sequence: 1, side: compiledSide(await side(before)) };
    const { exposure } = contractOf(await side(after), undefined, base);
    expect(exposure.map(({ kind, access, text }) => `${kind} ${access}: ${text}`)).toEqual(expected);
  });
});

it('counts the tokens that contextBudget is compared with', async () => {
  const { context } = contractOf(await side({}), undefined, undefined);
  const tokens = context[0]?.after ?? 0;
  const said = async (budget: number) => {
    const { diagnostics } = await compileSmall({ 'plan.yaml': planWith(`contextBudget: ${budget}`) });
    return diagnostics.map(({ message }) => message).join();
  };
  expect(await said(tokens)).toBe('');
  expect(await said(tokens - 1)).toContain(String(tokens));
});
