import type { PeerState } from '../../wire/index.ts';

/** How a gateway stands to what is desired of it. */
export type GatewayStateName = 'active' | 'pending' | 'sending' | 'staged' | 'rejected' | 'ahead';

export function stateOf({ desired, active, staged, flight, rejection, ahead }: PeerState): GatewayStateName {
  if (desired === null) return active === null ? 'pending' : 'ahead';
  if (active?.digest === desired.ref.digest) return 'active';
  if (ahead) return 'ahead';
  if (staged !== null) return 'staged';
  if (flight !== null) return 'sending';
  if (rejection?.view.digest === desired.ref.digest) return 'rejected';
  return 'pending';
}

/** Why a gateway does not serve what is desired, a line each. */
export function findingsOf({ desired, rejection }: PeerState): string[] {
  if (rejection === null || rejection.view.digest !== desired?.ref.digest) return [];
  return rejection.findings.map(({ kind, name, code, message }) =>
    name === '' ? `${message} (${code})` : `${kind} ${name}: ${message} (${code})`,
  );
}
