import { attachedArtifacts, type Bound, manifestsOf } from '../bind/bound.ts';

/** Whether some reference leads nowhere: what it was meant for then only seems to be unused. */
export function hasLooseEnds({ manifests, services, plans, expositions }: Bound): boolean {
  const all = manifests.map(({ manifest }) => manifest);
  // By what they refer to, so that one of two that are the same is no loose end.
  const placed = new Set(
    expositions.map(({ plan, group }) => JSON.stringify([plan.service.name, plan.name, group])),
  );
  const planned = new Set(
    plans.map(({ service, name }) => JSON.stringify([service.name, service.version, name])),
  );
  const known = new Set(services.map(({ name, version }) => JSON.stringify([name, version])));
  return (
    manifestsOf(all, 'Exposition').some(
      ({ spec }) =>
        !placed.has(JSON.stringify([spec.service.name, spec.configurationPlan, spec.gatewayGroup])),
    ) ||
    manifestsOf(all, 'ConfigurationPlan').some(
      ({ spec, name }) => !planned.has(JSON.stringify([spec.service.name, spec.service.version, name])),
    ) ||
    attachedArtifacts(all).some(
      ({ spec }) => !known.has(JSON.stringify([spec.service.name, spec.service.version])),
    ) ||
    plans.some(({ manifest, secret }) => manifest.spec.backendSecretRef !== undefined && secret === undefined)
  );
}
