import type { Manifest } from '../../manifest/index.ts';
import { digestOfJson, type ManifestObject, seal } from '../../snapshot/index.ts';
import type { Bound, BoundGroup } from '../bind/bound.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember, rememberWhole } from '../remember.ts';
import type { LocatedObject } from './import-service.ts';

const controlStage = stage<Kept<readonly LocatedObject[]>>('seal control');
const groupStage = stage<Kept<LocatedObject>>('seal group');
const summaryStage = stage<Kept<LocatedObject>>('seal manifest');

/** The objects that only the control plane reads: the source, its groups, and one summary per manifest. */
export function sealControl(bound: Bound, context: Context): readonly LocatedObject[] {
  const { project, organization, groups, manifests } = bound;
  return rememberWhole(controlStage, [project, organization, groups, manifests], context, (own) =>
    controlObjects(bound, own),
  );
}

function controlObjects(bound: Bound, context: Context): LocatedObject[] {
  const { project, organization } = bound;
  const source = seal('source', project.name, { format: 'source@1', id: project.name, organization });
  const objects: LocatedObject[] = [{ object: source, at: project.nameAt() }];
  for (const group of bound.groups)
    objects.push(remember(groupStage, group.manifest, [], context, () => groupOf(group)));
  for (const { manifest, name } of bound.manifests)
    objects.push(remember(summaryStage, manifest, [name], context, () => summaryOf(manifest, name, context)));
  return objects;
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

function summaryOf(manifest: Manifest, name: string, context: Context): LocatedObject {
  const { kind, spec } = manifest;
  const summary: ManifestObject = { format: 'manifest@1', kind, name, content: digestOfJson(spec) };
  if ('keepOnDelete' in spec && spec.keepOnDelete !== undefined) summary.keepOnDelete = spec.keepOnDelete;
  context.work.manifestsSealed++;
  const object = seal('manifest', `${kind}/${name}`, summary);
  return { object, at: { file: manifest.file, range: manifest.range } };
}
