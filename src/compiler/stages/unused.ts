import { fileStart, finding } from '../../kernel/index.ts';
import type { Bound } from '../bind/bound.ts';
import { unusedFile } from '../bind/diagnostics.ts';
import type { Context } from '../context.ts';
import type { ReadTree } from './read-tree.ts';

/** Reports YAML and JSON files that are neither manifests nor specs that a Service refers to. */
export function reportUnused(
  read: ReadTree,
  bound: Bound,
  documents: ReadonlySet<string>,
  context: Context,
): void {
  const manifests = new Set(bound.manifests.map(({ manifest }) => manifest.file));
  for (const path of read.files.keys()) {
    if (!/\.(ya?ml|json)$/.test(path) || manifests.has(path) || documents.has(path)) continue;
    if (read.claimed.has(path)) continue;
    context.report(finding(unusedFile, {}, { file: path, range: fileStart }));
  }
}
