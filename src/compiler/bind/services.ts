import { finding } from '../../kernel/index.ts';
import type { ManifestOf, Mistaken } from '../../manifest/index.ts';
import { serviceId } from '../../snapshot/index.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember, rememberWhole } from '../remember.ts';
import type { SpecHead, SpecReading } from '../stages/import-spec.ts';
import type { ReadTree } from '../stages/read-tree.ts';
import { isFacade } from '../stages/spec-input.ts';
import { type BoundService, coordinates } from './bound.ts';
import { badServicePath, unnamedService } from './diagnostics.ts';
import { checkMain, checkSpecExists } from './main-artifact.ts';
import { manifestsOf } from './manifests.ts';
import { uniqueBy } from './unique.ts';

type Service = ManifestOf<'Service'>;

const serviceStage = stage<Kept<BoundService | undefined>>('bind service');
const uniqueStage = stage<Kept<ReadonlyMap<string, BoundService>>>('services');

/** Services by coordinates, each with what its spec is. */
export function bindServices(
  read: ReadTree,
  readings: ReadonlyMap<Service, SpecReading>,
  organization: string,
  context: Context,
): ReadonlyMap<string, BoundService> {
  const services: BoundService[] = [];
  for (const manifest of manifestsOf(read.manifests, 'Service')) {
    const reading = readings.get(manifest);
    if (reading === undefined) checkSpecExists(manifest, read, context);
    const head = reading?.head;
    const service = remember(serviceStage, manifest, [organization, head], context, (own) =>
      bindService(manifest, organization, head, own),
    );
    if (service === undefined) context.unbound.add(mistakenService(manifest));
    else services.push(service);
  }
  return rememberWhole(uniqueStage, [services], context, (own) =>
    uniqueBy(services, 'Service', coordinates, own),
  );
}

/** What a Service that could not be bound would have been called. */
function mistakenService({ spec: { name, version } }: Service): Mistaken {
  const known = name !== undefined && version !== undefined;
  return { kind: 'Service', names: known ? [name, `${name}:${version}`] : [] };
}

function bindService(
  manifest: Service,
  organization: string,
  head: SpecHead | undefined,
  context: Context,
): BoundService | undefined {
  checkMain(manifest, head, context);
  const name = manifest.spec.name ?? head?.name;
  const version = manifest.spec.version ?? head?.version;
  if (name === undefined || version === undefined) {
    const unnamed = { missing: name === undefined ? 'name' : 'version', language: head?.language };
    // Of a spec that cannot be read it is not known what it says.
    if (head !== undefined || isFacade(manifest))
      context.report(...(head?.diagnostics ?? [finding(unnamedService, unnamed, manifest.nameAt())]));
    return undefined;
  }
  if (/^(tools|resources|prompts)$/.test(name) && /^(list|call|read|get)$/.test(version))
    context.report(finding(badServicePath, { name, version }, manifest.nameAt()));
  const id = serviceId(organization, name, version);
  return { id, organization, name, version, manifest, spec: head };
}
