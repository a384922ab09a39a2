import { afterEach, beforeEach, expect, it } from 'vitest';
import { group, offered, openApi, project } from '../../e2e/support/tree.ts';
import { openTestPlane, type TestPlane } from '../../support/test-plane.ts';

type Texts = Readonly<Record<string, string>>;

/** A source with one service on a group, which it declares itself unless it is `external`. */
function tree(source: string, service: string, on: string, own: boolean): Texts {
  const external = own ? '' : `spec: { organization: acme, externalGroups: [${on}] }\n`;
  const head = `apiVersion: reshapr.io/v1alpha1\nkind: Project\nmetadata: { name: ${source} }\n`;
  return {
    'reshapr.yaml': own ? project(source) : head + external,
    [`specs/${service.toLowerCase()}.yaml`]: openApi(service, { '/items': 'Lists the items.' }),
    'manifests.yaml': offered(service, 'http://backend.invalid', on),
    ...(own ? { 'group.yaml': group(on, { env: on }) } : {}),
  };
}

const onlyProject = (source: string): Texts => ({ 'reshapr.yaml': project(source) });

let test: TestPlane;
beforeEach(async () => {
  test = await openTestPlane();
});
afterEach(() => test.close());

const applied = (steps: readonly Texts[]): Promise<number> =>
  steps.reduce((before, step) => before.then(() => test.apply(step)), Promise.resolve(0));

it.each([
  [
    'a group that another source declares',
    [tree('a', 'Orders', 'dev', true), tree('b', 'Stock', 'dev', true)],
    /GatewayGroup dev: belongs to source 'a'/,
  ],
  [
    'a service and its endpoint name that another source has',
    [tree('a', 'Orders', 'dev', true), tree('b', 'Orders', 'test', true)],
    /belongs to source 'a'/,
  ],
  [
    'a group that no source declares',
    [tree('b', 'Stock', 'dev', false)],
    /no source declares the gateway group 'dev'/,
  ],
])('refuses %s', async (_, steps, message) => {
  await expect(applied(steps)).rejects.toThrow(message);
  expect(test.plane.ledger.state().organizations.get('acme')?.revisions ?? []).toHaveLength(steps.length - 1);
});

it('lets sources share a group, and refuses to take it away from the other', async () => {
  await applied([tree('a', 'Orders', 'dev', true), tree('b', 'Stock', 'dev', false)]);
  await expect(test.apply(tree('a', 'Orders', 'prod', true))).rejects.toThrow(
    "GatewayGroup dev: is used by stock of source 'b'",
  );
});

it('refuses a rollback to what another source has taken over since', async () => {
  await applied([tree('a', 'Orders', 'dev', true), tree('a', 'Invoices', 'dev', true)]);
  await applied([tree('b', 'Orders', 'dev', false)]);
  const back = { organization: 'acme', source: 'a', revision: '1', author: 'test' };
  await expect(test.plane.rollback(back)).rejects.toThrow("belongs to source 'b'");
  expect(test.plane.ledger.state().organizations.get('acme')?.revisions).toHaveLength(3);
});

it('checks the second of two sources that are applied at once against the first', async () => {
  await test.apply(tree('a', 'Orders', 'dev', true));
  const both = await Promise.allSettled([
    test.apply(tree('b', 'Stock', 'dev', false)),
    test.apply({ ...tree('c', 'Stock', 'dev', false) }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(test.plane.ledger.state().organizations.get('acme')?.revisions).toHaveLength(2);
});

it('takes an empty source that was never there', async () => {
  expect(await test.apply(onlyProject('a'))).toBe(1);
});
