import { finding } from '../../kernel/index.ts';
import type { ManifestOf, Mistaken } from '../../manifest/index.ts';
import { serviceId } from '../../snapshot/index.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, keepReading, recallReading, remember, rememberWhole } from '../remember.ts';
import type { ReadTree } from '../stages/read-tree.ts';
import {
  type AttachedArtifact,
  attachedArtifacts,
  type BoundService,
  coordinates,
  manifestsOf,
} from './bound.ts';
import { badServicePath, unnamedService } from './diagnostics.ts';
import { grouped } from './grouped.ts';
import { mainArtifact } from './main-artifact.ts';
import { uniqueBy } from './unique.ts';

type Unattached = Omit<BoundService, 'artifacts'>;

const serviceStage = stage<Kept<Unattached | undefined>>('bind service');
const uniqueStage = stage<Kept<ReadonlyMap<string, BoundService>>>('services');
const byServiceStage = stage<Kept<ReadonlyMap<string, AttachedArtifact[]>>>('artifacts by service');
const attachStage = stage<Kept<BoundService>>('attach artifacts');

/** Services by coordinates, each with its spec and the artifacts attached to it. */
export async function bindServices(
  read: ReadTree,
  organization: string,
  context: Context,
): Promise<ReadonlyMap<string, BoundService>> {
  const services: BoundService[] = [];
  const attachable = attachedArtifacts(read.manifests);
  const artifacts = rememberWhole(byServiceStage, [attachable], context, () =>
    grouped(attachable, ({ spec }) => coordinates(spec.service)),
  );
  for (const manifest of manifestsOf(read.manifests, 'Service')) {
    const inputs = [organization];
    const { result: service } =
      recallReading(serviceStage, manifest, inputs, read, context) ??
      (await keepReading(serviceStage, manifest, inputs, read, context, (...own) =>
        bindService(manifest, organization, ...own),
      ));
    if (service === undefined) {
      context.unbound.add(mistakenService(manifest));
      continue;
    }
    const attached = artifacts.get(coordinates(service)) ?? [];
    services.push(
      remember(attachStage, service, [attached], context, () => ({ ...service, artifacts: attached })),
    );
  }
  return rememberWhole(uniqueStage, [services], context, (own) =>
    uniqueBy(services, 'Service', coordinates, own),
  );
}

/** What a Service that could not be bound would have been called. */
function mistakenService({ spec: { name, version } }: ManifestOf<'Service'>): Mistaken {
  const known = name !== undefined && version !== undefined;
  return { kind: 'Service', names: known ? [name, `${name}:${version}`] : [] };
}

async function bindService(
  manifest: ManifestOf<'Service'>,
  organization: string,
  read: ReadTree,
  context: Context,
): Promise<Unattached | undefined> {
  const artifact = await mainArtifact(manifest, read, context);
  const main = artifact === 'none' ? undefined : artifact;
  const identity = main?.importer.identify(main.part);
  const name = manifest.spec.name ?? identity?.name;
  const version = manifest.spec.version ?? identity?.version;
  if (name === undefined || version === undefined) {
    const missing = name === undefined ? 'name' : 'version';
    const language = main?.importer.language;
    const unnamed = finding(unnamedService, { missing, language }, manifest.nameAt());
    if (artifact !== undefined) context.report(...(identity?.diagnostics ?? [unnamed]));
    return undefined;
  }
  if (/^(tools|resources|prompts)$/.test(name) && /^(list|call|read|get)$/.test(version))
    context.report(finding(badServicePath, { name, version }, manifest.nameAt()));
  const id = serviceId(organization, name, version);
  return { id, organization, name, version, manifest, main };
}
