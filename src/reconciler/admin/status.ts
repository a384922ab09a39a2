import { groupId, matchesGroup } from '../../snapshot/index.ts';
import type { admin, ViewRef } from '../../wire/index.ts';
import type { ControlPlane } from '../control-plane.ts';
import { loadList } from '../deploy/deployment.ts';
import type { GatewayInfo } from '../fleet/fleet.ts';
import { findingsOf, stateOf } from '../fleet/gateway-state.ts';
import { whyEnded } from '../rollout/why-ended.ts';
import { organizationOf, type Revision } from '../state/state.ts';

export async function statusOf(
  plane: ControlPlane,
  organization: string,
  gatewayId: string,
): Promise<admin.Status> {
  const { heads } = organizationOf(plane.ledger.state(), organization);
  const ids = new Set([...heads.keys(), ...plane.syncs.entries(organization).map(([source]) => source)]);
  const gateways = plane.fleet
    .gateways(organization)
    .filter(({ peer }) => gatewayId === '' || peer.gatewayId === gatewayId)
    .map((gateway) => gatewayStatus(gateway));
  gateways.sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    organization,
    sources: [...ids]
      .sort()
      .map((id) => ({ id, head: encodeRevision(heads.get(id)), sync: syncOf(plane, organization, id) })),
    gateways,
    groups: await groupsStatus(plane, organization),
    serverVersion: plane.softwareVersion,
  };
}

export async function groupsStatus(plane: ControlPlane, organization: string): Promise<admin.GatewayGroup[]> {
  const deployment = await plane.deployments.current(organization);
  const owners = new Map<string, string>();
  for (const [source, head] of organizationOf(plane.ledger.state(), organization).heads)
    for (const { kind, name } of await loadList(head.snapshot, plane.store))
      if (kind === 'group') owners.set(name, source);
  const gateways = plane.fleet
    .gateways(organization)
    .filter(({ peer }) => peer.presence !== 'unsynchronized');
  return deployment.groups.map(({ name, labels }) => ({
    name,
    labels: { ...labels },
    organization,
    gateways: gateways
      .filter(({ peer }) => peer.facts.groups.includes(name) && matchesGroup(peer.facts.labels, labels))
      .map(({ peer }) => peer.gatewayId)
      .sort(),
    source: owners.get(name) ?? '',
    id: groupId(organization, name),
  }));
}

export function encodeRevision(revision: Revision): admin.Revision;
export function encodeRevision(revision: Revision | undefined): admin.Revision | undefined;
export function encodeRevision(revision: Revision | undefined): admin.Revision | undefined {
  if (revision === undefined) return undefined;
  const { sequence, source, snapshot, provenance, author, reason, at } = revision;
  return {
    sequence,
    source,
    snapshot,
    provenance,
    plan: revision.plan ?? '',
    commit: revision.commit ?? '',
    author,
    reason,
    restores: revision.restores ?? 0,
    atMs: at,
    outcome: revision.outcome.type,
    why: whyEnded(revision),
    manifests: revision.manifests ?? '',
    kept: true,
  };
}

function syncOf(plane: ControlPlane, organization: string, source: string): admin.Sync | undefined {
  const sync = plane.syncs.get(source, organization);
  if (sync === undefined) return undefined;
  const { address, commit, state, problems, checkedAt } = sync;
  return { address, commit, state, problems: [...problems], checkedAtMs: checkedAt };
}

function gatewayStatus({ peer }: GatewayInfo): admin.Gateway {
  const { facts, desired } = peer;
  const revisionOf = (view: ViewRef): number => (view.digest === desired?.ref.digest ? desired.revision : 0);
  const encode = (view: ViewRef | null): admin.View | undefined =>
    view === null ? undefined : { ...view, revision: revisionOf(view) };
  return {
    id: peer.gatewayId,
    instanceId: facts.instanceId,
    labels: { ...facts.labels },
    groups: [...facts.groups],
    fqdns: [...facts.fqdns],
    softwareVersion: facts.softwareVersion,
    presence: peer.presence,
    state: stateOf(peer),
    desired: encode(desired?.ref ?? null),
    staged: encode(peer.staged),
    active: encode(peer.active),
    findings: findingsOf(peer),
    lastHeardMs: peer.lastHeard,
    connectedAtMs: peer.connectedAt,
    calls: peer.calls.calls,
    errors: peer.calls.errors,
  };
}
