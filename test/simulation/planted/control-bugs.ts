import type { ControlEvent, Desired, PeerState } from '../../../src/wire/index.ts';
import { controlBug, type PlantedBug } from './bug.ts';

/** Mistakes that the machine of the control plane could make. */
export const controlBugs: readonly PlantedBug[] = [
  controlBug('a lost verdict counts as active', '7.5: Verdict', (real, state, event, timing) => {
    const step = real(state, event, timing);
    const lost = step.effects.some(
      (effect) =>
        effect.type === 'observe' &&
        effect.what.type === 'rejected' &&
        effect.what.findings[0]?.code === 'no-verdict',
    );
    return lost && state !== null ? real(state, approval(state, event.now), timing) : step;
  }),

  controlBug('what was sent counts as active', '7.5: Verdict', (real, state, event, timing) => {
    const step = real(state, event, timing);
    const sent = step.effects.some((effect) => effect.type === 'send' && effect.message.type === 'activate');
    if (!sent || step.state === null) return step;
    const approved = real(step.state, approval(step.state, event.now), timing);
    return { state: approved.state, effects: [...step.effects, ...approved.effects] };
  }),

  controlBug(
    'the difference is made to what was sent last',
    '7.3: nothing the gateway already holds',
    (real, state, event, timing) => {
      const last = state?.flight?.desired ?? state?.desired;
      const misled = event.type === 'hello' && last ? { ...event, known: last.entries } : event;
      return real(state === null || !last ? state : { ...state, base: baseOf(last) }, misled, timing);
    },
  ),

  controlBug(
    'a view that was rejected is sent again at once',
    '7.5: retried with back-off',
    (real, state, event, timing) =>
      real(
        state === null || state.rejection === null
          ? state
          : { ...state, rejection: { ...state.rejection, retryAt: 0, attempts: 0 } },
        event,
        { ...timing, retryMin: 0, retryMax: 0 },
      ),
  ),

  controlBug('a permanent rejection is tried again', '7.5: not resent', (real, state, event, timing) =>
    real(
      state,
      event.type === 'message' && event.message.type === 'verdict'
        ? { ...event, message: { ...event.message, permanent: false } }
        : event,
      timing,
    ),
  ),

  controlBug(
    'the second process with a gateway id takes over',
    '7.1: is refused',
    (real, state, event, timing) =>
      event.type === 'hello' && state !== null
        ? real({ ...state, facts: { ...state.facts, instanceId: event.hello.instanceId } }, event, timing)
        : real(state, event, timing),
  ),

  controlBug('silence is not noticed', '7.7: late, unsynchronized', (real, state, event, timing) =>
    real(state === null ? state : { ...state, lastHeard: event.now }, event, timing),
  ),

  controlBug(
    'drift is not noticed',
    '7.7: a mismatch is drift and is repaired',
    (real, state, event, timing) =>
      event.type === 'message' && event.message.type === 'beat' && state !== null
        ? real(state, { ...event, message: { ...event.message, active: state.active } }, timing)
        : real(state, event, timing),
  ),

  controlBug(
    'what comes to be desired during a transaction is forgotten',
    '7.8: latest desired wins',
    (real, state, event, timing) =>
      event.type === 'desired' && state !== null && state.flight !== null
        ? { state, effects: [] }
        : real(state, event, timing),
  ),

  controlBug(
    'a gateway that is ahead is sent older headers',
    '7.6: it sends nothing',
    (real, state, event, timing) =>
      real(
        state === null || state.active === null
          ? state
          : { ...state, active: { ...state.active, epoch: 0, sequence: 0 } },
        event,
        timing,
      ),
  ),

  controlBug(
    'room in the transport is not noticed',
    '7.8: one slot per gateway',
    (real, state, event, timing) =>
      event.type === 'writable' ? { state, effects: [] } : real(state, event, timing),
  ),

  controlBug(
    'a transient rejection counts as a permanent one',
    '7.5: retried with back-off',
    (real, state, event, timing) =>
      real(
        state,
        event.type === 'message' && event.message.type === 'verdict'
          ? { ...event, message: { ...event.message, permanent: true } }
          : event,
        timing,
      ),
  ),

  controlBug(
    'a store that was put back catches up with its gateways',
    '7.6: if it is still behind it sends nothing',
    (real, state, event, timing) =>
      real(state, 'foreign' in event ? { ...event, foreign: false } : event, timing),
  ),

  controlBug('beats are not acknowledged', '7.7: acknowledged', (real, state, event, timing) => {
    const step = real(state, event, timing);
    const others = step.effects.filter(
      (effect) => effect.type !== 'send' || effect.message.type !== 'beatAck',
    );
    return { ...step, effects: others };
  }),

  controlBug(
    'a view is sent to software that does not read it',
    '7.1: object formats read',
    (real, state, event, timing) => {
      const formats = ['tool@1', 'tool@2'];
      if (event.type === 'hello') {
        const step = real(state, { ...event, hello: { ...event.hello, formats } }, timing);
        const { state: next } = step;
        if (next === null) return step;
        return { ...step, state: { ...next, facts: { ...next.facts, formats: event.hello.formats } } };
      }
      return real(state === null ? null : { ...state, facts: { ...state.facts, formats } }, event, timing);
    },
  ),

  controlBug(
    'the numbers of transactions start over',
    '7.5: a verdict answers one Activate',
    (real, state, event, timing) =>
      real(state === null ? null : { ...state, transactions: 0 }, event, timing),
  ),

  controlBug('who was late stays late', '7.7: back by a beat', (real, state, event, timing) => {
    const step = real(state, event, timing);
    if (event.type !== 'message' || state?.presence !== 'late' || step.state === null) return step;
    return { ...step, state: { ...step.state, presence: 'late' } };
  }),
];

/** The verdict that nobody gave. */
function approval(state: PeerState, now: number): ControlEvent {
  const transaction = state.flight?.transaction ?? 0;
  const view = state.flight?.desired.ref ?? { epoch: 0, sequence: 0, digest: '' };
  const verdict = { type: 'verdict', transaction, view, status: 'active', permanent: false } as const;
  return { type: 'message', now, stream: state.stream ?? 0, message: { ...verdict, findings: [] } };
}

function baseOf(desired: Desired): PeerState['base'] {
  return { type: 'known', entries: desired.entries };
}
