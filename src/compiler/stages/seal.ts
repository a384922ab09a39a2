import type { Manifest } from '../../manifest/index.ts';
import { digestOfJson, type ManifestObject, type SealedObject, seal } from '../../snapshot/index.ts';
import type { Bound } from '../bind/bound.ts';
import type { Context } from '../context.ts';
import type { LocatedObject } from './import-service.ts';
import { placeKey } from './place-key.ts';
import type { ReadTree } from './read-tree.ts';

/** The objects that only the control plane reads: the source, its groups, and one summary per manifest. */
export function sealControl(bound: Bound, read: ReadTree, context: Context): LocatedObject[] {
  const { project, organization } = bound;
  const source = seal('source', project.name, { format: 'source@1', id: project.name, organization });
  const objects: LocatedObject[] = [{ object: source, at: project.nameAt() }];
  for (const { name, manifest } of bound.groups) {
    const { labels, gatewayClassName, keepOnDelete } = manifest.spec;
    const object = seal('group', name, {
      format: 'group@1',
      name,
      labels,
      ...(gatewayClassName === undefined ? {} : { gatewayClassName }),
      ...(keepOnDelete === undefined ? {} : { keepOnDelete }),
    });
    objects.push({ object, at: manifest.nameAt() });
  }
  for (const { manifest, name } of bound.manifests) {
    const at = { file: manifest.file, range: manifest.range };
    objects.push({ object: summaryOf(manifest, name, read, context), at });
  }
  return objects;
}

function summaryOf(manifest: Manifest, name: string, read: ReadTree, context: Context): SealedObject {
  const key = `summary ${name} ${placeKey(manifest, read)}`;
  const known = context.memo.get(key) as SealedObject | undefined;
  if (known !== undefined) return known;
  const { kind, spec } = manifest;
  const summary: ManifestObject = { format: 'manifest@1', kind, name, content: digestOfJson(spec) };
  if ('keepOnDelete' in spec && spec.keepOnDelete !== undefined) summary.keepOnDelete = spec.keepOnDelete;
  const object = seal('manifest', `${kind}/${name}`, summary);
  context.work.manifestsSealed++;
  context.memo.set(key, object);
  return object;
}
