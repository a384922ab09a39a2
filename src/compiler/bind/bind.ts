import { finding } from '../../kernel/index.ts';
import type { Manifest, ManifestOf } from '../../manifest/index.ts';
import type { Id } from '../../snapshot/index.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, rememberWhole } from '../remember.ts';
import type { SpecReading } from '../stages/import-spec.ts';
import type { ReadTree } from '../stages/read-tree.ts';
import { checkArtifacts } from './artifacts.ts';
import type { Bound, BoundExposition, BoundGroup, BoundPlan } from './bound.ts';
import { emptySource } from './diagnostics.ts';
import { bindExpositions } from './expositions.ts';
import { bindGroups } from './groups.ts';
import { annotatedManifests, attachedArtifacts, manifestsOf } from './manifests.ts';
import { namedManifests } from './names.ts';
import { checkOtherKinds, otherKinds } from './other-kinds.ts';
import { bindPlans } from './plans.ts';
import { bindPolicies, type ExpressionCheck } from './policies.ts';
import { bindProject } from './project.ts';
import { type BoundSecret, bindSecrets } from './secrets.ts';
import { bindServices } from './services.ts';
import { type ServiceUse, settledUses, usesOf } from './uses.ts';

type Project = ManifestOf<'Project'>;
type Named<T> = ReadonlyMap<string, T>;

const stages = {
  project: stage<Kept<Project | undefined>>('bind project'),
  groups: stage<Kept<Named<BoundGroup>>>('bind groups'),
  secrets: stage<Kept<Named<BoundSecret>>>('bind all secrets'),
  plans: stage<Kept<Named<BoundPlan>>>('bind plans'),
  expositions: stage<Kept<Named<BoundExposition>>>('bind expositions'),
  uses: stage<Kept<ReadonlyMap<Id, ServiceUse>>>('uses'),
  artifacts: stage<Kept<void>>('check artifacts'),
  otherKinds: stage<Kept<void>>('check other kinds'),
  policies: stage<Kept<readonly ManifestOf<'Policy'>[]>>('bind policies'),
};

/** The uses of the compile before. */
const usesStage = stage<ReadonlyMap<Id, ServiceUse>>('uses before');

/** The Project of a tree; undefined (and reported) when it has none. */
export function projectOf({ manifests }: ReadTree, context: Context): Project | undefined {
  const isAlone = manifests.reduce((count, run) => count + run.length, 0) === 1;
  const inputs = [manifestsOf(manifests, 'Project'), annotatedManifests(manifests), isAlone];
  return rememberWhole(stages.project, inputs, context, (own) => {
    const found = bindProject(manifests, own);
    if (found !== undefined && isAlone) own.report(finding(emptySource, {}, found.nameAt()));
    return found;
  });
}

export function organizationOf(project: Project | undefined): string {
  return project?.spec.organization ?? '';
}

/** Stage *bind*: follows every reference between manifests, and to their specs. */
export function bind(
  read: ReadTree,
  project: Project | undefined,
  readings: ReadonlyMap<ManifestOf<'Service'>, SpecReading>,
  faultOf: ExpressionCheck,
  context: Context,
): Bound | undefined {
  const { manifests } = read;
  const all = (kind: Manifest['kind']): readonly object[] => manifestsOf(manifests, kind);
  const organization = organizationOf(project);
  const services = bindServices(read, readings, organization, context);
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
  const others = [...otherKinds.map(all), groups];
  rememberWhole(stages.otherKinds, others, context, (own) => checkOtherKinds(manifests, groups, own));
  const policies = rememberWhole(stages.policies, [all('Policy')], context, (own) =>
    bindPolicies(manifests, faultOf, own),
  );
  if (project === undefined) return undefined;
  const bound = {
    services: [...services.values()],
    plans: [...plans.values()],
    expositions: [...expositions.values()],
    groups: [...groups.values()],
    policies,
  };
  const artifacts = attachedArtifacts(manifests);
  const uses = rememberWhole(stages.uses, [services, artifacts, plans, expositions, groups], context, () =>
    settledUses(
      usesOf(services, artifacts, plans.values(), expositions.values(), groups),
      context.memo.of(usesStage).get(context.memo) ?? new Map(),
    ),
  );
  if (context.memo.lasting) context.memo.of(usesStage).set(context.memo, uses);
  return {
    project,
    organization,
    ...bound,
    uses,
    manifests,
    named: namedManifests(manifests, bound, context),
  };
}
