import type { AttachedArtifact } from '../bind/manifests.ts';
import type { Context } from '../context.ts';
import type { ImportedService } from '../stages/import-service.ts';
import { customTools } from './custom-tools.ts';
import { outputFilters } from './output-filters.ts';
import type { ArtifactPart } from './parts.ts';
import { prompts } from './prompts.ts';
import { resources } from './resources.ts';

/** What one attached artifact becomes, in the order it is written. Depends on the artifact and its service only. */
export function partsOf(
  artifact: AttachedArtifact,
  service: ImportedService,
  context: Context,
): ArtifactPart[] {
  switch (artifact.kind) {
    case 'Prompts':
      return prompts(artifact, context);
    case 'Resources':
      return resources(artifact, context);
    case 'CustomTools':
      return customTools(artifact, service, context);
    case 'ToolsOutputFilters':
      return outputFilters(artifact, context);
  }
}
