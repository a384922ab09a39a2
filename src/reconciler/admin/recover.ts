import { problem } from '../../kernel/index.ts';
import type { admin } from '../../wire/index.ts';
import { nothingAhead } from '../backup/problems.ts';
import type { ControlPlane } from '../control-plane.ts';
import type { Token } from '../state/state.ts';

/**
 * Begins an epoch above every one that gateways report, and tells the gateways what is deployed here. Those that are
 * ahead come back to it: their headers are of an earlier epoch then. The epoch is that of the whole installation.
 */
export async function recoverFor(
  plane: ControlPlane,
  { force }: admin.RecoverRequest,
  by: Token,
): Promise<admin.RecoverResponse> {
  const gateways = plane.fleet.gateways();
  const ahead = gateways.filter(
    ({ organization, peer }) => organization === by.organization && (peer.foreign || peer.ahead),
  );
  if (ahead.length === 0 && !force) throw problem(nothingAhead, {});
  const reported = gateways.map(({ peer }) => peer.active?.epoch ?? 0);
  const epoch = await plane.ledger.commit((state) => {
    const next = Math.max(state.epoch, ...reported) + 1;
    return { records: [{ type: 'recovered' as const, epoch: next, author: by.name }], result: next };
  });
  const organizations = new Set([by.organization, ...gateways.map(({ organization }) => organization)]);
  await Promise.all([...organizations].map((organization) => plane.fleet.refresh(organization)));
  return { epoch, gateways: ahead.map(({ peer }) => peer.gatewayId).sort() };
}
