import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { compiledHead } from '../../../src/cli/compile/compiled-head.ts';
import { compile } from '../../../src/compiler/index.ts';
import { memoryTree, silentLog, systemClock } from '../../../src/kernel/index.ts';
import {
  contractSchema,
  planEndpointSchema,
  type SyncedSource,
  syncSource,
} from '../../../src/reconciler/index.ts';
import { planTypes } from '../../../src/snapshot/index.ts';
import { group, offered, openApi, project } from '../../e2e/support/tree.ts';
import { openTestPlane, type TestPlane } from '../../support/test-plane.ts';
import type { Texts } from '../support/planned.ts';

const backend = 'http://backend.invalid';
const policy = (name: string, expression: string, severity = 'deny'): string =>
  `apiVersion: reshapr.io/v1alpha1\nkind: Policy\nmetadata: { name: ${name} }\nspec:\n  expression: ${JSON.stringify(expression)}\n  severity: ${severity}\n  message: ${name} says no\n`;

/** The two of the guide. */
const noOpenProduction =
  'plan.endpoints.all(e, e.access != "open" || !has(e.labels.env) || e.labels.env != "prod")';
const noOpenDestruction = 'plan.endpoints.all(e, e.access != "open" || e.destructiveTools.size() == 0)';

const shop = (label: string, more: Texts = {}): Texts => ({
  'reshapr.yaml': project('shop'),
  'groups.yaml': group('default', { env: label }),
  'orders.yaml': offered('Orders', backend, 'default'),
  'specs/orders.yaml': openApi('Orders', { '/orders': 'All orders.' }),
  ...more,
});
const withPolicy = { 'policy.yaml': policy('no-open-production', noOpenProduction) };
const erasing = {
  'specs/orders.yaml': openApi('Orders', { '/orders': 'All orders.' }).replace('    get:', '    delete:'),
};
const platform: Texts = {
  'reshapr.yaml': project('platform'),
  'groups.yaml': group('default', { env: 'prod' }),
  ...withPolicy,
};
const tenant: Texts = {
  ...shop('unused', { 'groups.yaml': '' }),
  'reshapr.yaml': project('shop').replace('acme }', 'acme, externalGroups: [default] }'),
};

let test: TestPlane;
beforeEach(async () => {
  test = await openTestPlane();
});
afterEach(() => test.close());

/** Applies trees one after another; what became of the last one. */
async function outcomeOf(steps: readonly Texts[]): Promise<string> {
  for (const step of steps.slice(0, -1)) await test.apply(step);
  return test.apply(steps.at(-1) ?? {}).then(
    () => 'applied',
    (error: Error) => error.message,
  );
}

const denied = "denied by policy 'no-open-production': no-open-production says no";

describe('a policy', () => {
  it.each<[string, Texts[], string]>([
    ['that holds lets a plan pass', [shop('dev', withPolicy)], 'applied'],
    ['denies', [shop('prod', withPolicy)], denied],
    ['that is deployed denies what comes later', [shop('dev', withPolicy), shop('prod', withPolicy)], denied],
    ['denies the plan that deletes it', [shop('dev', withPolicy), shop('prod')], denied],
    [
      'denies the plan that weakens it',
      [shop('dev', withPolicy), shop('prod', { 'policy.yaml': policy('no-open-production', 'true') })],
      denied,
    ],
    [
      'denies the plan that makes a warning of it',
      [
        shop('dev', withPolicy),
        shop('prod', { 'policy.yaml': policy('no-open-production', noOpenProduction, 'warn') }),
      ],
      denied,
    ],
    ['that is only taken away goes', [shop('dev', withPolicy), shop('dev')], 'applied'],
    ['that went denies no more', [shop('dev', withPolicy), shop('dev'), shop('prod')], 'applied'],
    [
      'that warns lets a plan pass',
      [shop('prod', { 'policy.yaml': policy('warns', noOpenProduction, 'warn') })],
      'applied',
    ],
    ['of another source denies too, by the labels of its group', [platform, tenant], denied],
    [
      'of a destructive tool denies',
      [shop('dev', { ...erasing, 'policy.yaml': policy('no-destruction', noOpenDestruction) })],
      "denied by policy 'no-destruction': no-destruction says no",
    ],
    [
      'of a destructive tool lets others pass',
      [shop('dev', { 'policy.yaml': policy('no-destruction', noOpenDestruction) })],
      'applied',
    ],
    [
      'that cannot be evaluated denies, and says why',
      [shop('dev', { 'policy.yaml': policy('fails', 'plan.endpoints.all(e, e.labels.zone == "a")') })],
      "denied by policy 'fails': fails says no (it could not be evaluated: No such key: zone)",
    ],
  ])('%s', async (_, steps, expected) => {
    expect(await outcomeOf(steps)).toBe(expected);
  });

  it('that fails since something else changed is mended by a plan of policies only', async () => {
    const odd = { 'policy.yaml': policy('odd', 'plan.endpoints.all(e, e.labels.env == "dev")') };
    expect(await outcomeOf([shop('dev', odd), shop('dev')])).toBe('applied');
  });
});

it('a commit that a policy denies is passed over, and status says why', async () => {
  await test.apply(shop('dev', withPolicy));
  const ending = new AbortController();
  const { compiled } = await compile(memoryTree(shop('prod')));
  if (compiled === undefined) throw new Error('the tree does not compile');
  const source: SyncedSource = {
    address: 'git',
    author: 'git sync',
    poll: () => Promise.resolve('c0ffee'),
    commitOf: (polled) => polled,
    compile: () => Promise.resolve({ head: compiledHead(compiled) }),
  };
  const stop = test.plane.syncs.onChange(() => ending.abort());
  const settings = { source, intervalMs: 1, compiler: 'test', clock: systemClock, log: silentLog };
  await syncSource(test.plane, settings, ending.signal);
  stop();
  const [[, status] = []] = test.plane.syncs.entries();
  expect(status).toMatchObject({ state: 'failed', problems: [denied] });
});

it('policies may ask for everything that a plan says in JSON', () => {
  const fieldsOf = (schema: z.ZodType): string[] => {
    const { properties = {} } = z.toJSONSchema(schema, { io: 'output' }) as { properties?: object };
    return Object.keys(properties).sort();
  };
  const plan = fieldsOf(contractSchema).filter(
    (field) => !['format', 'base', 'head', 'compiler'].includes(field),
  );
  expect(Object.keys(planTypes.Plan).sort()).toEqual([...plan, 'endpoints'].sort());
  expect(Object.keys(planTypes.Endpoint).sort()).toEqual(fieldsOf(planEndpointSchema));
  expect(Object.keys(planTypes.Exposure).sort()).toEqual(fieldsOf(contractSchema.shape.exposure.element));
  const changes = contractSchema.shape.changes.element.options.flatMap(fieldsOf);
  expect(Object.keys(planTypes.Change).sort()).toEqual([...new Set(changes)].sort());
});
