import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { organizationOf } from '../../../src/reconciler/state/state.ts';
import { headerOf } from '../../../src/snapshot/index.ts';
import type { Desired } from '../../../src/wire/index.ts';
import { group, offered, openApi, project } from '../../e2e/support/tree.ts';
import { openTestPlane, type TestPlane } from '../../support/test-plane.ts';

const backend = 'http://backend.invalid';

/** Orders for the group `dev`, Parts for the group `prod`. */
const tree = (orders = '/orders', parts = '/parts') => ({
  'reshapr.yaml': project('shop'),
  'dev.yaml': group('dev', { env: 'dev' }),
  'prod.yaml': group('prod', { env: 'prod' }),
  'orders.yaml': offered('Orders', backend, 'dev'),
  'parts.yaml': offered('Parts', backend, 'prod'),
  'specs/orders.yaml': openApi('Orders', { [orders]: 'Something.' }),
  'specs/parts.yaml': openApi('Parts', { [parts]: 'Something.' }),
});

let directory: string;
let test: TestPlane;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reshapr-views-'));
  test = await openTestPlane({ directory });
});
afterEach(async () => {
  await test.close();
  await rm(directory, { recursive: true, force: true });
});

async function view(
  groups: readonly string[],
  above?: { epoch: number; sequence: number },
): Promise<Desired> {
  const { deployments } = test.plane;
  const desired = await deployments.desired(await deployments.current('acme'), groups, above);
  if (desired === null) throw new Error('nothing is deployed');
  return desired;
}

const namesOf = ({ entries }: Desired, kind: string) =>
  entries.filter((entry) => entry.kind === kind).map(({ name }) => name.replace(/^[^/]+\//, ''));
const signed = () => organizationOf(test.plane.ledger.state(), 'acme').signed;

describe('a view', () => {
  it('is nothing before the first revision', async () => {
    const { deployments } = test.plane;
    expect(await deployments.desired(await deployments.current('acme'), ['dev'])).toBeNull();
    expect(signed()).toBe(0);
  });

  it.each([
    [['dev'], ['get_orders']],
    [['prod'], ['get_parts']],
    [
      ['dev', 'prod'],
      ['get_orders', 'get_parts'],
    ],
    [[], []],
  ])('of the groups %j holds the tools %j and no name of another', async (groups, tools) => {
    await test.apply(tree());
    const made = await view(groups);
    expect(namesOf(made, 'tool').sort()).toEqual(tools);
    expect(namesOf(made, 'exposition')).toHaveLength(tools.length);
    expect(new Set(made.entries.map(({ kind }) => kind))).not.toContain('group');
    expect(JSON.stringify(made.entries).includes('get_parts')).toBe(tools.includes('get_parts'));
  });

  it('is signed once for all who ask, and says what it is', async () => {
    await test.apply(tree());
    const all = await Promise.all(Array.from({ length: 10 }, () => view(['dev'])));
    expect(new Set(all.map(({ ref }) => ref.sequence))).toEqual(new Set([1]));
    expect(signed()).toBe(1);
    expect(headerOf(all[0]?.envelope as Desired['envelope'])).toMatchObject({
      ...{ format: 'view@1', epoch: 1, sequence: 1, revision: 1, organization: 'acme' },
      ...{ groups: ['dev'], view: all[0]?.ref.digest, objects: all[0]?.entries.length },
    });
  });

  it('keeps its header when a revision changes nothing in it', async () => {
    await test.apply(tree());
    const [dev, prod] = [await view(['dev']), await view(['prod'])];
    await test.apply(tree('/orders', '/all-parts'));
    expect((await view(['dev'])).ref).toEqual(dev.ref);
    expect(await view(['dev'])).toMatchObject({ revision: 2 });
    expect((await view(['prod'])).ref.sequence).toBeGreaterThan(prod.ref.sequence);
  });

  it('comes back under a newer header, never under its old one', async () => {
    await test.apply(tree());
    const first = await view(['dev']);
    await test.apply(tree('/other'));
    const second = await view(['dev']);
    await test.apply(tree());
    const third = await view(['dev']);
    expect(third.ref.digest).toBe(first.ref.digest);
    expect([first, second, third].map(({ ref }) => ref.sequence)).toEqual([1, 2, 3]);
  });

  it('is signed anew above what a gateway reports, with the same content', async () => {
    await test.apply(tree());
    const first = await view(['dev']);
    const above = await view(['dev'], first.ref);
    expect(above.ref).toMatchObject({ digest: first.ref.digest, sequence: 2 });
    expect((await view(['dev'])).ref).toEqual(above.ref);
  });

  it('never takes a sequence again, also not after a new start', async () => {
    await test.apply(tree());
    const before = [await view(['dev']), await view(['prod'])].map(({ ref }) => ref.sequence);
    await test.close();
    test = await openTestPlane({ directory });
    const after = [await view(['dev']), await view(['prod'])].map(({ ref }) => ref.sequence);
    expect(new Set([...before, ...after]).size).toBe(4);
    expect(Math.min(...after)).toBeGreaterThan(Math.max(...before));
  });

  it('of an older deployment is not signed once a newer one is known', async () => {
    await test.apply(tree());
    const { deployments } = test.plane;
    const older = await deployments.current('acme');
    await test.apply(tree('/other'));
    await view(['dev']);
    const before = signed();
    expect(await deployments.desired(older, ['dev'])).toBeNull();
    expect(signed()).toBe(before);
    expect(deployments.isOf(older, 'any gateway')).toBe(false);
  });

  it('can be looked up by its digest, for gateways that come back with it', async () => {
    await test.apply(tree());
    const first = await view(['dev']);
    await test.apply(tree('/other'));
    expect(await test.plane.deployments.listOf(first.ref.digest)).toEqual(first.entries);
    expect(await test.plane.deployments.listOf('a'.repeat(64))).toBeNull();
  });
});
