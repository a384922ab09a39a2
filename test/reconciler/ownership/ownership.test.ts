import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compiledHead } from '../../../src/cli/compile/compiled-head.ts';
import { compile } from '../../../src/compiler/index.ts';
import { memoryTree } from '../../../src/kernel/index.ts';
import { organizationOf } from '../../../src/reconciler/state/state.ts';
import { resolveCompiled } from '../../../src/reconciler/sync/apply-head.ts';
import { composeView } from '../../../src/snapshot/index.ts';
import { openTestPlane, type TestPlane } from '../../support/test-plane.ts';
import { type Planned, plan, type RequestChanges, requestOf, upload } from '../support/planned.ts';
import { sourceTree, type Texts } from './sources.ts';

let test: TestPlane;
beforeEach(async () => {
  test = await openTestPlane();
});
afterEach(() => test.close());

async function apply(texts: Texts, changes: RequestChanges = {}): Promise<Planned> {
  const planned = await plan(test.plane, texts);
  await upload(test.plane, planned);
  await test.plane.apply(requestOf(planned, changes));
  return planned;
}

/** The digest of what a gateway in every group is entitled to, and its endpoints. */
async function view(): Promise<{ digest: string; endpoints: string[] }> {
  const { deployed, groups, open } = await test.plane.deployments.current('acme');
  const { digest, entries } = composeView(deployed, new Set(groups.map(({ name }) => name)), open);
  const expositions = entries.filter(({ kind }) => kind === 'exposition');
  return {
    digest,
    endpoints: expositions.map((entry) => open('exposition', entry.digest).name ?? '').sort(),
  };
}

async function released(texts: Texts): Promise<string[]> {
  const { compiled } = await compile(memoryTree(texts));
  if (compiled === undefined) throw new Error('it does not compile');
  const { resolved } = await resolveCompiled(test.plane, compiledHead(compiled));
  return resolved.released.map(({ kind, name, source }) => `${kind} ${name} → ${source}`);
}

const shown = (items: Planned['contract']['kept']): string[] =>
  items.map(({ kind, name, reason }) => `${kind} ${name}: ${reason}`);

const onDev = { groups: { dev: '' }, services: { Orders: ['dev'], Stock: ['dev'] } } as const;
const a = sourceTree('a', onDev);
const justOrders = { external: ['dev'], services: { Orders: ['dev'] } } as const;

describe('what another source has', () => {
  it('is refused at plan and apply, with who owns what', async () => {
    await apply(a);
    const { contract } = await plan(test.plane, sourceTree('b', justOrders));
    const why = "belongs to source 'a'; spec.adopts of reshapr.yaml would take it over";
    expect(shown(contract.blocked)).toEqual(
      [
        `ConfigurationPlan Orders:1.0/all: ${why}`,
        `Exposition Orders:1.0/all@dev: the endpoint name 'orders' belongs to source 'a'`,
        `Exposition Orders:1.0/all@dev: ${why}`,
        `Service Orders:1.0: ${why}`,
      ].sort(),
    );
    await expect(apply(sourceTree('b', justOrders))).rejects.toMatchObject({ code: 'RSH8042' });
  });

  it('is taken over by who says so: nothing changes for clients, and it is not re-created', async () => {
    await apply(a);
    const before = await view();
    const b = sourceTree('b', { ...justOrders, adopts: ['a'] });
    const { contract } = await apply(b);
    expect(shown(contract.adopted)).toEqual([
      "ConfigurationPlan Orders:1.0/all: from source 'a'",
      "Exposition Orders:1.0/all@dev: from source 'a'",
      "Service Orders:1.0: from source 'a'",
    ]);
    expect(contract).toMatchObject({ blocked: [], touched: { endpoints: [], groups: [] }, exposure: [] });
    expect(contract.changes.map(({ type }) => type)).not.toContain('surface');
    expect(await view()).toEqual(before);

    // The former owner still declares it.
    const again = await plan(test.plane, a);
    expect(again.contract).toMatchObject({ changes: [], blocked: [], touched: { endpoints: [] } });
    expect(await released(a)).toEqual([
      'ConfigurationPlan Orders:1.0/all → b',
      'Exposition Orders:1.0/all@dev → b',
      'Service Orders:1.0 → b',
    ]);
    await apply(a);
    expect(await view()).toEqual(before);
  });

  it('is gone when who took it over removes it, also while the former owner did not apply since', async () => {
    await apply(a);
    await apply(sourceTree('b', { ...justOrders, adopts: ['a'] }));
    await apply(sourceTree('b', { adopts: ['a'] }), { confirmRemovals: 1 });
    expect((await view()).endpoints).toEqual(['stock']);
    // Nobody has it by now: who declares it may have it.
    await apply(a);
    expect((await view()).endpoints).toEqual(['orders', 'stock']);
  });

  it('goes back to its owner with a rollback of who took it over', async () => {
    await apply(a);
    await apply(sourceTree('b', {}));
    const before = await view();
    const changed = ['dev', '', ['items', 'parts', 'boxes']] as const;
    await apply(sourceTree('b', { external: ['dev'], adopts: ['a'], services: { Orders: changed } }));
    expect((await view()).digest).not.toBe(before.digest);
    await test.plane.rollback({ organization: 'acme', source: 'b', revision: '2', author: 'ada' });
    expect(await view()).toEqual(before);
  });

  it('is taken over again by a rollback to when it was, and has one owner then, too', async () => {
    await apply(a);
    const taking = (id: string, other: string) => sourceTree(id, { ...justOrders, adopts: [other] });
    await apply(taking('b', 'a'));
    const before = await view();
    // The former owner takes it back; then the other goes back to when it had it.
    await apply({ ...a, 'reshapr.yaml': sourceTree('a', { adopts: ['b'] })['reshapr.yaml'] ?? '' });
    await test.plane.rollback({ organization: 'acme', source: 'b', revision: '2', author: 'ada' });
    expect(await view()).toEqual(before);
    const { heads, taken } = organizationOf(test.plane.ledger.state(), 'acme');
    expect(taken.get('a')?.get('Service/Orders:1.0')).toEqual({
      by: 'b',
      sequence: heads.get('b')?.sequence,
    });
  });

  it('is taken over again by a rollback to the revision that took it over', async () => {
    await apply(a);
    await apply(sourceTree('b', {}));
    const changed = ['dev', '', ['items', 'parts', 'boxes']] as const;
    await apply(sourceTree('b', { external: ['dev'], adopts: ['a'], services: { Orders: changed } }));
    const taken = await view();
    const owned = organizationOf(test.plane.ledger.state(), 'acme').taken.get('a')?.keys();
    const back = { organization: 'acme', source: 'b', author: 'ada' };
    await test.plane.rollback({ ...back, revision: '2' });
    await test.plane.rollback({ ...back, revision: '3' });
    expect(await view()).toEqual(taken);
    // One of the two has each manifest, as before.
    const now = organizationOf(test.plane.ledger.state(), 'acme').taken.get('a')?.keys();
    expect([...(now ?? [])]).toEqual([...(owned ?? [])]);
    expect(await released(a)).toContain('Service Orders:1.0 → b');
  });

  it('is taken over whole: a Service with all that the other source has on it', async () => {
    const second =
      'kind: Exposition\nmetadata: { name: more }\nspec: { service: { name: Orders }, configurationPlan: all, gatewayGroup: prod }';
    await apply({
      ...sourceTree('a', { groups: { dev: '', prod: '' }, services: { Orders: ['dev'] } }),
      'more.yaml': `apiVersion: reshapr.io/v1alpha1\n${second}\n`,
    });
    const { contract } = await plan(test.plane, sourceTree('b', { ...justOrders, adopts: ['a'] }));
    expect(shown(contract.blocked)).toEqual([
      expect.stringMatching(/^Service Orders:1.0: source 'a' still has \w+ on it: take that over too$/),
    ]);
  });
});

describe('removal', () => {
  it.each([
    [
      'an Exposition',
      { groups: { dev: '' }, services: { Orders: ['dev', 'protected: true'], Stock: ['dev'] } },
      sourceTree('a', { groups: { dev: '' }, services: { Stock: ['dev'] } }),
      'Exposition Orders:1.0/all@dev',
    ],
    [
      'a group',
      { groups: { dev: '', prod: 'protected: true' }, services: { Orders: ['dev'] } },
      sourceTree('a', { groups: { dev: '' }, services: { Orders: ['dev'] } }),
      'GatewayGroup prod',
    ],
  ] as const)('of %s that is protected as deployed blocks the plan', async (_, deployed, head, what) => {
    await apply(sourceTree('a', deployed));
    const { contract } = await plan(test.plane, head);
    expect(shown(contract.blocked)).toEqual([
      `${what}: is protected; apply it with protected: false before it is removed`,
    ]);
    await expect(apply(head, { confirmRemovals: 'any' })).rejects.toMatchObject({ code: 'RSH8042' });
  });

  it('of what is kept carries it over with all that it refers to, until it is deployed without keepOnDelete', async () => {
    const keeping = sourceTree('a', {
      groups: { dev: '' },
      services: { Orders: ['dev', 'keepOnDelete: true'], Stock: ['dev'] },
    });
    const without = sourceTree('a', { groups: { prod: '' }, services: {} });
    await apply(keeping);
    const before = await view();
    const { contract } = await apply(without, { confirmRemovals: 'any' });
    expect(shown(contract.kept)).toEqual([
      'ConfigurationPlan Orders:1.0/all: what is kept refers to it',
      'Exposition Orders:1.0/all@dev: keepOnDelete, as deployed',
      'GatewayGroup dev: what is kept refers to it',
      'Service Orders:1.0: what is kept refers to it',
    ]);
    const kept = await view();
    expect(kept.endpoints).toEqual(['orders']);
    expect(kept.digest).not.toBe(before.digest);
    expect((await plan(test.plane, without)).contract).toMatchObject({
      changes: [],
      base: { snapshot: contract.head.snapshot },
      head: { snapshot: contract.head.snapshot },
    });

    const letGo = sourceTree('a', {
      groups: { dev: '' },
      services: { Orders: ['dev', 'keepOnDelete: false'] },
    });
    await apply(letGo);
    await apply(sourceTree('a', { groups: { dev: '' } }), { confirmRemovals: 'any' });
    expect((await view()).endpoints).toEqual([]);
  });

  it('of what is kept is undone by a rollback to when it was kept', async () => {
    const keeping = sourceTree('a', {
      groups: { dev: '' },
      services: { Orders: ['dev', 'keepOnDelete: true'] },
    });
    await apply(keeping);
    await apply(sourceTree('a', { groups: { dev: '' } }));
    const before = await view();
    await apply(
      sourceTree('a', { groups: { dev: '' }, services: { Orders: ['dev', 'keepOnDelete: false'] } }),
    );
    await apply(sourceTree('a', { groups: { dev: '' } }), { confirmRemovals: 'any' });
    await test.plane.rollback({ organization: 'acme', source: 'a', revision: '2', author: 'ada' });
    expect(await view()).toEqual(before);
  });

  it('frees no name of what is kept: who declares it again is told', async () => {
    const groups = { dev: '', prod: '' };
    await apply(sourceTree('a', { groups, services: { Orders: ['dev', 'keepOnDelete: true'] } }));
    // Whichever id is less: the one of the tree is at fault.
    for (const title of ['Stock', 'Users', 'Boxes', 'Parts']) {
      const tree = sourceTree('a', { groups, services: { [title]: ['prod'] } });
      const file = `${title.toLowerCase()}.yaml`;
      const text =
        tree[file]?.replace(/gatewayGroup: prod, name: \w+/, 'gatewayGroup: prod, name: orders') ?? '';
      const { contract } = await plan(test.plane, { ...tree, [file]: text });
      expect(shown(contract.blocked)).toEqual([
        `Exposition ${title}:1.0/all@prod: the endpoint name 'orders' belongs to Exposition/Orders:1.0/all@dev`,
      ]);
    }
  });

  it('never changes what is kept: a tree that does is blocked', async () => {
    const services = (tools: readonly string[], more: object) => ({
      groups: { dev: '', prod: '' },
      services: { Orders: ['dev', 'keepOnDelete: true', tools] as const, ...more },
    });
    await apply(sourceTree('a', services(['items'], {})));
    // The same service on another group, with a tool that says something else.
    const moved = {
      ...sourceTree('a', { groups: { dev: '', prod: '' }, services: { Orders: ['prod', '', ['items']] } }),
    };
    const changed = {
      ...moved,
      'specs/orders.yaml': moved['specs/orders.yaml']?.replace('Lists items.', 'Lists them.') ?? '',
    };
    const { contract } = await plan(test.plane, changed);
    expect(shown(contract.blocked)).toContainEqual(
      expect.stringContaining('is kept as it is deployed, and the tree changes'),
    );
  });

  const many = Array.from({ length: 10 }, (_, index) => `t${index}`);
  it.each([
    [
      'a tenth of the tools',
      { Orders: ['dev', '', many], Stock: ['dev', '', many] },
      { Orders: ['dev', '', many.slice(0, 8)], Stock: ['dev', '', many] },
      undefined,
    ],
    [
      'more than a tenth',
      { Orders: ['dev', '', many], Stock: ['dev', '', many] },
      { Orders: ['dev', '', many.slice(0, 7)], Stock: ['dev', '', many] },
      [3, '3 of the 20 tools'],
    ],
    ['one tool of few', { Orders: ['dev', '', ['x', 'y']] }, { Orders: ['dev', '', ['x']] }, undefined],
    [
      'tools whose place others take',
      { Orders: ['dev', '', ['x', 'y']] },
      { Orders: ['dev', '', ['z', 'y']] },
      undefined,
    ],
    [
      'all endpoints of a group',
      { Orders: ['dev', '', many], Stock: ['prod', '', ['x']] },
      { Orders: ['dev', '', many] },
      [1, "every endpoint of gateway group 'prod'"],
    ],
    ['every endpoint', { Orders: ['dev'], Stock: ['prod'] }, {}, [2, "every endpoint of source 'a' (2)"]],
  ] as const)('of %s', async (_, before, after, refused) => {
    const groups = { dev: '', prod: '' };
    await apply(sourceTree('a', { groups, services: before }));
    const head = sourceTree('a', { groups, services: after });
    if (refused !== undefined) {
      const [count, what] = refused;
      await expect(apply(head)).rejects.toMatchObject({
        code: 'RSH8028',
        message: expect.stringContaining(what),
        hint: `if it is meant: reshapr apply <dir-or-plan> --confirm-removals ${count}`,
      });
      await expect(apply(head, { confirmRemovals: count + 1 })).rejects.toMatchObject({ code: 'RSH8028' });
      await apply(head, { confirmRemovals: count });
    } else await apply(head);
    expect(organizationOf(test.plane.ledger.state(), 'acme').revisions).toHaveLength(2);
  });

  it('of everything in a source of groups asks, too', async () => {
    await apply(sourceTree('a', { groups: { dev: '', prod: '' } }));
    await expect(apply(sourceTree('a', {}))).rejects.toMatchObject({
      code: 'RSH8028',
      message: "this would remove everything of source 'a'",
    });
    await apply(sourceTree('a', {}), { confirmRemovals: 2 });
  });
});
