import { atTime } from './clock.ts';
import type { ControlEffect, ControlEvent } from './events.ts';
import { onHello } from './hello.ts';
import { onClosed, onGoodbye, onRefuse, onTick } from './presence.ts';
import { onMessage } from './receive.ts';
import { decide, onWritable } from './send.ts';
import type { ControlTiming, PeerState } from './state.ts';

export interface ControlStep {
  /** Null when the gateway is forgotten. */
  readonly state: PeerState | null;
  readonly effects: readonly ControlEffect[];
}

/**
 * The control plane's side of the stream for one gateway id. Pure: reading the store, signing, encoding and
 * writing are effects. `before` is null for a gateway that nothing is known of.
 */
export function stepControl(
  before: PeerState | null,
  event: ControlEvent,
  timing: ControlTiming,
): ControlStep {
  const state = before === null ? null : atTime(before, event.now);
  if (event.type === 'hello') return onHello(state, event, timing);
  if (state === null) return { state, effects: [] };
  if ('stream' in event && event.stream !== state.stream) return { state, effects: [] };
  switch (event.type) {
    case 'message':
      return onMessage(state, event.message, event.foreign ?? false, event.now);
    case 'closed':
      return onClosed(state);
    case 'writable':
      return onWritable(state, event.now);
    case 'desired':
      return decide(
        {
          ...state,
          desired: event.desired,
          facts: { ...state.facts, groups: event.groups },
          foreign: event.foreign,
          ahead: event.foreign && state.ahead,
          outrunAt: null,
        },
        event.now,
        'changed',
      );
    case 'ahead':
      return onAhead(state, event.now);
    case 'repair':
      return decide({ ...state, drift: null }, event.now, 'drift');
    case 'tick':
      return onTick(state, event.now);
    case 'refuse':
      return onRefuse(state, event.reason, event.message);
    case 'goodbye':
      return onGoodbye(state, event.reason, event.retryAfterMs);
  }
}

/** The store knows nothing as new as what the gateway serves: nothing is sent, and `status` says so. */
function onAhead(state: PeerState, now: number): ControlStep {
  const { active } = state;
  const step = decide({ ...state, ahead: true, outrunAt: null }, now, 'changed');
  if (active === null) return step;
  return {
    state: step.state,
    effects: [{ type: 'observe', what: { type: 'ahead', found: active } }, ...step.effects],
  };
}
