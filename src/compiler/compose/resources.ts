import { finding } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import { notServed } from '../bind/diagnostics.ts';
import type { Context } from '../context.ts';
import type { ArtifactPart } from './parts.ts';

/** What a Resources artifact becomes. */
export function resources(artifact: ManifestOf<'Resources'>, context: Context): ArtifactPart[] {
  context.report(finding(notServed, { what: `${artifact.kind} '${artifact.name}'` }, artifact.nameAt()));
  return [];
}
