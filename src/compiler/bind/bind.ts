import { finding } from '../../kernel/index.ts';
import type { Manifest, ManifestOf } from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember, rememberWhole } from '../remember.ts';
import type { ReadTree } from '../stages/read-tree.ts';
import { artifactName, checkArtifacts } from './artifacts.ts';
import {
  attachedArtifacts,
  type Bound,
  type BoundExposition,
  type BoundGroup,
  type BoundPlan,
  manifestsOf,
  type NamedManifest,
} from './bound.ts';
import { emptySource } from './diagnostics.ts';
import { bindExpositions, expositionName } from './expositions.ts';
import { bindGroups } from './groups.ts';
import { checkOtherKinds } from './other-kinds.ts';
import { bindPlans, planName } from './plans.ts';
import { bindProject } from './project.ts';
import { type BoundSecret, bindSecrets } from './secrets.ts';
import { bindServices } from './services.ts';

type Named<T> = ReadonlyMap<string, T>;

const stages = {
  project: stage<Kept<ManifestOf<'Project'> | undefined>>('bind project'),
  groups: stage<Kept<Named<BoundGroup>>>('bind groups'),
  secrets: stage<Kept<Named<BoundSecret>>>('bind all secrets'),
  plans: stage<Kept<Named<BoundPlan>>>('bind plans'),
  expositions: stage<Kept<Named<BoundExposition>>>('bind expositions'),
  artifacts: stage<Kept<void>>('check artifacts'),
  otherKinds: stage<Kept<void>>('check other kinds'),
  names: stage<Kept<readonly NamedManifest[]>>('names'),
  name: stage<Kept<NamedManifest>>('name'),
};

/** Stage *bind*: follows every reference between manifests, and to their specs. */
export async function bind(read: ReadTree, context: Context): Promise<Bound | undefined> {
  const { manifests } = read;
  const all = (kind: Manifest['kind']): readonly object[] => manifestsOf(manifests, kind);
  const project = rememberWhole(stages.project, [manifests], context, (own) => {
    const found = bindProject(manifests, own);
    if (found !== undefined && manifests.length === 1) own.report(finding(emptySource, {}, found.nameAt()));
    return found;
  });
  const organization = project?.spec.organization ?? '';
  const services = await bindServices(read, organization, context);
  const groups = rememberWhole(stages.groups, [all('GatewayGroup')], context, (own) =>
    bindGroups(manifests, own),
  );
  const secrets = rememberWhole(stages.secrets, [all('SecretSource')], context, (own) =>
    bindSecrets(manifests, own),
  );
  const plans = rememberWhole(stages.plans, [all('ConfigurationPlan'), services, secrets], context, (own) =>
    bindPlans(manifests, services, secrets, own),
  );
  const externalGroups = project?.spec.externalGroups ?? [];
  const targets = { services, plans, groups, externalGroups };
  const inputs = [all('Exposition'), services, plans, groups, externalGroups];
  const expositions = rememberWhole(stages.expositions, inputs, context, (own) =>
    bindExpositions(manifests, targets, own),
  );
  rememberWhole(stages.artifacts, [attachedArtifacts(manifests), [...services.keys()]], context, (own) =>
    checkArtifacts(manifests, services, own),
  );
  rememberWhole(stages.otherKinds, [manifests, groups], context, (own) =>
    checkOtherKinds(manifests, groups, own),
  );
  if (project === undefined) return undefined;
  const bound = {
    services: [...services.values()],
    plans: [...plans.values()],
    expositions: [...expositions.values()],
    groups: [...groups.values()],
  };
  const named = rememberWhole(stages.names, [manifests, ...Object.values(bound)], context, () =>
    namesOf(manifests, bound, context),
  );
  return { project, organization, ...bound, manifests: named };
}

function namesOf(
  manifests: readonly Manifest[],
  bound: Pick<Bound, 'services' | 'plans' | 'expositions' | 'groups'>,
  context: Context,
): NamedManifest[] {
  const names = new Map<Manifest, string>();
  for (const service of bound.services) {
    names.set(service.manifest, `${service.name}:${service.version}`);
    for (const artifact of service.artifacts) names.set(artifact, artifactName(artifact));
  }
  for (const plan of bound.plans) names.set(plan.manifest, planName(plan));
  for (const exposition of bound.expositions) names.set(exposition.manifest, expositionName(exposition));
  for (const group of bound.groups) names.set(group.manifest, group.name);
  return manifests.map((manifest) => {
    const name = names.get(manifest) ?? manifest.name;
    return remember(stages.name, manifest, [name], context, () => ({ manifest, name }));
  });
}
