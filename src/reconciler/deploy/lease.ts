import { type Clock, problem } from '../../kernel/index.ts';
import type { Ledger } from '../state/ledger.ts';
import { type Lease, type OrganizationState, organizationOf } from '../state/state.ts';
import type { JournalRecord } from '../store/records.ts';
import { leaseHeld, leaseLost, leaseOther } from './problems.ts';

interface LeasePorts {
  readonly ledger: Ledger;
  readonly clock: Clock;
}

/** Milliseconds after which a lease is over whose holder does not come back. */
const life = 5 * 60 * 1000;

/**
 * Lets one caller at a time change an organization. What it records carries the fence of its lease (`checkFence`,
 * `leaseOver`), so that one who was slow, and lost the lease meanwhile, records nothing.
 */
export async function withLease<T>(
  organization: string,
  { holder, purpose }: Pick<Lease, 'holder' | 'purpose'>,
  { ledger, clock }: LeasePorts,
  work: (fence: number) => Promise<T>,
): Promise<T> {
  const fence = await ledger.commit((state) => {
    const now = organizationOf(state, organization);
    const other = heldLease(now, clock.now());
    if (other !== undefined) throw problem(leaseHeld, shown(other));
    const next = now.fence + 1;
    const expiresAt = clock.now() + life;
    const lease: JournalRecord = { type: 'lease', organization, fence: next, holder, purpose, expiresAt };
    return { records: [lease], result: next };
  });
  try {
    return await work(fence);
  } finally {
    await ledger.commit((state) => ({
      records:
        organizationOf(state, organization).lease?.fence === fence
          ? leaseOver(organization, fence, holder)
          : [],
      result: undefined,
    }));
  }
}

/** Refuses what is recorded under a lease that was lost. */
export function checkFence({ lease, fence: newest }: OrganizationState, fence: number): void {
  if (lease?.fence !== fence) throw problem(leaseLost, { fence, newest });
}

/** Ends a lease together with what was done under it. */
export function leaseOver(organization: string, fence: number, author: string): JournalRecord[] {
  return [{ type: 'lease-ended', organization, fence, author, forced: false }];
}

/** The lease of an organization, while it lasts. */
export function heldLease({ lease }: OrganizationState, now: number): Lease | undefined {
  return lease !== undefined && lease.expiresAt > now ? lease : undefined;
}

/** Takes away the lease that somebody looked at, and leaves in the journal who did. */
export function forceUnlock(
  organization: string,
  fence: number,
  author: string,
  { ledger, clock }: LeasePorts,
): Promise<Lease> {
  return ledger.commit((state) => {
    const lease = heldLease(organizationOf(state, organization), clock.now());
    if (lease?.fence !== fence)
      throw problem(leaseOther, lease === undefined ? { now: 'nobody holds it' } : { now: text(lease) });
    return { records: [{ type: 'lease-ended', organization, fence, author, forced: true }], result: lease };
  });
}

function shown(lease: Lease): { holder: string; purpose: string; since: string; expiresAt: string } {
  const { holder, purpose, since, expiresAt } = lease;
  return {
    holder,
    purpose,
    since: new Date(since).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}

function text(lease: Lease): string {
  const { holder, purpose, since } = shown(lease);
  return `it is held by ${holder} since ${since} (${purpose})`;
}
