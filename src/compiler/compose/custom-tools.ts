import { finding } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import { notServed } from '../bind/diagnostics.ts';
import type { Context } from '../context.ts';
import type { ImportedService } from '../stages/import-service.ts';
import type { ArtifactPart } from './parts.ts';

/** What a CustomTools artifact becomes; `service` holds the tools that its tools may call. */
export function customTools(
  artifact: ManifestOf<'CustomTools'>,
  _service: ImportedService,
  context: Context,
): ArtifactPart[] {
  context.report(finding(notServed, { what: `${artifact.kind} '${artifact.name}'` }, artifact.nameAt()));
  return [];
}
