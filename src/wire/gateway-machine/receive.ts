import type { ControlGoodbye, Refuse, ToGateway, Welcome } from '../messages.ts';
import type { GatewayEffect } from './events.ts';
import { onActivate, onIntent, onPut, onRemove } from './incoming.ts';
import { down, settle, withoutStream } from './link.ts';
import type { GatewayState } from './state.ts';
import type { GatewayStep } from './step.ts';

/** Takes a message of the control plane; what does not fit the state of the stream changes nothing. */
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
