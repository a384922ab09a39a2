import type { admin } from '../../wire/index.ts';
import type { ControlPlane } from '../control-plane.ts';
import { forceUnlock, heldLease } from '../deploy/lease.ts';
import { type Lease, organizationOf, type Token } from '../state/state.ts';

export async function leaseOf(plane: ControlPlane, organization: string): Promise<admin.GetLeaseResponse> {
  const state = await plane.ledger.refresh();
  const lease = heldLease(organizationOf(state, organization), plane.clock.now());
  return { lease: lease === undefined ? undefined : encodeLease(lease) };
}

export async function forceUnlockFor(
  plane: ControlPlane,
  { fence }: admin.ForceUnlockRequest,
  { organization, name }: Token,
): Promise<admin.ForceUnlockResponse> {
  return { lease: encodeLease(await forceUnlock(organization, fence, name, plane)) };
}

function encodeLease({ fence, holder, purpose, since, expiresAt }: Lease): admin.Lease {
  return { fence, holder, purpose, sinceMs: since, expiresAtMs: expiresAt };
}
