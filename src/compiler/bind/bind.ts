import { finding } from '../../kernel/index.ts';
import type { Manifest } from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import type { ReadTree } from '../stages/read-tree.ts';
import { artifactName, checkArtifacts } from './artifacts.ts';
import type { Bound, NamedManifest } from './bound.ts';
import { emptySource } from './diagnostics.ts';
import { bindExpositions, expositionName } from './expositions.ts';
import { bindGroups } from './groups.ts';
import { checkOtherKinds } from './other-kinds.ts';
import { bindPlans, planName } from './plans.ts';
import { bindProject } from './project.ts';
import { bindSecrets } from './secrets.ts';
import { bindServices } from './services.ts';

/** Stage *bind*: follows every reference between manifests, and to their specs. */
export async function bind(read: ReadTree, context: Context): Promise<Bound | undefined> {
  const { manifests } = read;
  const project = bindProject(manifests, context);
  if (project !== undefined && manifests.length === 1)
    context.report(finding(emptySource, {}, project.nameAt()));
  const organization = project?.spec.organization ?? '';
  const services = await bindServices(read, organization, context);
  const groups = bindGroups(manifests, context);
  const secrets = bindSecrets(manifests, context);
  const plans = bindPlans(manifests, services, secrets, context);
  const externalGroups = project?.spec.externalGroups ?? [];
  const expositions = bindExpositions(manifests, { services, plans, groups, externalGroups }, context);
  checkArtifacts(manifests, services, context);
  checkOtherKinds(manifests, groups, context);
  if (project === undefined) return undefined;

  const bound = {
    services: [...services.values()],
    plans: [...plans.values()],
    expositions: [...expositions.values()],
    groups: [...groups.values()],
  };
  const names = new Map<Manifest, string>();
  for (const service of bound.services) {
    names.set(service.manifest, `${service.name}:${service.version}`);
    for (const artifact of service.artifacts) names.set(artifact, artifactName(artifact));
  }
  for (const plan of bound.plans) names.set(plan.manifest, planName(plan));
  for (const exposition of bound.expositions) names.set(exposition.manifest, expositionName(exposition));
  for (const group of bound.groups) names.set(group.manifest, group.name);
  const named = manifests.map(
    (manifest): NamedManifest => ({ manifest, name: names.get(manifest) ?? manifest.name }),
  );
  return { project, organization, ...bound, manifests: named };
}
