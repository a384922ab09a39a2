import type { PeerState } from './state.ts';

/** When the clock was set back, everything remembered is moved with it, so that no pause grows by the difference. */
export function atTime(state: PeerState, now: number): PeerState {
  if (now >= state.seen) return now === state.seen ? state : { ...state, seen: now };
  const by = now - state.seen;
  const { base, flight, rejection, drift } = state;
  return {
    ...state,
    seen: now,
    lastHeard: state.lastHeard + by,
    connectedAt: state.connectedAt + by,
    base: base.type === 'inventory' ? { ...base, askedAt: base.askedAt + by } : base,
    flight:
      flight === null || flight.completeAt === null
        ? flight
        : { ...flight, completeAt: flight.completeAt + by },
    rejection: rejection === null ? null : { ...rejection, retryAt: rejection.retryAt + by },
    outrunAt: state.outrunAt === null ? null : state.outrunAt + by,
    drift: drift === null ? null : { ...drift, at: drift.at + by, until: drift.until + by },
  };
}
