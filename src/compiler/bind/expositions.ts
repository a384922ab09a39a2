import { finding } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import type { Noted } from '../lookups.ts';
import { stage } from '../memo.ts';
import { type Kept, remember, rememberWhole } from '../remember.ts';
import { lookupStage, rememberLookups } from '../remember-lookups.ts';
import { joined } from '../runs.ts';
import type { BoundExposition, BoundGroup, BoundPlan, BoundService } from './bound.ts';
import { checkIds } from './check-ids.ts';
import { endpointNameTaken } from './diagnostics.ts';
import { bindExposition, type Found, type Targets } from './exposition.ts';
import { grouped } from './grouped.ts';
import { type Manifests, manifestsOf } from './manifests.ts';
import { nameOnce } from './name-once.ts';
import { planName } from './plans.ts';
import { uniqueBy } from './unique.ts';

const expositionsStage = lookupStage<ManifestOf<'Exposition'>, BoundExposition>('bind expositions');
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
  const runs = rememberLookups(
    expositionsStage,
    all,
    [versions, plansOf, groups] as const,
    [externalGroups],
    context,
    (manifest, each, indexes) => {
      const found = foundFor(manifest, indexes, externalGroups);
      const { candidates, offered, hasGroup, firstGroup } = found;
      const inputs = [candidates, offered, hasGroup, firstGroup];
      const bound = remember(expositionStage, manifest, inputs, each, (own) =>
        bindExposition(manifest, found, targets, own),
      );
      return bound === undefined ? [] : [bound];
    },
  );
  const expositions = joined(runs);
  const unique = uniqueBy(expositions, 'Exposition', expositionName, context);
  checkIds('Exposition', unique, context);
  checkNames([...unique.values()], context);
  return unique;
}

type Indexes = readonly [
  versions: Noted<string, readonly BoundService[]>,
  plans: Noted<BoundService, readonly BoundPlan[]>,
  groups: Noted<string, BoundGroup>,
];

function foundFor(
  { spec: { service, gatewayGroup } }: ManifestOf<'Exposition'>,
  [versions, plans, groups]: Indexes,
  externalGroups: readonly string[],
): Found {
  const candidates = servicesNamed(service, versions);
  const [only] = candidates;
  const own = groups.get(gatewayGroup);
  return {
    candidates,
    offered: (candidates.length === 1 && only !== undefined ? plans.get(only) : undefined) ?? [],
    hasGroup: own !== undefined || externalGroups.includes(gatewayGroup),
    firstGroup: own?.manifest.renamedFrom ?? gatewayGroup,
  };
}

function servicesNamed(
  { name, version }: { readonly name: string; readonly version?: string | undefined },
  versions: Noted<string, readonly BoundService[]>,
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
