import { finding } from '../../kernel/index.ts';
import type { Manifest, ManifestOf, Mistaken } from '../../manifest/index.ts';
import { serviceId } from '../../snapshot/index.ts';
import type { Context } from '../context.ts';
import type { ReadTree } from '../stages/read-tree.ts';
import {
  type AttachedArtifact,
  attachedArtifacts,
  type BoundService,
  coordinates,
  manifestsOf,
} from './bound.ts';
import { badServicePath, unnamedService } from './diagnostics.ts';
import { mainArtifact } from './main-artifact.ts';
import { uniqueBy } from './unique.ts';

/** Services by coordinates, each with its spec and the artifacts attached to it. */
export async function bindServices(
  read: ReadTree,
  organization: string,
  context: Context,
): Promise<Map<string, BoundService>> {
  const services: BoundService[] = [];
  const artifacts = artifactsByService(read.manifests);
  for (const manifest of manifestsOf(read.manifests, 'Service')) {
    const service = await bindService(manifest, artifacts, read, organization, context);
    if (service !== undefined) services.push(service);
    else context.unbound.add(mistakenService(manifest));
  }
  return uniqueBy(services, 'Service', coordinates, context);
}

/** What a Service that could not be bound would have been called. */
function mistakenService({ spec: { name, version } }: ManifestOf<'Service'>): Mistaken {
  const known = name !== undefined && version !== undefined;
  return { kind: 'Service', names: known ? [name, `${name}:${version}`] : [] };
}

async function bindService(
  manifest: ManifestOf<'Service'>,
  artifacts: ReadonlyMap<string, readonly AttachedArtifact[]>,
  read: ReadTree,
  organization: string,
  context: Context,
): Promise<BoundService | undefined> {
  const artifact = await mainArtifact(manifest, read, context);
  const main = artifact === 'none' ? undefined : artifact;
  const identity = main?.importer.identify(main.part);
  const name = manifest.spec.name ?? identity?.name;
  const version = manifest.spec.version ?? identity?.version;
  if (name === undefined || version === undefined) {
    const missing = name === undefined ? 'name' : 'version';
    const unnamed = finding(unnamedService, { missing }, manifest.nameAt());
    if (artifact !== undefined) context.report(...(identity?.diagnostics ?? [unnamed]));
    return undefined;
  }
  if (/^(tools|resources|prompts)$/.test(name) && /^(list|call|read|get)$/.test(version))
    context.report(finding(badServicePath, { name, version }, manifest.nameAt()));
  const id = serviceId(organization, name, version);
  return {
    id,
    name,
    version,
    manifest,
    main,
    artifacts: artifacts.get(coordinates({ name, version })) ?? [],
  };
}

/** Attached artifacts by the coordinates of their service. */
function artifactsByService(manifests: readonly Manifest[]): Map<string, AttachedArtifact[]> {
  const found = new Map<string, AttachedArtifact[]>();
  for (const artifact of attachedArtifacts(manifests)) {
    const name = coordinates(artifact.spec.service);
    const others = found.get(name);
    if (others === undefined) found.set(name, [artifact]);
    else others.push(artifact);
  }
  return found;
}
