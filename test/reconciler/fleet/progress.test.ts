import { describe, expect, it } from 'vitest';
import type { FleetListener, GatewayInfo } from '../../../src/reconciler/fleet/fleet.ts';
import { type Progress, progressOf } from '../../../src/reconciler/fleet/progress.ts';
import type { PeerState } from '../../../src/wire/index.ts';
import { type ManualClock, manualClock } from '../../gateway/mcp/support/manual-clock.ts';

type Look = 'active' | 'pending' | 'rejected' | 'refused for good' | 'late' | 'gone' | 'forgotten';

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
    desired: { ref: wanted } as PeerState['desired'],
    active: look === 'active' ? wanted : before,
    staged: null,
    flight: null,
    ahead: false,
    rejection: look.startsWith('re') ? (rejection as PeerState['rejection']) : null,
  };
  return { organization: 'acme', tokenId: 't', peer: peer as PeerState };
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

function follow(first: Readonly<Record<string, Look>>, timeoutMs = 10_000) {
  const given = fleetOf(first);
  const clock: ManualClock = manualClock();
  const stop = new AbortController();
  const steps = progressOf('acme', given.fleet as never, clock, timeoutMs, stop.signal);
  const next = async (): Promise<string> => {
    const { value, done } = await steps.next();
    return done === true ? 'end' : shown(value);
  };
  return { ...given, clock, stop, steps, next };
}

describe('the progress of a revision', () => {
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
