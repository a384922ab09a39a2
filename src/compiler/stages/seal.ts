import type { ManifestObject } from '../../snapshot/index.ts';
import { digestOfJson, seal } from '../../snapshot/index.ts';
import type { Bound } from '../bind/bound.ts';
import type { LocatedObject } from './import-service.ts';

/** The objects that only the control plane reads: the source, its groups, and one summary per manifest. */
export function sealControl(bound: Bound): LocatedObject[] {
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
    const { kind, spec } = manifest;
    const summary: ManifestObject = { format: 'manifest@1', kind, name, content: digestOfJson(spec) };
    if ('keepOnDelete' in spec && spec.keepOnDelete !== undefined) summary.keepOnDelete = spec.keepOnDelete;
    const at = { file: manifest.file, range: manifest.range };
    objects.push({ object: seal('manifest', `${kind}/${name}`, summary), at });
  }
  return objects;
}
