import type { ManifestOf } from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import type { ImportedService } from '../stages/import-service.ts';
import { declarativeTool } from './custom-tools/declarative.ts';
import { checkInput } from './custom-tools/input-schema.ts';
import { checkToolName } from './custom-tools/tool-name.ts';
import type { ArtifactPart } from './parts.ts';
import { scriptedTool } from './scripts/scripted.ts';

/** What a CustomTools artifact becomes; `service` holds the tools that its tools may call. */
export function customTools(
  artifact: ManifestOf<'CustomTools'>,
  service: ImportedService,
  context: Context,
): ArtifactPart[] {
  return Object.entries(artifact.spec.customTools).flatMap(([name, item]): ArtifactPart[] => {
    checkToolName(artifact, name, context);
    if (!checkInput(artifact, name, item.input, context)) return [];
    const part =
      item.script !== undefined
        ? scriptedTool(artifact, name, item, service, context)
        : declarativeTool(artifact, name, item, service, context);
    return part === undefined ? [] : [part];
  });
}
