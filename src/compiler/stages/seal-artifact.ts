import type { Diagnostic } from '../../kernel/index.ts';
import { type SealedObject, seal } from '../../snapshot/index.ts';
import type { AttachedArtifact } from '../bind/bound.ts';
import type { ArtifactPart } from '../compose/parts.ts';
import { partsOf } from '../compose/parts-of.ts';
import type { Context } from '../context.ts';
import type { ImportedService, LocatedObject } from './import-service.ts';
import { placeKey } from './place-key.ts';
import type { ReadTree } from './read-tree.ts';

/** An attached artifact whose parts are sealed. */
export interface SealedArtifact {
  readonly artifact: AttachedArtifact;
  readonly parts: readonly SealedPart[];
  readonly diagnostics: readonly Diagnostic[];
  /** Everything that the result depends on, as one text. */
  readonly key: string;
}

/** One part of an artifact, with the name and the bytes of its object. */
export type SealedPart = ArtifactPart & { readonly located: LocatedObject };

/** Seals an artifact: once per content of it and of its service. */
export function sealArtifact(
  artifact: AttachedArtifact,
  service: ImportedService,
  read: ReadTree,
  context: Context,
): SealedArtifact {
  const key = `artifact ${placeKey(artifact, read)} ${placeKey(service.service.manifest, read)} ${service.key}`;
  const known = context.memo.get(key) as SealedArtifact | undefined;
  if (known !== undefined) return known;
  const diagnostics: Diagnostic[] = [];
  const report = (...found: readonly Diagnostic[]): void => void diagnostics.push(...found);
  const parts = partsOf(artifact, service, { ...context, report }).map((part): SealedPart => {
    const object = sealPart(part, `${service.service.id}/${artifact.name}/${part.key}`);
    return { ...part, located: { object, at: part.at } };
  });
  context.work.artifactsSealed++;
  const sealed = { artifact, parts, diagnostics, key };
  context.memo.set(key, sealed);
  return sealed;
}

function sealPart({ kind, object }: ArtifactPart, name: string): SealedObject {
  return seal(kind, name, object);
}
