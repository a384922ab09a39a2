import { expect, it } from 'vitest';
import { type AccessObject, formatsOf, openSealed } from '../../../src/snapshot/index.ts';
import { compileSmall, type Files, planWith } from '../support/small-tree.ts';

const oauth = 'oauth2Configuration:\n  authorizationServers: [https://login.example]\n';
const tools = `apiVersion: reshapr.io/v1alpha1
kind: CustomTools
service: { name: Orders, version: "1" }
customTools:
  recent: { description: The last ten, input: { type: object }, tool: GET /orders, arguments: {} }
  both:
    description: Reads and writes
    input: { type: object }
    tools: [{ tool: get_orders }, { tool: post_orders }]
    script: 'return reshapr.callTool("get_orders", {});'
`;

async function accessOf(plan: string, files: Files = {}): Promise<AccessObject[]> {
  const { compiled, diagnostics } = await compileSmall({ 'plan.yaml': planWith(plan), ...files });
  if (compiled === undefined) throw new Error(JSON.stringify(diagnostics));
  const objects = compiled.snapshot.objects.filter(({ kind }) => kind === 'access');
  return objects.map((object) => openSealed('access', object));
}

it('is sorted, without repetitions, and without what the manifest does not say', async () => {
  const more = '  algorithms: [RS256, ES256, RS256]\n  scopes: [b, a]\n  staticAudiences: [y, x]\n';
  const basic = { format: 'access@1', issuers: ['https://login.example'] };
  expect(await accessOf(oauth)).toEqual([basic]);
  expect(await accessOf(oauth + more)).toEqual([
    { ...basic, algorithms: ['ES256', 'RS256'], audiences: ['x', 'y'], scopes: ['a', 'b'] },
  ]);
  expect(
    await accessOf(`${oauth}  disableAudienceValidation: true\n  jwksUri: https://login.example/keys`),
  ).toEqual([{ ...basic, anyAudience: true, jwksUri: 'https://login.example/keys' }]);
});

it.each<[string, string, Files, AccessObject['permissions']]>([
  ['one tool', 'permissions: { get_orders: [read] }', {}, { get_orders: ['read'] }],
  ['nothing for an empty list', 'permissions: { get_orders: [] }', {}, undefined],
  ['nothing for a tool that is not offered', 'permissions: { get_orderz: [read] }', {}, undefined],
  [
    'nothing for a tool named like what objects inherit',
    'permissions: { constructor: [read] }',
    {},
    undefined,
  ],
  [
    'a custom tool, what the tool needs that it calls',
    'permissions: { get_orders: [read] }\nincludedOperations: [recent]',
    { 'tools.yaml': tools },
    { recent: ['read'] },
  ],
  [
    'a script, what all need that it may call, and what it needs itself',
    'permissions: { get_orders: [read], post_orders: [write], both: [admin] }',
    { 'tools.yaml': tools },
    {
      both: ['admin', 'read', 'write'],
      get_orders: ['read'],
      post_orders: ['write'],
      recent: ['read'],
    },
  ],
])('permissions: %s', async (_, permissions, files, expected) => {
  const [access] = await accessOf(oauth + permissions, files);
  expect(access?.permissions).toEqual(expected);
});

it('is there only where tokens are asked for', async () => {
  expect(await accessOf('apiKey: { from: "${env:KEY}" }')).toEqual([]);
  expect(await accessOf(`${oauth}apiKey: { from: "\${env:KEY}" }`)).toEqual([]);
  expect(await accessOf(oauth, { 'exposition.yaml': undefined })).toEqual([]);
});

it('is of a format of its own, which a gateway must read to be sent the endpoint', async () => {
  const formats = async (plan: string): Promise<string[]> =>
    formatsOf((await compileSmall({ 'plan.yaml': planWith(plan) })).compiled?.snapshot.objects ?? []);
  expect(await formats(oauth)).toContain('access@1');
  expect(await formats('')).not.toContain('access@1');
});
