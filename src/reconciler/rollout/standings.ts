import type { GatewayInfo } from '../fleet/fleet.ts';
import { findingsOf, type GatewayStateName, stateOf } from '../fleet/gateway-state.ts';
import type { Outcome } from '../state/rollout.ts';
import type { Revision } from '../state/state.ts';
import type { Progress } from './progress.ts';
import type { RolloutLook } from './rollouts.ts';
import { culpritsOf } from './why-ended.ts';

export interface GatewayProgress {
  readonly gatewayId: string;
  readonly wave: number;
  /** `waiting` for its wave; `back` on what it served before. */
  readonly state: GatewayStateName | 'late' | 'gone' | 'waiting' | 'back';
  readonly findings: readonly string[];
}

export function connectedNow(gateways: readonly GatewayInfo[]): string[] {
  return gateways
    .filter(({ peer }) => peer.presence === 'connected' || peer.presence === 'late')
    .map(({ peer }) => peer.gatewayId);
}

/** In the middle of a rollout. Who came after its wave began is not waited for. */
export function rollingProgress(
  revision: Revision,
  { state, gateways }: RolloutLook,
  all: readonly GatewayInfo[],
): Progress {
  const byId = infoById(all);
  const shown = gateways.flatMap(({ id, connected, ...look }): GatewayProgress[] => {
    const wave = state.allAtOnce ? 0 : look.wave;
    if (state.moved.has(id)) {
      const now = standing(id, byId.get(id));
      // What it serves says nothing before it is told.
      const isTold = byId.get(id)?.peer.desired?.revision === revision.sequence;
      return [{ ...now, wave, state: now.state === 'active' && !isTold ? 'pending' : now.state }];
    }
    const comes = connected && wave > (state.wave ?? -1);
    return comes ? [{ gatewayId: id, wave, state: 'waiting', findings: [] }] : [];
  });
  const bakes = gateways.some(({ id, bakeMs }) => state.moved.has(id) && bakeMs > 0);
  const isBaking = bakes && state.settledAt !== undefined && state.waitingSince === undefined;
  const phase = isBaking ? 'baking' : 'moving';
  return { revision, gateways: shown, state: 'waiting', phase, wave: state.wave ?? 0 };
}

/** After the end of a rollout: what became of it, and whether those that moved are back. */
export function endedProgress(
  revision: Revision,
  outcome: Exclude<Outcome, { type: 'rolling' }>,
  all: readonly GatewayInfo[],
  rolling: Progress | undefined,
): Progress {
  const over = { revision, phase: undefined, wave: rolling?.wave ?? 0 } as const;
  if (outcome.type === 'superseded')
    return { ...over, gateways: rolling?.gateways ?? [], state: 'superseded' };
  const waves = new Map(rolling?.gateways.map(({ gatewayId, wave }) => [gatewayId, wave]));
  const waveOf = (id: string): { readonly wave: number } => ({ wave: waves.get(id) ?? 0 });
  const culprits = culpritsOf(outcome);
  const others = culprits.map(({ gateway, state, findings }): GatewayProgress => {
    const named = state === 'rejected' || state === 'gone' || state === 'ahead' || state === 'active';
    return { gatewayId: gateway, ...waveOf(gateway), state: named ? state : 'pending', findings };
  });
  if (outcome.type === 'completed') {
    const active = outcome.active.map(
      (id): GatewayProgress => ({ gatewayId: id, ...waveOf(id), state: 'active', findings: [] }),
    );
    return { ...over, gateways: [...active, ...others], state: outcome.cause ?? 'complete' };
  }
  const byId = infoById(all);
  // Who failed its calls did serve it: it goes back like the rest.
  const servedBadly = outcome.cause === 'unhealthy' ? others : [];
  const onTheirWay = outcome.others.filter((other) => !culprits.includes(other));
  const moved = [
    ...[...outcome.active, ...onTheirWay.map(({ gateway }) => gateway)].map((id) => ({ id, findings: [] })),
    ...servedBadly.map(({ gatewayId: id, findings }) => ({ id, findings })),
  ];
  const back = moved.map(({ id, findings }): GatewayProgress => {
    const now = standing(id, byId.get(id));
    const state = now.state === 'active' ? backOrNot(revision, byId.get(id)) : now.state;
    return { ...now, ...waveOf(id), state, ...(state === 'back' ? { findings } : {}) };
  });
  const isOver = back.every(({ state }) => state === 'back' || state === 'gone');
  const gateways = servedBadly.length > 0 ? back : [...back, ...others];
  if (isOver) return { ...over, gateways, state: outcome.cause ?? 'rejected' };
  return { ...over, gateways, state: 'waiting', phase: 'putting-back' };
}

/** It serves what is desired of it; that is still the revision until it is told otherwise. */
function backOrNot({ sequence }: Revision, info: GatewayInfo | undefined): 'back' | 'pending' {
  return info?.peer.desired?.revision === sequence ? 'pending' : 'back';
}

/** Of what was rolled out before: whether these gateways serve what is desired. One that leaves is not waited for. */
export function presentProgress(
  revision: Revision,
  all: readonly GatewayInfo[],
  targets: readonly string[],
): Progress {
  const byId = infoById(all);
  const gateways = targets.map((id): GatewayProgress => ({ ...standing(id, byId.get(id)), wave: 0 }));
  const isRejected = targets.some((id) => {
    const peer = byId.get(id)?.peer;
    return peer !== undefined && stateOf(peer) === 'rejected' && peer.rejection?.permanent === true;
  });
  const isWaiting = gateways.some(({ state }) => state !== 'active' && state !== 'gone');
  const state = isRejected ? 'rejected' : isWaiting ? 'waiting' : 'complete';
  return { revision, gateways, state, phase: state === 'waiting' ? 'moving' : undefined, wave: 0 };
}

function standing(gatewayId: string, info: GatewayInfo | undefined): Omit<GatewayProgress, 'wave'> {
  const peer = info?.peer;
  if (peer === undefined || peer.presence === 'unsynchronized' || peer.presence === 'disconnected')
    return { gatewayId, state: 'gone', findings: [] };
  const state = stateOf(peer);
  if (state === 'active') return { gatewayId, state, findings: [] };
  return { gatewayId, state: peer.presence === 'late' ? 'late' : state, findings: findingsOf(peer) };
}

function infoById(gateways: readonly GatewayInfo[]): Map<string, GatewayInfo> {
  return new Map(gateways.map((info) => [info.peer.gatewayId, info]));
}
