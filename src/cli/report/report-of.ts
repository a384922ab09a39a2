import type { CompiledTree } from '../compile/compile-tree.ts';
import { softwareVersion } from '../version.ts';
import type { Report } from './report.ts';

/** The report of a compile of a tree that lies at `prefix` in its repository. */
export function reportOf({ tree, result }: CompiledTree, prefix: string, madeAt: number): Report {
  const { diagnostics, suppressed, compiled } = result;
  const objects = compiled?.snapshot.objects;
  const of = (kind: string): number => objects?.filter((object) => object.kind === kind).length ?? 0;
  return {
    findings: diagnostics,
    suppressed,
    files: tree.files
      .map(({ path }) => path)
      .filter((path) => /\.(ya?ml|json|graphqls?|gql|proto)$/.test(path)),
    prefix,
    contents:
      objects === undefined
        ? undefined
        : { manifests: of('manifest'), endpoints: of('exposition'), tools: of('tool') },
    version: softwareVersion,
    madeAt,
  };
}
