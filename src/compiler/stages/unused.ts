import { fileStart, finding } from '../../kernel/index.ts';
import { unusedFile } from '../bind/diagnostics.ts';
import type { Context } from '../context.ts';
import type { ReadTree } from './read-tree.ts';

/** Reports YAML and JSON files that are neither manifests nor specs that a Service refers to. */
export function reportUnused(read: ReadTree, context: Context): void {
  // A manifest with mistakes may be what refers to them.
  if (!context.unbound.isEmpty()) return;
  for (const path of read.unclaimed)
    if (!read.referred.has(path)) context.report(finding(unusedFile, {}, { file: path, range: fileStart }));
}
