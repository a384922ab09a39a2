import { compareOrder } from '../../snapshot/index.ts';
import type { Intent, IntentReason } from '../messages.ts';
import { changesFrom } from './changes.ts';
import type { ControlEffect } from './events.ts';
import { type Desired, type Flight, type PeerState, putBatch, type Rejection, removeBatch } from './state.ts';
import type { ControlStep } from './step.ts';

/**
 * What follows from what is desired and what is active: nothing, a newer header, or a transaction. There is one
 * slot per gateway and the latest desired wins: a transaction that is not complete is dropped for a newer one,
 * a complete one is awaited.
 */
export function decide(state: PeerState, now: number, because: IntentReason): ControlStep {
  if (state.stream === null || isAwaited(state.flight)) return { state, effects: [] };
  const { desired, active, rejection } = state;
  if (desired === null) return idle(state, active === null ? 'nothing-desired' : 'gateway-ahead');
  if (active !== null && active.digest === desired.ref.digest) return idle(state, 'in-sync');
  if (state.flight !== null && sameHeader(state.flight.desired, desired)) return { state, effects: [] };
  if (active !== null && (state.foreign || compareOrder(desired.ref, active) <= 0)) {
    if (state.ahead) return idle(state, 'gateway-ahead');
    const effects: ControlEffect[] = state.outrunAt === null ? [{ type: 'outrun', active }] : [];
    return { state: { ...state, flight: null, outrunAt: state.outrunAt ?? now }, effects };
  }
  const unread = desired.formats.filter((format) => !state.facts.formats.includes(format));
  if (unread.length > 0) return tooOld(state, desired, unread, now);
  if (rejection !== null && rejection.view.digest === desired.ref.digest) {
    const sameSoftware = rejection.softwareVersion === state.facts.softwareVersion;
    if (rejection.permanent && sameSoftware) return idle(state, 'rejected-before');
    if (!rejection.permanent && now < rejection.retryAt)
      return { state: { ...state, flight: null }, effects: [] };
  }
  const { drift } = state;
  const waits =
    state.crowded ||
    (state.base.type === 'inventory' && !state.base.complete) ||
    (drift !== null && drift.digest === desired.ref.digest && (drift.alone || now < drift.until));
  if (waits) return { state: state.flight === null ? state : { ...state, flight: null }, effects: [] };
  if (rejection?.view.digest === desired.ref.digest) return begin(state, desired, now, 'retry');
  return begin(state, desired, now, drift?.digest === desired.ref.digest ? 'drift' : because);
}

/**
 * The gateway does not read a format of the view. Sending it would only have it rejected: that is said in its
 * place, and the gateway goes on with what it has until it is upgraded or something else is desired.
 */
function tooOld(state: PeerState, desired: Desired, unread: readonly string[], now: number): ControlStep {
  const { softwareVersion } = state.facts;
  const { rejection } = state;
  const known =
    rejection?.permanent === true &&
    rejection.view.digest === desired.ref.digest &&
    rejection.softwareVersion === softwareVersion;
  if (known) return idle(state, 'rejected-before');
  const message = `reshapr ${softwareVersion} does not read ${unread.join(', ')}: upgrade this gateway`;
  const findings = [{ kind: 'view', name: '', code: 'format', severity: 'error', message } as const];
  const facts = { view: desired.ref, permanent: true, findings };
  const rejected: Rejection = { ...facts, softwareVersion, attempts: 1, retryAt: now };
  const step = idle({ ...state, rejection: rejected }, 'rejected-before');
  const observed: ControlEffect = {
    type: 'observe',
    what: { type: 'rejected', revision: desired.revision, ...facts },
  };
  return { state: step.state, effects: [observed, ...step.effects] };
}

/** The transport has room again: on with the transaction, or with what came to be desired meanwhile. */
export function onWritable(state: PeerState, now: number): ControlStep {
  const roomy: PeerState = { ...state, crowded: false };
  return state.flight === null ? decide(roomy, now, 'changed') : advance(roomy, now);
}

/** Hands the next objects of the transaction to the transport, and the Activate after the last. */
function advance(state: PeerState, now: number): ControlStep {
  const { stream, flight } = state;
  if (stream === null || flight === null || isAwaited(flight)) return { state, effects: [] };
  const batch = flight.puts.slice(flight.sent, flight.sent + putBatch);
  const effects: ControlEffect[] = batch.map((put) => ({
    type: 'send',
    stream,
    message: { type: 'put', ...put },
  }));
  const sent = flight.sent + batch.length;
  if (sent < flight.puts.length) {
    effects.push({ type: 'ask-writable', stream });
    return { state: { ...state, crowded: true, flight: { ...flight, sent } }, effects };
  }
  const { transaction, desired } = flight;
  effects.push({
    type: 'send',
    stream,
    message: { type: 'activate', transaction, envelope: desired.envelope },
  });
  return { state: { ...state, flight: { ...flight, sent, completeAt: now } }, effects };
}

function begin(state: PeerState, desired: Desired, now: number, reason: IntentReason): ControlStep {
  const stream = state.stream as number;
  const { puts, removes, mode, bytes } = changesFrom(state.base, desired);
  const transaction = state.transactions + 1;
  const flight: Flight = { transaction, desired, puts, sent: 0, completeAt: null };
  const intent: Intent = {
    type: 'intent',
    transaction,
    mode,
    reason,
    puts: puts.length,
    removes: removes.length,
    bytes,
  };
  const effects: ControlEffect[] = [
    { type: 'observe', what: { type: 'sending', view: desired.ref, reason, puts: puts.length } },
    { type: 'send', stream, message: intent },
  ];
  for (let start = 0; start < removes.length; start += removeBatch) {
    const objects = removes.slice(start, start + removeBatch).map(({ kind, name }) => ({ kind, name }));
    effects.push({ type: 'send', stream, message: { type: 'remove', objects } });
  }
  const drift = state.drift === null ? null : { ...state.drift, digest: null };
  const next = { ...state, flight, drift, transactions: transaction, idle: null, staged: null };
  const step = advance(next, now);
  return { state: step.state, effects: [...effects, ...step.effects] };
}

/** There is nothing to send: say why, once. */
function idle(state: PeerState, reason: IntentReason): ControlStep {
  if (state.idle === reason || state.stream === null)
    return { state: state.flight === null ? state : { ...state, flight: null }, effects: [] };
  const transaction = state.transactions + 1;
  const message: Intent = {
    type: 'intent',
    transaction,
    mode: 'none',
    reason,
    puts: 0,
    removes: 0,
    bytes: 0,
  };
  return {
    state: { ...state, flight: null, transactions: transaction, idle: reason },
    effects: [{ type: 'send', stream: state.stream, message }],
  };
}

function sameHeader(a: Desired, b: Desired): boolean {
  return compareOrder(a.ref, b.ref) === 0 && a.ref.digest === b.ref.digest;
}

/** Whether everything was sent and the verdict is due. */
export function isAwaited(flight: Flight | null): boolean {
  return flight !== null && flight.completeAt !== null;
}
