import { compareText } from '../../kernel/index.ts';
import type { Manifest, ManifestOf } from '../../manifest/index.ts';
import { digestOfJson, type ManifestObject, seal } from '../../snapshot/index.ts';
import type { Bound, BoundGroup, NamedManifest } from '../bind/bound.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember, rememberWhole } from '../remember.ts';
import type { LocatedObject } from './seal-spec.ts';

const controlStage = stage<Kept<readonly LocatedObject[]>>('seal source, groups and policies');
const groupStage = stage<Kept<LocatedObject>>('seal group');
const policyStage = stage<Kept<LocatedObject>>('seal policy');
const summariesStage = stage<Kept<readonly LocatedObject[]>>('seal manifests');
const summaryStage = stage<Kept<LocatedObject>>('seal manifest');

/** The objects that only the control plane reads: the source, its groups, and one summary per manifest. */
export function sealControl(bound: Bound, context: Context): (readonly LocatedObject[])[] {
  const { project, organization, groups, policies, named } = bound;
  const control = rememberWhole(controlStage, [project, organization, groups, policies], context, (own) => [
    sourceOf(bound),
    ...groups.map((group) => remember(groupStage, group.manifest, [], own, () => groupOf(group))),
    ...policies.map((policy) => remember(policyStage, policy, [], own, () => policyOf(policy))),
  ]);
  const summaries = [...named.values()]
    .flat()
    .map((run) => remember(summariesStage, run, [], context, (own) => summariesOf(run, own)));
  return [control, ...summaries];
}

function summariesOf(manifests: readonly NamedManifest[], context: Context): LocatedObject[] {
  return manifests.map(({ manifest, name }) =>
    remember(summaryStage, manifest, [name], context, () => summaryOf(manifest, name, context)),
  );
}

function sourceOf({ project, organization }: Bound): LocatedObject {
  const { adopts } = project.spec;
  const object = seal('source', project.name, {
    format: 'source@1',
    id: project.name,
    organization,
    ...(adopts === undefined || adopts.length === 0
      ? {}
      : { adopts: [...new Set(adopts)].sort(compareText) }),
  });
  return { object, at: project.nameAt() };
}

function groupOf({ name, manifest }: BoundGroup): LocatedObject {
  const { labels, gatewayClassName, rollout, keepOnDelete } = manifest.spec;
  const object = seal('group', name, {
    format: 'group@1',
    name,
    labels,
    ...(gatewayClassName === undefined ? {} : { gatewayClassName }),
    ...(rollout === undefined ? {} : { rollout }),
    ...(keepOnDelete === undefined ? {} : { keepOnDelete }),
  });
  return { object, at: manifest.nameAt() };
}

function policyOf(manifest: ManifestOf<'Policy'>): LocatedObject {
  const { name } = manifest;
  const { expression, severity = 'deny', message } = manifest.spec;
  const object = seal('policy', name, { format: 'policy@1', name, expression, severity, message });
  return { object, at: manifest.nameAt() };
}

function summaryOf(manifest: Manifest, name: string, context: Context): LocatedObject {
  const { kind, spec } = manifest;
  const summary: ManifestObject = { format: 'manifest@1', kind, name, content: digestOfJson(spec) };
  if ('keepOnDelete' in spec && spec.keepOnDelete !== undefined) summary.keepOnDelete = spec.keepOnDelete;
  if ('protected' in spec && spec.protected !== undefined) summary.protected = spec.protected;
  context.work.manifestsSealed++;
  const object = seal('manifest', `${kind}/${name}`, summary);
  return { object, at: { file: manifest.file, range: manifest.range } };
}
