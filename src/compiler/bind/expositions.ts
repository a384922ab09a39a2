import { finding } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember, rememberWhole } from '../remember.ts';
import { rememberRuns, runStage } from '../remember-runs.ts';
import type { BoundExposition, BoundPlan, BoundService } from './bound.ts';
import { checkIds } from './check-ids.ts';
import { endpointNameTaken } from './diagnostics.ts';
import { bindExposition, type Targets } from './exposition.ts';
import { grouped } from './grouped.ts';
import { type Manifests, manifestsOf } from './manifests.ts';
import { nameOnce } from './name-once.ts';
import { planName } from './plans.ts';
import { uniqueBy } from './unique.ts';

const expositionsStage = runStage<ManifestOf<'Exposition'>, BoundExposition>('bind expositions');
const expositionStage = stage<Kept<BoundExposition | undefined>>('bind exposition');
const versionsStage = stage<Kept<ReadonlyMap<string, readonly BoundService[]>>>('services by name');
const plansStage = stage<Kept<ReadonlyMap<BoundService, readonly BoundPlan[]>>>('plans by service');

/** Expositions whose service, plan and group exist, by `service:version/plan@group`. */
export function bindExpositions(
  manifests: Manifests,
  targets: Targets,
  context: Context,
): Map<string, BoundExposition> {
  const { services, plans, groups, externalGroups } = targets;
  const versions = rememberWhole(versionsStage, [services], context, () =>
    grouped(services.values(), ({ name }) => name),
  );
  const plansOf = rememberWhole(plansStage, [plans], context, () =>
    grouped(plans.values(), ({ service }) => service),
  );
  const all = manifestsOf(manifests, 'Exposition');
  const inputs = [services, plans, groups, externalGroups];
  const expositions = rememberRuns(expositionsStage, all, inputs, context, (manifest, each) => {
    const { service, gatewayGroup } = manifest.spec;
    const candidates = servicesNamed(service, versions);
    const offered = candidates.length === 1 ? (plansOf.get(candidates[0] as BoundService) ?? []) : [];
    const own = groups.get(gatewayGroup);
    const hasGroup = own !== undefined || externalGroups.includes(gatewayGroup);
    const firstGroup = own?.manifest.renamedFrom ?? gatewayGroup;
    const found = { candidates, offered, hasGroup, firstGroup };
    const bound = remember(
      expositionStage,
      manifest,
      [candidates, offered, hasGroup, firstGroup],
      each,
      (inner) => bindExposition(manifest, found, targets, inner),
    );
    return bound === undefined ? [] : [bound];
  }).flat();
  const unique = uniqueBy(expositions, 'Exposition', expositionName, context);
  checkIds('Exposition', unique, context);
  checkNames([...unique.values()], context);
  return unique;
}

function servicesNamed(
  { name, version }: { readonly name: string; readonly version?: string | undefined },
  versions: ReadonlyMap<string, readonly BoundService[]>,
): readonly BoundService[] {
  const named = versions.get(name) ?? [];
  return version === undefined ? named : named.filter((service) => service.version === version);
}

export const expositionName = nameOnce(
  (exposition: BoundExposition) => `${planName(exposition.plan)}@${exposition.group}`,
);

function checkNames(expositions: readonly BoundExposition[], context: Context): void {
  const holders = new Map<string, BoundExposition>();
  for (const exposition of expositions) {
    const { name, manifest } = exposition;
    if (name === undefined) continue;
    const holder = holders.get(name);
    if (holder === undefined) holders.set(name, exposition);
    else {
      const related = { ...holder.manifest.at(['name']), message: 'it is taken here' };
      context.report(finding(endpointNameTaken, { name }, manifest.at(['name']), [related]));
    }
  }
}
