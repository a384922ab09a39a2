import { didYouMean, finding } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import { expositionId, looksLikeId } from '../../snapshot/index.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember } from '../remember.ts';
import {
  type BoundExposition,
  type BoundGroup,
  type BoundPlan,
  type BoundService,
  coordinates,
} from './bound.ts';
import { reportDangling } from './dangling.ts';
import { badEndpointName, endpointNameTaken, versionNeeded } from './diagnostics.ts';
import { grouped } from './grouped.ts';
import { type Manifests, manifestsOf } from './manifests.ts';
import { nameOnce } from './name-once.ts';
import { planName } from './plans.ts';
import { uniqueBy } from './unique.ts';

interface Targets {
  readonly services: ReadonlyMap<string, BoundService>;
  readonly plans: ReadonlyMap<string, BoundPlan>;
  readonly groups: ReadonlyMap<string, BoundGroup>;
  readonly externalGroups: readonly string[];
}

/** What expositions refer to, by what they call it. */
interface Indexes {
  readonly versions: ReadonlyMap<string, readonly BoundService[]>;
  readonly plans: ReadonlyMap<BoundService, readonly BoundPlan[]>;
}

const expositionStage = stage<Kept<BoundExposition>>('bind exposition');

/** Expositions whose service, plan and group exist, by `service:version/plan@group`. */
export function bindExpositions(
  manifests: Manifests,
  targets: Targets,
  context: Context,
): Map<string, BoundExposition> {
  const indexes = {
    versions: grouped(targets.services.values(), ({ name }) => name),
    plans: grouped(targets.plans.values(), ({ service }) => service),
  };
  const expositions = manifestsOf(manifests, 'Exposition').flatMap((manifest): BoundExposition[] => {
    const plan = planOf(manifest, targets, indexes, context);
    const group = groupOf(manifest, targets, context);
    const name = nameOf(manifest, context);
    if (plan === undefined || group === undefined) return [];
    const make = (): BoundExposition => ({ id: expositionId(plan.id, group), plan, group, name, manifest });
    return [remember(expositionStage, manifest, [plan, group, name], context, make)];
  });
  const unique = uniqueBy(expositions, 'Exposition', expositionName, context);
  checkNames([...unique.values()], context);
  return unique;
}

export const expositionName = nameOnce(
  (exposition: BoundExposition) => `${planName(exposition.plan)}@${exposition.group}`,
);

function planOf(
  manifest: ManifestOf<'Exposition'>,
  { services }: Targets,
  indexes: Indexes,
  context: Context,
): BoundPlan | undefined {
  const { service: reference, configurationPlan } = manifest.spec;
  const named = indexes.versions.get(reference.name) ?? [];
  const candidates =
    reference.version === undefined ? named : named.filter(({ version }) => version === reference.version);
  const service = candidates[0];
  if (service === undefined) {
    const name =
      reference.version === undefined
        ? reference.name
        : coordinates({ name: reference.name, version: reference.version });
    const known = [...services.values()].map((other) =>
      reference.version === undefined ? other.name : coordinates(other),
    );
    const problem = { kind: 'Service', name, suggestion: didYouMean(name, known) };
    reportDangling(problem, manifest.at(['service']), context);
    return undefined;
  }
  if (candidates.length > 1) {
    const versions = candidates
      .map(({ version }) => `"${version}"`)
      .sort()
      .join(' or ');
    context.report(finding(versionNeeded, { name: reference.name, versions }, manifest.at(['service'])));
    return undefined;
  }
  const plans = indexes.plans.get(service) ?? [];
  const plan = plans.find(({ name }) => name === configurationPlan);
  if (plan !== undefined) return plan;
  const names = plans.map((each) => each.name);
  const suggestion = didYouMean(configurationPlan, names) ?? theOnly(names);
  const name = `${coordinates(service)}/${configurationPlan}`;
  const problem = { kind: 'ConfigurationPlan', name, ownName: configurationPlan, suggestion };
  reportDangling(problem, manifest.at(['configurationPlan']), context);
  return undefined;
}

/** What there is, where it is not much. */
function theOnly(names: readonly string[]): string | undefined {
  if (names.length === 0 || names.length > 3) return undefined;
  return `this service has ${names.map((name) => `'${name}'`).join(', ')}`;
}

function groupOf(
  manifest: ManifestOf<'Exposition'>,
  { groups, externalGroups }: Targets,
  context: Context,
): string | undefined {
  const name = manifest.spec.gatewayGroup;
  if (groups.has(name) || externalGroups.includes(name)) return name;
  const suggestion = didYouMean(name, [...groups.keys(), ...externalGroups]);
  reportDangling({ kind: 'GatewayGroup', name, suggestion }, manifest.at(['gatewayGroup']), context);
  return undefined;
}

function nameOf(manifest: ManifestOf<'Exposition'>, context: Context): string | undefined {
  const { name } = manifest.spec;
  if (name === undefined) return undefined;
  const why =
    name === 'health' ? 'this is a route already' : looksLikeId(name) ? 'it looks like an id' : undefined;
  if (why === undefined) return name;
  context.report(finding(badEndpointName, { name, why }, manifest.at(['name'])));
  return undefined;
}

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
