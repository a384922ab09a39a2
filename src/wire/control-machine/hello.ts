import type { Welcome } from '../messages.ts';
import type { ControlEffect, ControlEvent } from './events.ts';
import { decide } from './send.ts';
import type { Base, ControlTiming, PeerState } from './state.ts';
import type { ControlStep } from './step.ts';

type HelloEvent = Extract<ControlEvent, { type: 'hello' }>;

/** A registration: refused while another live process holds the id, welcomed otherwise. */
export function onHello(state: PeerState | null, event: HelloEvent, timing: ControlTiming): ControlStep {
  const { hello, now, stream } = event;
  const effects: ControlEffect[] = [];
  if (state !== null && state.stream !== null) {
    const alive = state.presence === 'connected';
    if (alive && state.facts.instanceId !== hello.instanceId) return refuseDuplicate(state, event);
    effects.push({ type: 'close', stream: state.stream });
  }

  const base = baseOf(event);
  const next: PeerState = {
    gatewayId: hello.gatewayId,
    timing,
    seen: now,
    stream,
    presence: 'connected',
    lastHeard: now,
    connectedAt: now,
    facts: {
      instanceId: hello.instanceId,
      labels: hello.labels,
      fqdns: hello.fqdns,
      softwareVersion: hello.softwareVersion,
      formats: hello.formats,
      groups: event.groups,
    },
    desired: event.desired,
    base,
    flight: null,
    crowded: false,
    staged: null,
    active: hello.active,
    rejection: rejectionAfter(state, event),
    foreign: event.foreign,
    ahead: false,
    outrunAt: null,
    // Other software may not do it again.
    drift: state?.facts.softwareVersion === hello.softwareVersion ? state.drift : null,
    idle: null,
    transactions: state?.transactions ?? 0,
    calls: { calls: 0, errors: 0 },
  };
  const welcome: Welcome = {
    type: 'welcome',
    organization: event.organization,
    groups: event.groups,
    beatIntervalMs: timing.beatInterval,
    keys: event.keys,
    inventoryWanted: base.type === 'inventory',
    softwareVersion: event.softwareVersion,
    nowMs: now,
  };
  effects.push(
    { type: 'send', stream, message: welcome },
    { type: 'observe', what: { type: 'registered', resumed: hello.active !== null } },
  );
  if (next.rejection !== null && next.rejection.view.digest !== state?.rejection?.view.digest) {
    const { view, permanent, findings } = next.rejection;
    effects.push({ type: 'observe', what: { type: 'rejected', view, revision: 0, permanent, findings } });
  }
  const step = decide(next, now, reasonAfter(base, hello.active === null));
  return { state: step.state, effects: [...effects, ...step.effects] };
}

function baseOf({ hello, known, desired, now }: HelloEvent): Base {
  if (hello.active === null) return { type: 'none' };
  if (known !== null) return { type: 'known', entries: known };
  if (desired?.ref.digest === hello.active.digest) return { type: 'known', entries: desired.entries };
  return { type: 'inventory', digests: new Set(), complete: false, askedAt: now };
}

function reasonAfter(base: Base, empty: boolean): 'first' | 'changed' | 'unknown-view' {
  if (empty) return 'first';
  return base.type === 'inventory' ? 'unknown-view' : 'changed';
}

/** A rejection outlives the stream; a bundle that killed the gateway twice counts as one. */
function rejectionAfter(state: PeerState | null, { hello, now }: HelloEvent): PeerState['rejection'] {
  if (hello.crashed !== null)
    return {
      view: hello.crashed,
      permanent: true,
      findings: [
        {
          kind: 'view',
          name: '',
          code: 'crashed',
          severity: 'error',
          message: 'the gateway died twice with this view before it was ready',
        },
      ],
      softwareVersion: hello.softwareVersion,
      attempts: 1,
      retryAt: now,
    };
  return state?.rejection ?? null;
}

function refuseDuplicate(state: PeerState, { stream, hello }: HelloEvent): ControlStep {
  const holder = `instance ${state.facts.instanceId} at ${state.facts.fqdns[0] ?? 'an unnamed host'}`;
  const message = `another live process has the gateway id '${hello.gatewayId}': ${holder}`;
  return {
    state,
    effects: [
      { type: 'send', stream, message: { type: 'refuse', reason: 'duplicate-id', message } },
      { type: 'close', stream },
      { type: 'observe', what: { type: 'duplicate', holder } },
    ],
  };
}
