import { entryKey } from '../../snapshot/index.ts';
import type {
  Activate,
  ControlGoodbye,
  Intent,
  Put,
  Refuse,
  Remove,
  ToGateway,
  Welcome,
} from '../messages.ts';
import { type GatewayEffect, viewFinding } from './events.ts';
import { down, settle, withoutStream } from './link.ts';
import type { Change, EntryList, GatewayState, Incoming } from './state.ts';
import type { GatewayStep } from './step.ts';
import { reject, startWork } from './work.ts';

export function onMessage(state: GatewayState, message: ToGateway, now: number, jitter: number): GatewayStep {
  if (message.type === 'refuse') return onRefuse(state, message, now, jitter);
  if (message.type === 'welcome') return onWelcome(state, message, now);
  if (message.type === 'goodbye') return onGoodbye(state, message, now, jitter);
  if (state.link.state !== 'open') return { state, effects: [] };
  const heard: GatewayState = { ...state, link: { ...state.link, lastHeard: now } };
  switch (message.type) {
    case 'intent':
      return onIntent(heard, message);
    case 'put':
      return onPut(heard, message);
    case 'remove':
      return onRemove(heard, message);
    case 'activate':
      return onActivate(heard, message);
    case 'beatAck':
      return { state: heard, effects: [] };
  }
}

/** Sent away with a hint when to come back, before a restart or because too many said Hello at once. */
function onGoodbye(state: GatewayState, goodbye: ControlGoodbye, now: number, jitter: number): GatewayStep {
  if (state.link.state !== 'open' && state.link.state !== 'greeting') return { state, effects: [] };
  const step = settle(down(state, 0, now + goodbye.retryAfterMs * (1 + jitter)), 'unreachable');
  return { state: step.state, effects: [{ type: 'hang-up', reason: goodbye.reason }, ...step.effects] };
}

function onWelcome(state: GatewayState, welcome: Welcome, now: number): GatewayStep {
  if (state.link.state !== 'greeting') return { state, effects: [] };
  if (state.active !== null && state.active.organization !== welcome.organization)
    return foreign(state, state.active.organization, welcome.organization);
  const settled = settle(
    {
      ...state,
      organization: welcome.organization,
      link: {
        state: 'open',
        attempt: state.link.attempt,
        since: now,
        lastHeard: now,
        nextBeatAt: now + welcome.beatIntervalMs,
        beatIntervalMs: welcome.beatIntervalMs,
        beats: 0,
      },
    },
    'welcomed',
  );
  const effects: GatewayEffect[] = [
    { type: 'welcomed', groups: welcome.groups, organization: welcome.organization },
    ...settled.effects,
  ];
  if (welcome.inventoryWanted) {
    const digests = [...new Set([...state.base.values()].map((entry) => entry.digest))];
    effects.push({ type: 'send', message: { type: 'inventory', digests, last: true } });
  }
  return { state: settled.state, effects };
}

/** What is kept here belongs to another organization: it may not be served with this token. */
function foreign(state: GatewayState, kept: string, allowed: string): GatewayStep {
  const message = `the views kept here are those of organization '${kept}', and the token is for '${allowed}': give this gateway another state directory`;
  return {
    state: { ...withoutStream(state), link: { state: 'ended' } },
    effects: [
      { type: 'hang-up', reason: 'views of another organization' },
      { type: 'end', ok: false, message },
    ],
  };
}

/**
 * Unreachable and refused are different things: the last known good view is for the first. A starting gateway
 * that is refused ends; a serving one goes on and asks again, slowly; a revoked one leaves nothing behind.
 */
function onRefuse(state: GatewayState, refuse: Refuse, now: number, jitter: number): GatewayStep {
  const told: GatewayEffect = {
    type: 'refused',
    reason: refuse.reason,
    message: refuse.message,
    serving: state.settled,
  };
  if (refuse.reason === 'revoked' || !state.settled) {
    const effects: GatewayEffect[] = [told, { type: 'hang-up', reason: refuse.reason }];
    if (refuse.reason === 'revoked') effects.push({ type: 'wipe' });
    effects.push({ type: 'end', ok: false, message: refuse.message });
    return { state: { ...withoutStream(state), link: { state: 'ended' } }, effects };
  }
  const retryAt = now + state.timing.refusedPause * (1 + jitter);
  return {
    state: down(state, 0, retryAt),
    effects: [told, { type: 'hang-up', reason: refuse.reason }],
  };
}

function onIntent(state: GatewayState, intent: Intent): GatewayStep {
  const incoming: Incoming | null =
    intent.mode === 'none'
      ? null
      : {
          transaction: intent.transaction,
          mode: intent.mode,
          expectedPuts: intent.puts,
          expectedRemoves: intent.removes,
          puts: 0,
          removes: 0,
          changes: null,
          missing: null,
        };
  return { state: { ...state, incoming }, effects: [] };
}

function onPut(state: GatewayState, put: Put): GatewayStep {
  const { incoming } = state;
  if (incoming === null) return { state, effects: [] };
  const key = entryKey(put.entry);
  const changes: Change = { key, entry: put.entry, previous: incoming.changes };
  const missing = put.held ? incoming.missing : (incoming.missing ?? key);
  return {
    state: { ...state, incoming: { ...incoming, puts: incoming.puts + 1, changes, missing } },
    effects: [],
  };
}

function onRemove(state: GatewayState, remove: Remove): GatewayStep {
  const { incoming } = state;
  if (incoming === null) return { state, effects: [] };
  let changes = incoming.changes;
  for (const object of remove.objects) changes = { key: entryKey(object), entry: null, previous: changes };
  const removes = incoming.removes + remove.objects.length;
  return { state: { ...state, incoming: { ...incoming, removes, changes } }, effects: [] };
}

/** Everything was received, or so the control plane believes: find out before anything takes effect. */
function onActivate(state: GatewayState, activate: Activate): GatewayStep {
  if (activate.transaction <= state.lastTransaction) return { state, effects: [] };
  const { incoming } = state;
  const closed: GatewayState = { ...state, incoming: null, lastTransaction: activate.transaction };
  if (incoming === null || incoming.transaction !== activate.transaction)
    return reject(closed, activate.transaction, null, false, [
      viewFinding('out-of-order', 'an Activate without its Intent'),
    ]);
  if (incoming.puts !== incoming.expectedPuts || incoming.removes !== incoming.expectedRemoves)
    return reject(closed, activate.transaction, null, false, [
      viewFinding(
        'incomplete',
        `${incoming.puts} of ${incoming.expectedPuts} objects and ${incoming.removes} of ${incoming.expectedRemoves} removals arrived`,
      ),
    ]);
  if (incoming.missing !== null)
    return reject(closed, activate.transaction, null, false, [
      viewFinding('missing', `the bytes of ${incoming.missing} are not held here`),
    ]);
  const entries = applyChanges(incoming.mode === 'full' ? new Map() : state.base, incoming.changes);
  const { transaction, envelope } = activate;
  return startWork({ ...closed, waiting: { transaction, envelope, entries } });
}

/** The list after the changes, in the order they came. */
function applyChanges(base: EntryList, changes: Change | null): EntryList {
  const inOrder: Change[] = [];
  for (let change = changes; change !== null; change = change.previous) inOrder.push(change);
  const entries = new Map(base);
  for (const change of inOrder.reverse()) {
    if (change.entry === null) entries.delete(change.key);
    else entries.set(change.key, change.entry);
  }
  return entries;
}
