import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forceUnlock, withLease } from '../../../src/reconciler/deploy/lease.ts';
import { organizationOf } from '../../../src/reconciler/state/state.ts';
import { smallTree } from '../../compiler/support/small-tree.ts';
import { type ManualClock, manualClock } from '../../gateway/mcp/support/manual-clock.ts';
import { openTestPlane, type TestPlane } from '../../support/test-plane.ts';
import { type Planned, plan, requestOf, upload } from '../support/planned.ts';

const minute = 60_000;
const bob = { holder: 'bob', purpose: 'apply of plan 0123' };

let clock: ManualClock;
let test: TestPlane;
let made: Planned;
beforeEach(async () => {
  clock = manualClock(Date.now());
  test = await openTestPlane({ clock });
  made = await plan(test.plane, smallTree);
  await upload(test.plane, made);
});
afterEach(() => test.close());

const acme = () => organizationOf(test.plane.ledger.state(), 'acme');
const apply = () => test.plane.apply(requestOf(made));

/** Somebody who holds the lease until told that it is over. */
function holder(): { over(): void; ended: Promise<unknown>; held: Promise<number> } {
  let over: () => void = () => undefined;
  const told = new Promise<void>((resolve) => {
    over = resolve;
  });
  let holds: (fence: number) => void = () => undefined;
  const held = new Promise<number>((resolve) => {
    holds = resolve;
  });
  const ended = withLease('acme', bob, test.plane, async (fence) => {
    holds(fence);
    await told;
  });
  return { over, ended, held };
}

describe('the lease of an organization', () => {
  it('is held by one at a time, who is named to others, and ends with what it was for', async () => {
    const first = holder();
    expect(await first.held).toBe(1);
    await expect(apply()).rejects.toMatchObject({
      code: 'RSH8062',
      message: expect.stringMatching(/^bob changes the organization since .* \(apply of plan 0123\)$/),
    });
    expect(acme().revisions).toEqual([]);
    first.over();
    await first.ended;
    expect(acme().lease).toBeUndefined();
    await apply();
    expect(acme()).toMatchObject({ fence: 2, lease: undefined, deployed: 1 });
  });

  it('does not hold up another organization', async () => {
    const first = holder();
    await first.held;
    await withLease('other', bob, test.plane, (fence) => Promise.resolve(expect(fence).toBe(1)));
    first.over();
    await first.ended;
  });

  it('runs out, and whoever held it records nothing any more', async () => {
    const slow = slowApply();
    await slow.checking;
    clock.advance(5 * minute);
    const next = await withLease('acme', bob, test.plane, (fence) => Promise.resolve(fence));
    expect(next).toBe(2);
    slow.goOn();
    await expect(slow.ended).rejects.toMatchObject({
      code: 'RSH8063',
      message: 'lease 1 was lost before the change was recorded: lease 2 came after it',
    });
    expect(acme().revisions).toEqual([]);
  });

  it('can be taken away, which is recorded, and whoever held it records nothing any more', async () => {
    const slow = slowApply();
    await slow.checking;
    const other = forceUnlock('acme', 7, 'eve', test.plane);
    await expect(other).rejects.toMatchObject({ code: 'RSH8064', message: expect.stringContaining('ada') });
    expect(await forceUnlock('acme', 1, 'eve', test.plane)).toMatchObject({ holder: 'ada', fence: 1 });
    slow.goOn();
    await expect(slow.ended).rejects.toMatchObject({ code: 'RSH8063' });
    expect(acme().revisions).toEqual([]);
    const records = (await test.plane.store.read(0)).map(({ record }) => record);
    expect(records).toContainEqual({
      ...{ type: 'lease-ended', organization: 'acme', fence: 1, author: 'eve', forced: true },
    });
    await expect(forceUnlock('acme', 1, 'eve', test.plane)).rejects.toMatchObject({
      message: 'the lease is another one by now: nobody holds it',
    });
    await apply();
  });
});

/** An apply that is held up in its checks, as a large upload or a slow disk would. */
function slowApply(): { checking: Promise<void>; goOn(): void; ended: Promise<unknown> } {
  const { store } = test.plane;
  let goOn: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let entered: () => void = () => undefined;
  const checking = new Promise<void>((resolve) => {
    entered = resolve;
  });
  const read = store.object;
  Object.assign(store, {
    object: async (digest: string) => {
      entered();
      await released;
      return read(digest);
    },
  });
  const ended = apply().finally(() => Object.assign(store, { object: read }));
  ended.catch(() => undefined);
  return { checking, goOn, ended };
}
