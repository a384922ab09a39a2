import { describe, expect, it } from 'vitest';
import type { FleetListener, GatewayInfo } from '../../../src/reconciler/fleet/fleet.ts';
import { type Progress, progressOf } from '../../../src/reconciler/rollout/progress.ts';
import { emptyState, replay } from '../../../src/reconciler/state/state.ts';
import type { JournalRecord } from '../../../src/reconciler/store/records.ts';
import type { PeerState } from '../../../src/wire/index.ts';
import { type ManualClock, manualClock } from '../../gateway/mcp/support/manual-clock.ts';

type Look =
  | 'active'
  | 'not told yet'
  | 'pending'
  | 'rejected'
  | 'refused for good'
  | 'late'
  | 'gone'
  | 'forgotten';

const wanted = { epoch: 1, sequence: 2, digest: 'b'.repeat(64) };
const before = { epoch: 1, sequence: 1, digest: 'a'.repeat(64) };

/** A gateway as far as progress looks at it. */
function gateway(id: string, look: Look): GatewayInfo {
  const rejection = {
    view: wanted,
    permanent: look === 'refused for good',
    findings: [{ kind: 'tool', name: 'x', code: 'bad', severity: 'error', message: 'it is bad' }],
    softwareVersion: 'test',
    attempts: 1,
    retryAt: 0,
  };
  const peer: Partial<PeerState> = {
    gatewayId: id,
    presence: look === 'late' ? 'late' : look === 'gone' ? 'disconnected' : 'connected',
    desired: { ref: wanted, revision: look === 'not told yet' ? 2 : 1 } as PeerState['desired'],
    active: look === 'active' || look === 'not told yet' ? wanted : before,
    staged: null,
    flight: null,
    ahead: false,
    rejection: look.startsWith('re') ? (rejection as PeerState['rejection']) : null,
  };
  const info = { organization: 'acme', tokenId: 't', allowed: undefined, beat: undefined, changedBy: 0 };
  return { ...info, peer: peer as PeerState };
}

/** A fleet whose gateways look as the test says, step by step. */
function fleetOf(first: Readonly<Record<string, Look>>) {
  let looks = first;
  const listeners = new Set<FleetListener>();
  return {
    listeners,
    fleet: {
      gateways: () =>
        Object.entries(looks)
          .filter(([, look]) => look !== 'forgotten')
          .map(([id, look]) => gateway(id, look)),
      onObservation: (listener: FleetListener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    change: (next: Readonly<Record<string, Look>>) => {
      looks = next;
      for (const listener of listeners) listener(gateway('any', 'active'), { type: 'back' });
    },
  };
}

const shown = ({ state, gateways }: Progress) =>
  [state, ...gateways.map((one) => `${one.gatewayId} ${one.state}`)].join(', ');

/** Revision 2 of an organization, with what became of it. */
function ledgerWith(end?: Partial<JournalRecord & { type: 'rollout-ended' }>) {
  const revision: JournalRecord = {
    ...{
      type: 'revision',
      organization: 'acme',
      sequence: 2,
      source: 'shop',
      author: 'ada',
      reason: 'apply',
    },
    ...{ snapshot: 'b'.repeat(64), provenance: 'c'.repeat(64), since: {}, gone: [] },
    rollout: { timeoutMs: 1_000, allAtOnce: false },
  };
  const over: JournalRecord = {
    ...{
      type: 'rollout-ended',
      organization: 'acme',
      revision: 2,
      outcome: 'completed',
      active: [],
      others: [],
    },
    ...end,
  };
  const records = [revision, over];
  const state = replay(
    emptyState,
    records.map((record, position) => ({ position, at: 0, record })),
  );
  return { state: () => state };
}

function follow(
  first: Readonly<Record<string, Look>>,
  timeoutMs: number | undefined = 10_000,
  end?: Partial<JournalRecord & { type: 'rollout-ended' }>,
) {
  const given = fleetOf(first);
  const clock: ManualClock = manualClock();
  const stop = new AbortController();
  const rollouts = { look: () => Promise.resolve(undefined), onChange: () => () => undefined };
  const plane = { ledger: ledgerWith(end), fleet: given.fleet, rollouts, clock };
  const steps = progressOf(
    plane as unknown as Parameters<typeof progressOf>[0],
    { organization: 'acme', sequence: 2 },
    timeoutMs,
    stop.signal,
  );
  const next = async (): Promise<string> => {
    const { value, done } = await steps.next();
    return done === true ? 'end' : shown(value);
  };
  return { ...given, clock, stop, steps, next };
}

describe('the progress of a revision that was rolled out', () => {
  it.each<[string, Record<string, Look>, string]>([
    ['nobody is there', {}, 'complete'],
    ['all serve it', { a: 'active', b: 'active' }, 'complete, a active, b active'],
    ['one was gone before', { a: 'active', b: 'gone' }, 'complete, a active'],
    ['one rejects it for good', { a: 'active', b: 'refused for good' }, 'rejected, a active, b rejected'],
  ])('is over at once when %s', async (_, looks, expected) => {
    const { next, listeners } = follow(looks);
    expect(await next()).toBe(expected);
    expect(await next()).toBe('end');
    expect(listeners.size).toBe(0);
  });

  it('is told at each change, and waits for what may still come', async () => {
    const { next, change } = follow({ a: 'pending', b: 'rejected', c: 'late' });
    expect(await next()).toBe('waiting, a pending, b rejected, c late');
    change({ a: 'active', b: 'rejected', c: 'late' });
    expect(await next()).toBe('waiting, a active, b rejected, c late');
    change({ a: 'active', b: 'active', c: 'active', late: 'pending' });
    expect(await next()).toBe('complete, a active, b active, c active');
    expect(await next()).toBe('end');
  });

  it.each<Look>(['gone', 'forgotten'])('does not wait for a gateway that is %s meanwhile', async (look) => {
    const { next, change } = follow({ a: 'active', b: 'pending' });
    expect(await next()).toBe('waiting, a active, b pending');
    change({ a: 'active', b: look });
    expect(await next()).toBe('complete, a active, b gone');
  });

  it('ends when the time is over, and says who did not answer', async () => {
    const { next, clock, listeners } = follow({ a: 'pending' }, 3_000);
    expect(await next()).toBe('waiting, a pending');
    const last = next();
    for (let second = 0; second < 4; second++) {
      clock.advance(1_000);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(await last).toBe('timeout, a pending');
    expect(await next()).toBe('end');
    expect(listeners.size).toBe(0);
  });

  it('leaves nothing behind when its caller goes away', async () => {
    const { next, stop, steps, listeners } = follow({ a: 'pending' });
    await next();
    expect(listeners.size).toBe(1);
    stop.abort();
    await steps.return(undefined);
    expect(listeners.size).toBe(0);
  });
});

describe('the progress of a revision that failed', () => {
  const failed = {
    outcome: 'failed',
    cause: 'rejected',
    active: ['a'],
    others: [{ gateway: 'b', state: 'rejected', findings: ['it is bad'] }],
  } as const;
  const end = { ...failed, active: [...failed.active], others: [] };

  it('is over when those that had moved are back', async () => {
    const others = failed.others.map((other) => ({ ...other, findings: [...other.findings] }));
    const { next, change } = follow({ a: 'pending', b: 'active' }, undefined, { ...end, others });
    expect(await next()).toBe('waiting, a pending, b rejected');
    change({ a: 'active', b: 'active' });
    expect(await next()).toBe('rejected, a back, b rejected');
    expect(await next()).toBe('end');
  });

  it('is not over before those that had moved are told', async () => {
    const { next, change } = follow({ a: 'not told yet' }, undefined, end);
    expect(await next()).toBe('waiting, a pending');
    change({ a: 'pending' });
    change({ a: 'active' });
    expect(await next()).toBe('rejected, a back');
  });

  it('waits for one that failed its calls, too: it did serve it', async () => {
    const others = [{ gateway: 'b', state: 'active', findings: ['9 of 9 calls failed, and 20 % may'] }];
    const unhealthy = { ...end, cause: 'unhealthy', others } as const;
    const { next, change } = follow({ a: 'active', b: 'not told yet' }, undefined, { ...unhealthy });
    expect(await next()).toBe('waiting, a back, b pending');
    change({ a: 'active', b: 'active' });
    expect(await next()).toBe('unhealthy, a back, b back');
  });

  it('does not wait for them for ever', async () => {
    const { next, clock } = follow({ a: 'pending' }, undefined, end);
    expect(await next()).toBe('waiting, a pending');
    const last = next();
    for (let second = 0; second < 17; second++) {
      clock.advance(1_000);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    expect(await last).toBe('rejected, a pending');
  });
});
