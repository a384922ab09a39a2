import type { ViewRef } from '../messages.ts';
import { atTime } from './clock.ts';
import type { GatewayEffect, GatewayEvent } from './events.ts';
import { onConnected, onDisconnected, onStop, onTick } from './link.ts';
import { onMessage } from './receive.ts';
import type { ActiveView, GatewayIdentity, GatewayState, GatewayTiming } from './state.ts';
import { onBuildRejected, onBuilt, onPersisted, onPersistFailed, onVerified } from './work.ts';

export interface GatewayStep {
  readonly state: GatewayState;
  readonly effects: readonly GatewayEffect[];
}

/** Where a gateway starts: with the last known good view that it found, verified and built, and not yet served. */
export function startGateway(start: {
  identity: GatewayIdentity;
  timing: GatewayTiming;
  now: number;
  active: ActiveView | null;
  crashed: ViewRef | null;
}): GatewayStep {
  const state: GatewayState = {
    identity: start.identity,
    timing: start.timing,
    startedAt: start.now,
    seen: start.now,
    link: { state: 'connecting', attempt: 0, since: start.now },
    settled: false,
    active: start.active,
    told: null,
    crashed: start.crashed,
    organization: start.active?.organization ?? null,
    base: start.active?.entries ?? new Map(),
    incoming: null,
    lastTransaction: 0,
    work: null,
    waiting: null,
    calls: { calls: 0, errors: 0 },
  };
  return { state, effects: [{ type: 'connect' }] };
}

/**
 * The gateway's side of the stream. Pure: connecting, hashing, verifying, building, writing and swapping are
 * effects, and their outcomes are events.
 */
export function stepGateway(before: GatewayState, event: GatewayEvent): GatewayStep {
  if (before.link.state === 'ended') return { state: before, effects: [] };
  const state = 'now' in event ? atTime(before, event.now) : before;
  switch (event.type) {
    case 'connected':
      return onConnected(state, event.now);
    case 'disconnected':
      return onDisconnected(state, event.now, event.jitter);
    case 'message':
      return onMessage(state, event.message, event.now, event.jitter);
    case 'tick':
      return onTick(counted(state, event.calls, event.errors), event.now);
    case 'verified':
      return onVerified(state, event);
    case 'built':
      return onBuilt(state);
    case 'build-rejected':
      return onBuildRejected(state, event.permanent, event.findings);
    case 'persisted':
      return onPersisted(state);
    case 'persist-failed':
      return onPersistFailed(state, event.message);
    case 'stop':
      return onStop(state, event.reason);
  }
}

function counted(state: GatewayState, calls: number, errors: number): GatewayState {
  if (state.calls.calls === calls && state.calls.errors === errors) return state;
  return { ...state, calls: { calls, errors } };
}
