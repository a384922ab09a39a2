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
import { badEndpointName, versionNeeded } from './diagnostics.ts';

/** What expositions may refer to. */
export interface Targets {
  readonly services: ReadonlyMap<string, BoundService>;
  readonly plans: ReadonlyMap<string, BoundPlan>;
  readonly groups: ReadonlyMap<string, BoundGroup>;
  readonly externalGroups: readonly string[];
}

/** What an exposition may mean by what it says. */
export interface Found {
  readonly candidates: readonly BoundService[];
  /** The plans of its service, if that is certain. */
  readonly offered: readonly BoundPlan[];
  readonly hasGroup: boolean;
  /** The name that its group had first, which its id is made of. */
  readonly firstGroup: string;
}

const boundStage = stage<Kept<BoundExposition>>('bound exposition');

/** What one exposition is: its plan, its group and its name, each reported where it is none. */
export function bindExposition(
  manifest: ManifestOf<'Exposition'>,
  found: Found,
  targets: Targets,
  context: Context,
): BoundExposition | undefined {
  const plan = planOf(manifest, found, targets, context);
  const group = groupOf(manifest, found, targets, context);
  const name = nameOf(manifest, context);
  if (plan === undefined || group === undefined) return undefined;
  const id = expositionId(plan.id, found.firstGroup);
  const make = (): BoundExposition => ({ id, plan, group, name, manifest });
  return remember(boundStage, manifest, [plan, group, name, id], context, make);
}

function planOf(
  manifest: ManifestOf<'Exposition'>,
  { candidates, offered }: Found,
  { services }: Targets,
  context: Context,
): BoundPlan | undefined {
  const { service: reference, configurationPlan } = manifest.spec;
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
  const plan = offered.find(({ name }) => name === configurationPlan);
  if (plan !== undefined) return plan;
  const names = offered.map((each) => each.name);
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
  { hasGroup }: Found,
  { groups, externalGroups }: Targets,
  context: Context,
): string | undefined {
  const name = manifest.spec.gatewayGroup;
  if (hasGroup) return name;
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
