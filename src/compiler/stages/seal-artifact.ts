import { type SealedObject, seal } from '../../snapshot/index.ts';
import type { AttachedArtifact } from '../bind/manifests.ts';
import type { ArtifactPart } from '../compose/parts.ts';
import { partsOf } from '../compose/parts-of.ts';
import type { Context } from '../context.ts';
import { stage } from '../memo.ts';
import { type Kept, remember } from '../remember.ts';
import type { ImportedService } from './import-service.ts';
import type { LocatedObject } from './seal-spec.ts';

/** An attached artifact whose parts are sealed. */
export interface SealedArtifact {
  readonly artifact: AttachedArtifact;
  readonly parts: readonly SealedPart[];
}

/** One part of an artifact, with the name and the bytes of its object. */
export type SealedPart = ArtifactPart & { readonly located: LocatedObject };

/** The manifests that sealed artifacts were made from. */
export function attachedOf(artifacts: readonly SealedArtifact[]): AttachedArtifact[] {
  return artifacts.map(({ artifact }) => artifact);
}

const artifactStage = stage<Kept<SealedArtifact>>('seal artifact');

/** Seals an artifact: once per content of it and of its service. */
export function sealArtifact(
  artifact: AttachedArtifact,
  service: ImportedService,
  context: Context,
): SealedArtifact {
  return remember(artifactStage, artifact, [service], context, (own) => {
    const parts = partsOf(artifact, service, own).map((part): SealedPart => {
      const object = sealPart(part, `${service.service.id}/${artifact.name}/${part.key}`);
      return { ...part, located: { object, at: part.at } };
    });
    context.work.artifactsSealed++;
    return { artifact, parts };
  });
}

function sealPart({ kind, object }: ArtifactPart, name: string): SealedObject {
  return seal(kind, name, object);
}
