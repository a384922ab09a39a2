import type { Finding } from '../../snapshot/index.ts';
import {
  type Beat,
  type Hello,
  type Inventory,
  sameRef,
  type ToControl,
  type Verdict,
  type ViewRef,
} from '../messages.ts';
import type { ControlEffect } from './events.ts';
import { decide, isAwaited } from './send.ts';
import { type Desired, type Drift, flapLimit, type PeerState } from './state.ts';
import type { ControlStep } from './step.ts';

/** More digests than this is no gateway of ours. */
const inventoryLimit = 1_000_000;

export function onMessage(
  state: PeerState,
  message: Exclude<ToControl, Hello>,
  foreign: boolean,
  now: number,
): ControlStep {
  if (message.type === 'goodbye')
    return {
      state: null,
      effects: [
        ...(state.stream === null ? [] : [{ type: 'close', stream: state.stream } as const]),
        { type: 'observe', what: { type: 'goodbye' } },
      ],
    };
  const back = state.presence === 'late';
  const heard: PeerState = { ...state, lastHeard: now, presence: 'connected' };
  const step = receive(heard, message, foreign, now);
  if (!back) return step;
  return { state: step.state, effects: [{ type: 'observe', what: { type: 'back' } }, ...step.effects] };
}

function receive(
  state: PeerState,
  message: Inventory | Verdict | Beat,
  foreign: boolean,
  now: number,
): ControlStep {
  switch (message.type) {
    case 'inventory':
      return onInventory(state, message, now);
    case 'verdict':
      return onVerdict(state, message, now);
    case 'beat':
      return onBeat(state, message, foreign, now);
  }
}

function onInventory(state: PeerState, message: Inventory, now: number): ControlStep {
  if (state.base.type !== 'inventory' || state.base.complete) return { state, effects: [] };
  const digests = new Set(state.base.digests);
  for (const digest of message.digests) if (digests.size < inventoryLimit) digests.add(digest);
  return decide({ ...state, base: { ...state.base, digests, complete: message.last } }, now, 'unknown-view');
}

function onVerdict(state: PeerState, verdict: Verdict, now: number): ControlStep {
  const { flight } = state;
  if (flight === null || !isAwaited(flight) || flight.transaction !== verdict.transaction)
    return { state, effects: [] };
  const view = flight.desired.ref;
  // Of a rejection the view is not always known: its header may be what could not be read.
  if (verdict.status !== 'rejected' && !sameRef(verdict.view, view)) return { state, effects: [] };
  switch (verdict.status) {
    case 'staged':
      return {
        state: { ...state, staged: view },
        effects: [{ type: 'observe', what: { type: 'staged', view } }],
      };
    case 'active': {
      const taken: PeerState = {
        ...state,
        active: view,
        foreign: false,
        ahead: false,
        staged: null,
        flight: null,
        rejection: null,
        // Its verdict says so itself: no Intent has to.
        idle: 'in-sync',
        base: { type: 'known', entries: flight.desired.entries },
      };
      const step = decide(taken, now, 'changed');
      return {
        state: step.state,
        effects: [
          { type: 'observe', what: { type: 'active', view, revision: flight.desired.revision } },
          ...step.effects,
        ],
      };
    }
    case 'rejected':
      return rejected(state, flight.desired, verdict.permanent, verdict.findings, now);
  }
}

/** The view in flight is not taken. What is tried again after a second failure relies on nothing held. */
export function rejected(
  state: PeerState,
  { ref: view, revision }: Desired,
  permanent: boolean,
  findings: readonly Finding[],
  now: number,
): ControlStep {
  const attempts = state.rejection?.view.digest === view.digest ? state.rejection.attempts + 1 : 1;
  const { retryMin, retryMax } = state.timing;
  const next: PeerState = {
    ...state,
    staged: null,
    flight: null,
    base: attempts > 1 ? { type: 'none' } : state.base,
    rejection: {
      view,
      permanent,
      findings,
      softwareVersion: state.facts.softwareVersion,
      attempts,
      retryAt: now + Math.min(retryMax, retryMin * 2 ** Math.min(attempts - 1, 16)),
    },
  };
  const step = decide(next, now, 'changed');
  const what = { type: 'rejected', view, revision, permanent, findings } as const;
  return { state: step.state, effects: [{ type: 'observe', what }, ...step.effects] };
}

/** The beat says what is really active. Anything else than what was believed is drift. */
function onBeat(state: PeerState, beat: Beat, foreign: boolean, now: number): ControlStep {
  const effects: ControlEffect[] = [];
  if (state.stream !== null)
    effects.push({
      type: 'send',
      stream: state.stream,
      message: { type: 'beatAck', number: beat.number },
    });
  const counted: PeerState = { ...state, calls: { calls: beat.calls, errors: beat.errors } };
  if (sameRef(beat.active, state.active) || explainedByFlight(state, beat.active))
    return { state: counted, effects };
  effects.push({ type: 'observe', what: { type: 'drift', found: beat.active } });
  const found: PeerState = { ...counted, active: beat.active, foreign, ahead: false, idle: null };
  // What is on its way was built on the list that the gateway keeps for it, and repairs the drift by itself.
  if (state.flight !== null) return { state: found, effects };
  const drift = nextDrift(state, now);
  if (drift.alone) effects.push({ type: 'observe', what: { type: 'flapping', count: drift.count } });
  const step = decide({ ...found, base: { type: 'none' }, drift }, now, 'drift');
  return { state: step.state, effects: [...effects, ...step.effects] };
}

/** The first repair is made at once; each further one waits longer, until it was quiet for long. */
function nextDrift({ drift, desired, timing }: PeerState, now: number): Drift {
  const again = drift !== null && now - drift.at < 2 * timing.flapMax;
  const count = again ? drift.count + 1 : 1;
  if (count === 1) return { count, at: now, digest: null, until: now, alone: false };
  const pause = Math.min(timing.flapMax, timing.beatInterval * 2 ** Math.min(count - 1, 16));
  const digest = desired?.ref.digest ?? null;
  return { count, at: now, digest, until: now + pause, alone: count > flapLimit };
}

/** The verdict of the view in flight may come after a beat that tells of it already. */
function explainedByFlight(state: PeerState, active: ViewRef | null): boolean {
  return isAwaited(state.flight) && sameRef(active, state.flight?.desired.ref ?? null);
}
