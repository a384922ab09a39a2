import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { contractDigest } from '../../../src/reconciler/index.ts';
import { organizationOf } from '../../../src/reconciler/state/state.ts';
import { digestOf, listBytes, parseList } from '../../../src/snapshot/index.ts';
import { group, offered, openApi, project } from '../../e2e/support/tree.ts';
import { openTestPlane, type TestPlane } from '../../support/test-plane.ts';
import {
  type Planned,
  plan,
  type RequestChanges,
  requestOf,
  type Texts,
  upload,
} from '../support/planned.ts';

const backend = 'http://backend.invalid';
const one: Texts = {
  'reshapr.yaml': project('shop'),
  'groups.yaml': group('default', { env: 'dev' }),
  'orders.yaml': offered('Orders', backend, 'default'),
  'specs/orders.yaml': openApi('Orders', { '/orders': 'All orders.' }),
};
const two: Texts = { ...one, 'specs/orders.yaml': openApi('Orders', { '/parts': 'All parts.' }) };
const both: Texts = {
  ...one,
  'parts.yaml': offered('Parts', backend, 'default'),
  'specs/parts.yaml': openApi('Parts', { '/parts': 'All parts.' }),
};
const none: Texts = { 'reshapr.yaml': project('shop'), 'groups.yaml': group('default', { env: 'dev' }) };

let test: TestPlane;
beforeEach(async () => {
  test = await openTestPlane();
});
afterEach(() => test.close());

const deployed = () => organizationOf(test.plane.ledger.state(), 'acme');

async function planned(texts: Texts): Promise<Planned> {
  const made = await plan(test.plane, texts);
  await upload(test.plane, made);
  return made;
}

/** The same plan about a snapshot that was put together by hand. */
async function withList(
  made: Planned,
  change: (entries: ReturnType<typeof parseList>) => ReturnType<typeof parseList>,
): Promise<Planned> {
  const list = made.objects.get(made.contract.head.snapshot);
  const bytes = listBytes(change(parseList(list as Uint8Array)));
  const snapshot = digestOf(bytes);
  await test.plane.store.putObjects([{ digest: snapshot, bytes }]);
  const contract = { ...made.contract, head: { ...made.contract.head, snapshot } };
  return { ...made, contract, planDigest: contractDigest(contract) };
}

describe('an apply', () => {
  it('records exactly what was planned', async () => {
    const made = await planned(one);
    const revision = await test.plane.apply(requestOf(made));
    expect(revision).toMatchObject({
      ...{ organization: 'acme', source: 'shop', sequence: 1, plan: made.planDigest, author: 'ada' },
      ...{ snapshot: made.contract.head.snapshot, reason: 'apply', gone: [] },
    });
    expect(Object.values(revision.since)).toEqual([1]);
    expect(deployed().heads.get('shop')).toMatchObject({ sequence: 1 });
  });

  it('counts on, and says since when each exposition is there', async () => {
    await test.plane.apply(requestOf(await planned(one)));
    const second = await test.plane.apply(requestOf(await planned(both)));
    expect(second.sequence).toBe(2);
    expect(Object.values(second.since)).toEqual([2]);
    const third = await test.plane.apply(requestOf(await planned(one), { confirmRemovals: 1 }));
    expect(third).toMatchObject({ sequence: 3, since: {}, gone: [expect.any(String)] });
    expect([...(deployed().since.get('shop')?.values() ?? [])]).toEqual([1]);
  });

  it.each<[string, string, (made: Planned) => RequestChanges | Promise<Planned>]>([
    ['whose plan is another than was looked at', 'RSH8024', () => ({ planDigest: 'a'.repeat(64) })],
    [
      'whose changes were left out',
      'RSH8024',
      ({ contract }) => {
        const altered = { ...contract, changes: [] };
        return { contract: altered, planDigest: contractDigest(altered) };
      },
    ],
    ['whose plan has expired', 'RSH8023', () => ({ expiresAt: Date.now() - 1 })],
    [
      'made on another base',
      'RSH8022',
      ({ contract }) => {
        const altered = { ...contract, base: { sequence: 7, snapshot: 'b'.repeat(64) } };
        return { contract: altered, planDigest: contractDigest(altered) };
      },
    ],
    [
      'whose list was not uploaded',
      'RSH8021',
      ({ contract }) => {
        const altered = { ...contract, head: { ...contract.head, snapshot: 'c'.repeat(64) } };
        return { contract: altered, planDigest: contractDigest(altered) };
      },
    ],
    [
      'whose provenance was not uploaded',
      'RSH8021',
      ({ contract }) => {
        const altered = { ...contract, head: { ...contract.head, provenance: 'd'.repeat(64) } };
        return { contract: altered, planDigest: contractDigest(altered) };
      },
    ],
    [
      'that refers to a tool which is not in it',
      'RSH8021',
      (made) => withList(made, (entries) => entries.filter(({ kind }) => kind !== 'tool')),
    ],
    [
      'with an object that was not uploaded',
      'RSH8021',
      (made) =>
        withList(made, (entries) =>
          entries.map((entry) => (entry.kind === 'tool' ? { ...entry, digest: 'e'.repeat(64) } : entry)),
        ),
    ],
    [
      'with an object of another kind than it says',
      'RSH8021',
      (made) =>
        withList(made, (entries) => {
          const group_ = entries.find(({ kind }) => kind === 'group');
          return entries.map((entry) =>
            entry.kind === 'tool' ? { ...entry, digest: group_?.digest ?? '' } : entry,
          );
        }),
    ],
    [
      'with a kind that nobody knows',
      'RSH8021',
      (made) => withList(made, (entries) => entries.map((entry) => ({ ...entry, kind: `${entry.kind}s` }))),
    ],
  ])('%s is refused, and nothing is recorded', async (_, code, change) => {
    await test.plane.apply(requestOf(await planned(one)));
    const made = await planned(two);
    const changed = await change(made);
    const request = 'objects' in changed ? requestOf(changed) : requestOf(made, changed);
    await expect(test.plane.apply(request)).rejects.toMatchObject({ code });
    expect(deployed().revisions).toHaveLength(1);
    await test.plane.apply(requestOf(made));
    expect(deployed().revisions).toHaveLength(2);
  });

  it('of a plan that was applied already is refused', async () => {
    const made = await planned(one);
    await test.plane.apply(requestOf(made));
    await expect(test.plane.apply(requestOf(made))).rejects.toMatchObject({
      code: 'RSH8061',
      message: 'the plan was applied already: it is revision 1 (completed)',
    });
  });

  it('that would remove every endpoint needs their number', async () => {
    await test.plane.apply(requestOf(await planned(both)));
    const made = await planned(none);
    for (const confirmRemovals of [undefined, 1, 3])
      await expect(test.plane.apply(requestOf(made, { confirmRemovals }))).rejects.toMatchObject({
        code: 'RSH8028',
        hint: expect.stringContaining('--confirm-removals 2'),
      });
    await test.plane.apply(requestOf(made, { confirmRemovals: 2 }));
    expect(deployed().since.get('shop')?.size).toBe(0);
  });

  it('to a source that is synced is refused, unless it holds the sync', async () => {
    await test.plane.apply(requestOf(await planned(one), { reason: 'sync' }));
    const status = { address: 'git', commit: 'x', state: 'synced', problems: [], checkedAt: 0 } as const;
    test.plane.syncs.set('shop', status);
    const before = deployed().heads.get('shop')?.snapshot;
    const made = await planned(two);
    await expect(test.plane.apply(requestOf(made))).rejects.toMatchObject({ code: 'RSH8027' });
    await test.plane.apply(requestOf(made, { hold: true }));
    expect(deployed().held.get('shop')).toBe(before);
    await test.plane.apply(requestOf(await planned(both), { reason: 'sync' }));
    expect(deployed().held.size).toBe(0);
  });
});

describe('a rollback', () => {
  const rollback = (revision?: string, synced = false) => {
    const status = { address: 'git', commit: 'x', state: 'synced', problems: [], checkedAt: 0 } as const;
    if (synced) test.plane.syncs.set('shop', status);
    return test.plane.rollback({ organization: 'acme', source: undefined, revision, author: 'bob' });
  };

  beforeEach(async () => {
    for (const texts of [one, both, two])
      await test.plane.apply(requestOf(await planned(texts), { confirmRemovals: 'any' }));
  });

  it.each([
    ['the one before', undefined, 2],
    ['a number', '1', 1],
    ['the beginning of a digest', 'digest', 1],
  ])('to %s is a new revision with the old content', async (_, name, restores) => {
    const wanted = deployed().revisions[restores - 1];
    const revision = await rollback(name === 'digest' ? wanted?.snapshot.slice(0, 8) : name);
    expect(revision).toMatchObject({
      ...{ sequence: 4, restores, reason: 'rollback', author: 'bob' },
      ...{ snapshot: wanted?.snapshot, provenance: wanted?.provenance },
    });
    expect(deployed().heads.get('shop')?.sequence).toBe(4);
    expect(deployed().held.size).toBe(0);
  });

  it('restores since when an exposition was there', async () => {
    const [orders] = deployed().since.get('shop')?.keys() ?? [];
    await rollback('2');
    const since = deployed().since.get('shop');
    expect(new Set(since?.values())).toEqual(new Set([1, 2]));
    expect(since?.get(orders ?? '')).toBe(1);
  });

  it.each(['9', '0', 'abc', 'f'.repeat(64)])('to %s, which never was, is refused', async (name) => {
    await expect(rollback(name)).rejects.toMatchObject({ code: 'RSH8029' });
    expect(deployed().revisions).toHaveLength(3);
  });

  it('holds what it took away from a source that is synced', async () => {
    const taken = deployed().heads.get('shop')?.snapshot;
    await rollback(undefined, true);
    expect(deployed().held.get('shop')).toBe(taken);
  });

  it('is what the next plan is made on', async () => {
    await rollback();
    const { contract } = await plan(test.plane, both);
    expect(contract).toMatchObject({ base: { sequence: 4 }, changes: [] });
  });
});
