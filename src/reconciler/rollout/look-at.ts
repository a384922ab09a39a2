import type { GroupObject } from '../../snapshot/index.ts';
import { type Deployment, groupsOf } from '../deploy/deployment.ts';
import type { GatewayInfo } from '../fleet/fleet.ts';
import { findingsOf, stateOf } from '../fleet/gateway-state.ts';
import type { GatewayLook } from './look.ts';

/** How a gateway stands to the revision that is rolled out. */
export function lookAt(gateway: GatewayInfo, before: Deployment, after: Deployment): GatewayLook {
  const { peer, beat, changedBy } = gateway;
  const state = standingOf(gateway, after.revision);
  return {
    id: peer.gatewayId,
    ...placeOf(gateway, before, after),
    state,
    connected: peer.presence === 'connected',
    changed: changedBy === after.revision,
    findings: state === 'active' ? [] : findingsOf(peer),
    beat,
  };
}

function standingOf({ peer }: GatewayInfo, revision: number): GatewayLook['state'] {
  if (peer.presence === 'disconnected' || peer.presence === 'unsynchronized') return 'gone';
  const state = stateOf(peer);
  if (state === 'ahead') return 'ahead';
  // What it serves says nothing before it was told.
  if (peer.desired?.revision !== revision) return 'moving';
  if (state === 'active') return 'active';
  return state === 'rejected' && peer.rejection?.permanent === true ? 'rejected' : 'moving';
}

interface Place extends Pick<GatewayLook, 'wave' | 'bakeMs' | 'maxErrorRate'> {
  readonly before: Deployment;
  readonly after: Deployment;
}

/** By the labels that a gateway registered with: what follows from them stays for as long as a rollout. */
const places = new WeakMap<object, Place>();

/**
 * When a gateway takes the revision: the latest that any of its groups says, before or after the change, so that one
 * that loses its group is not the first to know.
 */
function placeOf(
  { peer, allowed }: GatewayInfo,
  before: Deployment,
  after: Deployment,
): Omit<Place, 'before' | 'after'> {
  const { labels } = peer.facts;
  const known = places.get(labels);
  if (known?.before === before && known.after === after) return known;
  const groups = [before, after].flatMap((deployment) => {
    const names = new Set(groupsOf(deployment, labels, allowed));
    return deployment.groups.filter(({ name }) => names.has(name));
  });
  const wave = Math.max(0, ...groups.map(waveOf));
  const bakes = groups
    .filter((group) => waveOf(group) === wave)
    .map(({ rollout }) => rollout?.bakeTimeMs ?? 0);
  const limits = groups.flatMap(({ rollout }) => rollout?.maxErrorRate ?? []);
  const place: Place = {
    before,
    after,
    wave,
    bakeMs: Math.max(0, ...bakes),
    maxErrorRate: limits.length === 0 ? undefined : Math.min(...limits),
  };
  places.set(labels, place);
  return place;
}

function waveOf({ rollout }: GroupObject): number {
  return rollout?.wave ?? 0;
}
