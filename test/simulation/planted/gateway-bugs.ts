import type { ViewHeader } from '../../../src/snapshot/index.ts';
import type { GatewayEffect } from '../../../src/wire/index.ts';
import { gatewayBug, type PlantedBug } from './bug.ts';

/** Mistakes that the machine of the gateway could make. */
export const gatewayBugs: readonly PlantedBug[] = [
  gatewayBug('no hash check', '7.4: recomputes the view digest, compares it', (real, state, event) =>
    event.type === 'verified' && event.header !== null
      ? real(state, { ...event, computed: event.header.view })
      : real(state, event),
  ),

  gatewayBug('no signature check', '7.4: the signed header', (real, state, event) =>
    real(state, event.type === 'verified' ? { ...event, trusted: true } : event),
  ),

  gatewayBug('an older sequence is accepted', '7.6: never backwards', (real, state, event) => {
    if (event.type !== 'verified' || state.active === null) return real(state, event);
    const ref = { ...state.active.ref, epoch: 0, sequence: 0 };
    const step = real({ ...state, active: { ...state.active, ref } }, event);
    return { ...step, state: { ...step.state, active: state.active } };
  }),

  gatewayBug('an empty delta is a wipe', '7.3: an empty delta is a no-op', (real, state, event) => {
    const step = real(state, event);
    const empty =
      event.type === 'message' &&
      event.message.type === 'intent' &&
      event.message.puts + event.message.removes === 0;
    if (!empty || state.active === null) return step;
    const active = { ...state.active, entries: new Map<string, never>() };
    const swap: GatewayEffect = { type: 'swap', header: headerOf(state.active.ref) };
    return { state: { ...step.state, active, base: new Map() }, effects: [...step.effects, swap] };
  }),

  gatewayBug(
    'the swap comes before the checks',
    '7.4: verifies, builds, then swaps',
    (real, state, event) => {
      const step = real(state, event);
      const verifies = step.effects.some(({ type }) => type === 'verify');
      const swap: GatewayEffect = { type: 'swap', header: headerOf({ epoch: 1, sequence: 1, digest: '' }) };
      return verifies ? { ...step, effects: [...step.effects, swap] } : step;
    },
  ),

  gatewayBug(
    'the swap comes before the bundle is written',
    '7.4: writes the bundle, then swaps',
    (real, state, event) => {
      const step = real(state, event);
      if (event.type !== 'built' || step.state.work?.step !== 'persist') return step;
      const swapped = real(step.state, { type: 'persisted', now: event.now });
      const others = step.effects.filter(({ type }) => type !== 'persist');
      return { state: swapped.state, effects: [...others, ...swapped.effects, { type: 'persist' }] };
    },
  ),

  gatewayBug('what cannot be written is served', '7.5: cannot persist, does not swap', (real, state, event) =>
    real(state, event.type === 'persist-failed' ? { type: 'persisted', now: event.now } : event),
  ),

  gatewayBug(
    '"active" is said when the view is staged',
    '7.5: staged is progress only',
    (real, state, event) => {
      const step = real(state, event);
      return { ...step, effects: step.effects.map(boasting) };
    },
  ),

  gatewayBug(
    'a view that waits drops the one on its way',
    '7.4: never a mix of two views',
    (real, state, event) => {
      const step = real(state, event);
      const waits = step.state.waiting !== null && state.waiting === null;
      return waits ? { ...step, effects: [...step.effects, { type: 'discard' }] } : step;
    },
  ),

  gatewayBug('a clock that is set back stops it', '7.7: Beat every 10 seconds', (real, state, event) =>
    real({ ...state, seen: 0 }, event),
  ),

  gatewayBug('a silent stream is never given up', '7.7: acknowledged beats', (real, state, event) =>
    event.type === 'tick' && state.link.state === 'open'
      ? real({ ...state, link: { ...state.link, lastHeard: event.now } }, event)
      : real(state, event),
  ),

  gatewayBug('no pause before the next attempt to connect', '7.9: storms', (real, state, event) => {
    const step = real(state, event);
    const { link } = step.state;
    if (link.state !== 'down' || event.type !== 'disconnected') return step;
    const impatient = { ...step.state, link: { ...link, retryAt: event.now } };
    const again = real(impatient, { type: 'tick', now: event.now, calls: 0, errors: 0 });
    return { state: again.state, effects: [...step.effects, ...again.effects] };
  }),

  gatewayBug('a refused gateway starts with its bundle', '7.10: never for refused', (real, state, event) => {
    if (event.type !== 'message' || event.message.type !== 'refuse' || state.settled)
      return real(state, event);
    const step = real({ ...state, settled: true }, event);
    return { ...step, effects: [{ type: 'settle', because: 'unreachable' }, ...step.effects] };
  }),

  gatewayBug('a revoked gateway keeps its bundles', '7.10: deletes its bundles', (real, state, event) => {
    const step = real(state, event);
    return { ...step, effects: step.effects.filter(({ type }) => type !== 'wipe') };
  }),

  gatewayBug(
    'a disk that fails is waited for without end',
    '7.5: disk, memory, time: retried',
    (real, state, event) => (event.type === 'persist-failed' ? { state, effects: [] } : real(state, event)),
  ),

  gatewayBug('a view that waited is forgotten', '7.8: latest desired wins', (real, state, event) => {
    const step = real(state, event);
    if (event.type === 'message' || state.waiting === null) return step;
    return { ...step, effects: step.effects.filter(({ type }) => type !== 'verify') };
  }),

  gatewayBug('a view of another organization is taken', '5: organization', (real, state, event) =>
    real({ ...state, organization: null }, event),
  ),

  gatewayBug('a goodbye is for ever', '7.9: Goodbye with a retry hint', (real, state, event) => {
    const step = real(state, event);
    const left = event.type === 'message' && event.message.type === 'goodbye';
    return left ? { ...step, state: { ...step.state, link: { state: 'ended' } } } : step;
  }),
];

/** Says of a view that is only built that it is served. */
function boasting(effect: GatewayEffect): GatewayEffect {
  if (effect.type !== 'send' || effect.message.type !== 'verdict') return effect;
  const { message } = effect;
  return message.status === 'staged' ? { ...effect, message: { ...message, status: 'active' } } : effect;
}

function headerOf(ref: { epoch: number; sequence: number; digest: string }): ViewHeader {
  const { epoch, sequence, digest } = ref;
  const facts = { revision: 0, organization: 'acme', groups: [], objects: 0, signedAt: '' };
  return { format: 'view@1', epoch, sequence, view: digest, ...facts };
}
