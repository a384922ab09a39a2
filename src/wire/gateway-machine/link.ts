import type { Hello } from '../messages.ts';
import { sameRef } from '../messages.ts';
import type { GatewayEffect } from './events.ts';
import type { GatewayState, GatewayTiming, Link } from './state.ts';
import type { GatewayStep } from './step.ts';

type OpenLink = Extract<Link, { state: 'open' }>;

/** The transport is up: say who we are and what we hold. */
export function onConnected(state: GatewayState, now: number): GatewayStep {
  if (state.link.state !== 'connecting') return { state, effects: [] };
  const active = state.active?.ref ?? null;
  const hello: Hello = { type: 'hello', ...state.identity, active, crashed: state.crashed };
  return {
    state: {
      ...state,
      link: { state: 'greeting', attempt: state.link.attempt, since: now },
      told: active,
      base: state.active?.entries ?? new Map(),
      incoming: null,
      lastTransaction: 0,
    },
    effects: [{ type: 'send', message: hello }],
  };
}

/** The transport is gone, or never came up. What is served goes on being served. */
export function onDisconnected(state: GatewayState, now: number, jitter: number): GatewayStep {
  if (state.link.state === 'down') return { state, effects: [] };
  const attempt = attemptAfter(state.link, now);
  const pause = backoff(attempt, jitter, state.timing);
  return settle(down(state, attempt, now + pause), 'unreachable');
}

/** Time passes: connect, beat, or give a silent stream up. */
export function onTick(state: GatewayState, now: number): GatewayStep {
  const { link, timing } = state;
  const patience =
    !state.settled && link.state !== 'open' && now - state.startedAt >= timing.startPatience
      ? settle(state, 'unreachable')
      : { state, effects: [] };
  const step = linkTick(patience.state, now);
  return { state: step.state, effects: [...patience.effects, ...step.effects] };
}

function linkTick(state: GatewayState, now: number): GatewayStep {
  const { link, timing } = state;
  switch (link.state) {
    case 'down':
      if (now < link.retryAt) return { state, effects: [] };
      return {
        state: { ...state, link: { state: 'connecting', attempt: link.attempt, since: now } },
        effects: [{ type: 'connect' }],
      };
    case 'connecting':
    case 'greeting':
      if (now - link.since < timing.greetingTimeout) return { state, effects: [] };
      return { state, effects: [{ type: 'hang-up', reason: 'no answer' }] };
    case 'open':
      if (now - link.lastHeard >= timing.silentBeats * link.beatIntervalMs)
        return { state, effects: [{ type: 'hang-up', reason: 'the control plane is silent' }] };
      return beat(state, link, now);
    case 'ended':
      return { state, effects: [] };
  }
}

/** Beats are regular, but for one at once when the control plane believes that something else is active. */
function beat(state: GatewayState, link: OpenLink, now: number): GatewayStep {
  const active = state.active?.ref ?? null;
  if (now < link.nextBeatAt && sameRef(active, state.told)) return { state, effects: [] };
  const beats = link.beats + 1;
  const nextBeatAt = now + link.beatIntervalMs;
  return {
    state: { ...state, told: active, link: { ...link, beats, nextBeatAt } },
    effects: [{ type: 'send', message: { type: 'beat', number: beats, active, ...state.calls } }],
  };
}

/** SIGTERM: say goodbye and close, in this order. */
export function onStop(state: GatewayState, reason: string): GatewayStep {
  const effects: GatewayEffect[] = [];
  if (state.link.state === 'open' || state.link.state === 'greeting')
    effects.push({ type: 'send', message: { type: 'goodbye', reason } });
  effects.push({ type: 'hang-up', reason }, { type: 'end', ok: true, message: reason });
  return { state: { ...withoutStream(state), link: { state: 'ended' } }, effects };
}

/** Decides the start, once: from now on what is held is served. */
export function settle(state: GatewayState, because: 'welcomed' | 'unreachable'): GatewayStep {
  if (state.settled) return { state, effects: [] };
  return { state: { ...state, settled: true }, effects: [{ type: 'settle', because }] };
}

/** Without a stream until `retryAt`. */
export function down(state: GatewayState, attempt: number, retryAt: number): GatewayState {
  return { ...withoutStream(state), link: { state: 'down', attempt, retryAt } };
}

/** A stream takes with it what was received and not begun; a view on its way to effect goes on. */
export function withoutStream(state: GatewayState): GatewayState {
  return {
    ...state,
    incoming: null,
    waiting: null,
    work: state.work === null ? null : { ...state.work, current: false },
  };
}

/** A stream that did not outlast a beat counts as one more failure. */
function attemptAfter(link: Link, now: number): number {
  if (link.state === 'open') return now - link.since >= link.beatIntervalMs ? 0 : link.attempt + 1;
  return 'attempt' in link ? link.attempt + 1 : 0;
}

/** Exponential with full jitter above the minimum, so that a fleet does not come back at once. */
function backoff(attempt: number, jitter: number, timing: GatewayTiming): number {
  const ceiling = Math.min(timing.backoffMax, timing.backoffMin * 2 ** Math.min(attempt + 2, 16));
  return timing.backoffMin + jitter * (ceiling - timing.backoffMin);
}
