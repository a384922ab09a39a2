import { didYouMean } from '../../kernel/index.ts';
import type { Context } from '../context.ts';
import { type BoundService, coordinates } from './bound.ts';
import { reportDangling } from './dangling.ts';
import { type AttachedArtifact, attachedArtifacts, type Manifests } from './manifests.ts';
import { nameOnce } from './name-once.ts';
import { uniqueBy } from './unique.ts';

const artifactKindNames = ['Prompts', 'CustomTools', 'Resources', 'ToolsOutputFilters'] as const;

/** Reports artifacts of services that do not exist, and names that one service has twice. */
export function checkArtifacts(
  manifests: Manifests,
  services: ReadonlyMap<string, BoundService>,
  context: Context,
): void {
  const artifacts = attachedArtifacts(manifests);
  for (const artifact of artifacts) {
    const name = coordinates(artifact.spec.service);
    if (services.has(name)) continue;
    const suggestion = didYouMean(name, services.keys());
    reportDangling({ kind: 'Service', name, suggestion }, artifact.at(['service']), context);
  }
  for (const kind of artifactKindNames) {
    const ofKind = artifacts.filter((manifest) => manifest.kind === kind).map((manifest) => ({ manifest }));
    uniqueBy(ofKind, kind, ({ manifest }) => artifactName(manifest), context);
  }
}

export const artifactName = nameOnce(
  (artifact: AttachedArtifact) => `${coordinates(artifact.spec.service)}/${artifact.name}`,
);
