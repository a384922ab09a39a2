import { fileStart, finding } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import type { Context } from '../context.ts';
import { noProject, notServed, otherOrganization, secondProject } from './diagnostics.ts';
import { annotatedManifests, type Manifests, manifestsOf, organizationAnnotation } from './manifests.ts';
import { renamedWithoutEffect } from './rename-diagnostics.ts';

/** Kinds whose name is a part of the ids of expositions. */
const keepsIds: ReadonlySet<string> = new Set(['Service', 'ConfigurationPlan', 'GatewayGroup']);

/** The Project of a source, `reshapr.yaml` at its root before any other. */
export function bindProject(manifests: Manifests, context: Context): ManifestOf<'Project'> | undefined {
  const [project, ...others] = [...manifestsOf(manifests, 'Project')].sort(
    (a, b) => depth(a.file) - depth(b.file),
  );
  if (project === undefined) {
    // Whether one was meant is not seen from the manifests that could be read.
    context.forget();
    if (!context.unbound.hasKind('Project'))
      context.report(finding(noProject, {}, { file: 'reshapr.yaml', range: fileStart }));
    return undefined;
  }
  for (const other of others) {
    const related = { ...project.nameAt(), message: 'the Project of this source is here' };
    context.report(finding(secondProject, {}, other.nameAt(), [related]));
  }
  for (const field of ['environments', 'trustedSigners'] as const)
    if (project.spec[field] !== undefined)
      context.report(finding(notServed, { what: field }, project.at([field], 'key')));
  const annotated = annotatedManifests(manifests);
  for (const manifest of annotated)
    if (manifest.renamedFrom !== undefined && !keepsIds.has(manifest.kind))
      context.report(finding(renamedWithoutEffect, { kind: manifest.kind }, manifest.nameAt()));
  const expected = project.spec.organization;
  for (const manifest of annotated) {
    const given = manifest.annotations[organizationAnnotation];
    if (given !== undefined && given !== expected)
      context.report(finding(otherOrganization, { given, expected }, manifest.nameAt()));
  }
  return project;
}

function depth(path: string): number {
  return path.split('/').length;
}
