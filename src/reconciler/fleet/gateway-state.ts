import type { PeerState } from '../../wire/index.ts';

/** How a gateway stands to what is desired of it. */
export type GatewayStateName =
  | 'active'
  | 'pending'
  | 'sending'
  | 'staged'
  | 'rejected'
  | 'ahead'
  | 'flapping';

export function stateOf({
  desired,
  active,
  staged,
  flight,
  rejection,
  ahead,
  drift,
}: PeerState): GatewayStateName {
  if (desired === null) return active === null ? 'pending' : 'ahead';
  if (active?.digest === desired.ref.digest) return 'active';
  if (ahead) return 'ahead';
  if (drift?.digest === desired.ref.digest) return 'flapping';
  if (staged !== null) return 'staged';
  if (flight !== null) return 'sending';
  if (rejection?.view.digest === desired.ref.digest) return 'rejected';
  return 'pending';
}

/** Why a gateway does not serve what is desired, a line each. */
export function findingsOf(peer: PeerState): string[] {
  const { desired, rejection, active, drift, ahead } = peer;
  const state = stateOf(peer);
  if (state === 'flapping' && drift !== null)
    return [
      drift.alone
        ? `it went back to something else ${drift.count} times: it is left alone until another view is desired, its version changes, or 'reshapr drift --repair ${peer.gatewayId}' (flapping)`
        : `it went back to something else ${drift.count} times: it is repaired later each time (flapping)`,
    ];
  if (state === 'ahead' && ahead && active !== null)
    return [
      `it serves ${active.epoch}.${active.sequence}, which this control plane does not know: it is sent nothing; if the store was put back, 'reshapr recover' (ahead)`,
    ];
  if (rejection === null || rejection.view.digest !== desired?.ref.digest) return [];
  return rejection.findings.map(({ kind, name, code, message }) =>
    name === '' ? `${message} (${code})` : `${kind} ${name}: ${message} (${code})`,
  );
}
