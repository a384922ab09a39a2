import type { Bound } from '../bind/bound.ts';
import { attachedArtifacts, manifestsBesides, manifestsOf } from '../bind/manifests.ts';

/** Whether some reference leads nowhere: what it was meant for then only seems to be unused. */
export function hasLooseEnds({ manifests, uses, plans, expositions }: Bound): boolean {
  // By what they refer to, so that one of two that are the same is no loose end.
  return (
    manifestsBesides(expositions, manifestsOf(manifests, 'Exposition')).some(
      ({ spec }) =>
        !expositions.some(
          ({ plan, group }) =>
            plan.service.name === spec.service.name &&
            plan.name === spec.configurationPlan &&
            group === spec.gatewayGroup,
        ),
    ) ||
    manifestsBesides(plans, manifestsOf(manifests, 'ConfigurationPlan')).some(
      ({ spec, name }) =>
        !plans.some((plan) => plan.name === name && isSameService(plan.service, spec.service)),
    ) ||
    attachedArtifacts(manifests).length > attachmentsOf(uses) ||
    plans.some(({ manifest, secret }) => manifest.spec.backendSecretRef !== undefined && secret === undefined)
  );
}

function attachmentsOf(uses: Bound['uses']): number {
  return [...uses.values()].reduce((count, { artifacts }) => count + artifacts.length, 0);
}

interface ServiceName {
  readonly name: string;
  readonly version: string;
}

function isSameService(a: ServiceName, b: ServiceName): boolean {
  return a.name === b.name && a.version === b.version;
}
