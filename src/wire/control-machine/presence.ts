import type { Finding } from '../../snapshot/index.ts';
import type { RefuseReason } from '../messages.ts';
import type { ControlEffect } from './events.ts';
import { rejected } from './receive.ts';
import { decide } from './send.ts';
import type { PeerState } from './state.ts';
import type { ControlStep } from './step.ts';

const noVerdict: Finding = {
  kind: 'view',
  name: '',
  code: 'no-verdict',
  severity: 'error',
  message: 'the gateway did not say what became of the view',
};

/** The stream ended without a goodbye. The gateway may be serving all the same. */
export function onClosed(state: PeerState): ControlStep {
  return {
    state: { ...withoutStream(state), presence: 'disconnected' },
    effects: [{ type: 'observe', what: { type: 'disconnected' } }],
  };
}

/**
 * Time passes: late, then unsynchronized; answers that are owed do not come; and whatever waited for its time
 * (a transient rejection, a repair) is decided anew.
 */
export function onTick(state: PeerState, now: number): ControlStep {
  const silence = now - state.lastHeard;
  if (state.presence === 'unsynchronized') return { state, effects: [] };
  if (silence >= state.timing.unsynchronized) {
    const effects: ControlEffect[] = state.stream === null ? [] : [{ type: 'close', stream: state.stream }];
    effects.push({ type: 'observe', what: { type: 'unsynchronized' } });
    return { state: { ...withoutStream(state), presence: 'unsynchronized' }, effects };
  }
  if (silence >= state.timing.late && state.presence === 'connected')
    return { state: { ...state, presence: 'late' }, effects: [{ type: 'observe', what: { type: 'late' } }] };
  const { answer } = state.timing;
  if (state.flight !== null && state.flight.completeAt !== null && now - state.flight.completeAt >= answer)
    return rejected(state, state.flight.desired, false, [noVerdict], now);
  if (state.base.type === 'inventory' && !state.base.complete && now - state.base.askedAt >= answer)
    return decide({ ...state, base: { type: 'none' } }, now, 'unknown-view');
  const unanswered = state.outrunAt !== null && now - state.outrunAt >= answer;
  return decide(unanswered ? { ...state, outrunAt: null } : state, now, 'changed');
}

/** The right to be here was withdrawn. */
export function onRefuse(state: PeerState, reason: RefuseReason, message: string): ControlStep {
  if (state.stream === null) return { state: null, effects: [] };
  return {
    state: null,
    effects: [
      { type: 'send', stream: state.stream, message: { type: 'refuse', reason, message } },
      { type: 'close', stream: state.stream },
    ],
  };
}

/** The control plane goes down, and says when to come back. */
export function onGoodbye(state: PeerState, reason: string, retryAfterMs: number): ControlStep {
  if (state.stream === null) return { state, effects: [] };
  return {
    state: { ...withoutStream(state), presence: 'disconnected' },
    effects: [
      { type: 'send', stream: state.stream, message: { type: 'goodbye', reason, retryAfterMs } },
      { type: 'close', stream: state.stream },
    ],
  };
}

function withoutStream(state: PeerState): PeerState {
  return { ...state, stream: null, flight: null, crowded: false, staged: null, idle: null, outrunAt: null };
}
