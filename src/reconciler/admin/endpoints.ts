import type { admin } from '../../wire/index.ts';
import type { ControlPlane } from '../control-plane.ts';

/** Every MCP endpoint of an organization, and the gateways that serve it right now. */
export async function endpointsOf(plane: ControlPlane, organization: string): Promise<admin.Endpoint[]> {
  const deployment = await plane.deployments.current(organization);
  const gateways = plane.fleet
    .gateways(organization)
    .filter(({ peer }) => peer.presence === 'connected' || peer.presence === 'late');
  return deployment.deployed.entries
    .filter(({ kind }) => kind === 'exposition')
    .map(({ digest }) => deployment.open('exposition', digest))
    .map((exposition): admin.Endpoint => {
      const serving = gateways.filter(
        ({ peer }) =>
          peer.facts.groups.includes(exposition.group) && peer.active?.digest === peer.desired?.ref.digest,
      );
      return {
        expositionId: exposition.id,
        name: exposition.name ?? '',
        organization,
        service: exposition.service.name,
        version: exposition.service.version,
        plan: exposition.plan.name,
        group: exposition.group,
        tools: exposition.tools.length,
        access: exposition.access.type,
        servedBy: serving.map(({ peer }) => ({ gatewayId: peer.gatewayId, fqdn: peer.facts.fqdns[0] ?? '' })),
      };
    })
    .sort((a, b) => ((a.name || a.expositionId) < (b.name || b.expositionId) ? -1 : 1));
}
