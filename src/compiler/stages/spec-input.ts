import { posix } from 'node:path';
import type { ManifestOf } from '../../manifest/index.ts';
import type { SpecInput } from './import-spec.ts';

/** What the spec of a Service is imported with; undefined for one that names no file. */
export function specInput(manifest: ManifestOf<'Service'>, organization: string): SpecInput | undefined {
  const { file, name, version, graphql } = manifest.spec;
  if (file === undefined || isFacade(manifest)) return undefined;
  const path = posix.normalize(posix.join(posix.dirname(manifest.file), file));
  return { path, organization, name, version, graphql };
}

/** A Service in front of MCP servers has no spec. */
export function isFacade({ spec }: ManifestOf<'Service'>): boolean {
  return spec.type === 'MCP' || spec.upstreams !== undefined || spec.instances !== undefined;
}
