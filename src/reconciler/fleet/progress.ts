import type { Clock } from '../../kernel/index.ts';
import type { Fleet, GatewayInfo } from './fleet.ts';
import { findingsOf, type GatewayStateName, stateOf } from './gateway-state.ts';

export interface GatewayProgress {
  readonly gatewayId: string;
  readonly state: GatewayStateName | 'late' | 'gone';
  readonly findings: readonly string[];
}

export interface Progress {
  readonly gateways: readonly GatewayProgress[];
  readonly state: 'waiting' | 'complete' | 'rejected' | 'timeout';
}

/**
 * What the gateways that are there now make of a revision, again and again until all of them serve it, one of
 * them rejects it for good, or the time is over. A gateway that leaves meanwhile is not waited for.
 */
export async function* progressOf(
  organization: string,
  fleet: Fleet,
  clock: Clock,
  timeoutMs: number,
  signal: AbortSignal,
): AsyncGenerator<Progress> {
  const targets = fleet
    .gateways(organization)
    .filter(({ peer }) => peer.presence === 'connected' || peer.presence === 'late')
    .map(({ peer }) => peer.gatewayId);
  const until = clock.now() + timeoutMs;
  let last = '';
  for (;;) {
    const changed = nextChange(fleet, organization);
    // Whoever stops listening in the middle leaves at `yield`.
    try {
      const progress = look(targets, fleet.gateways(organization), clock.now() >= until);
      const shown = JSON.stringify(progress);
      if (shown !== last) yield progress;
      last = shown;
      if (progress.state !== 'waiting' || signal.aborted) return;
      await waitFor(changed.happened, Math.min(1_000, Math.max(1, until - clock.now())), clock, signal);
    } finally {
      changed.stop();
    }
  }
}

/** Resolves when it happened, after a while, or when the signal aborts. */
async function waitFor(
  happened: Promise<void>,
  atMostMs: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const waited = new AbortController();
  const ended = (): void => waited.abort();
  signal.addEventListener('abort', ended, { once: true });
  await Promise.race([happened, clock.sleep(atMostMs, waited.signal)]);
  waited.abort();
  signal.removeEventListener('abort', ended);
}

function look(targets: readonly string[], gateways: readonly GatewayInfo[], late: boolean): Progress {
  const byId = new Map(gateways.map((gateway) => [gateway.peer.gatewayId, gateway.peer]));
  const progress = targets.map((gatewayId): GatewayProgress => {
    const peer = byId.get(gatewayId);
    if (peer === undefined || peer.presence === 'unsynchronized' || peer.presence === 'disconnected')
      return { gatewayId, state: 'gone', findings: [] };
    const state = stateOf(peer);
    if (state === 'active') return { gatewayId, state, findings: [] };
    return { gatewayId, state: peer.presence === 'late' ? 'late' : state, findings: findingsOf(peer) };
  });
  const rejected = targets.some((id) => {
    const peer = byId.get(id);
    return peer !== undefined && stateOf(peer) === 'rejected' && peer.rejection?.permanent === true;
  });
  const waiting = progress.some(({ state }) => state !== 'active' && state !== 'gone');
  return {
    gateways: progress,
    state: rejected ? 'rejected' : !waiting ? 'complete' : late ? 'timeout' : 'waiting',
  };
}

function nextChange(fleet: Fleet, organization: string): { happened: Promise<void>; stop: () => void } {
  let stop: () => void = () => undefined;
  const happened = new Promise<void>((resolve) => {
    stop = fleet.onObservation((gateway) => {
      if (gateway.organization === organization) resolve();
    });
  });
  return { happened, stop };
}
