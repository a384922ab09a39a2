import type { SourceTree } from '../../kernel/index.ts';
import type { Outcome } from '../compile/outcome.ts';
import { softwareVersion } from '../version.ts';
import type { Report } from './report.ts';

/** The report of what is to be said of a tree that lies at `prefix` in its repository. */
export function reportOf(
  tree: SourceTree,
  { diagnostics, suppressed, contents }: Outcome,
  prefix: string,
  madeAt: number,
): Report {
  return {
    findings: diagnostics,
    suppressed,
    files: tree.files
      .map(({ path }) => path)
      .filter((path) => /\.(ya?ml|json|graphqls?|gql|proto)$/.test(path)),
    prefix,
    contents,
    version: softwareVersion,
    madeAt,
  };
}
