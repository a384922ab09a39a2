import type { CompileResult } from '../../compiler/index.ts';
import type { SourceTree } from '../../kernel/index.ts';
import type { Contents } from '../report/report.ts';

/** What people are told of a compile. */
export interface Outcome extends Pick<CompileResult, 'diagnostics' | 'suppressed'> {
  /** What the snapshot holds; undefined when there is none. */
  readonly contents: Contents | undefined;
}

export interface TreeOutcome {
  readonly tree: SourceTree;
  readonly outcome: Outcome;
}

export function outcomeOf({ diagnostics, suppressed, compiled }: CompileResult): Outcome {
  return { diagnostics, suppressed, contents: compiled && contentsOf(compiled.snapshot) };
}

type Snapshot = NonNullable<CompileResult['compiled']>['snapshot'];

function contentsOf({ objects }: Snapshot): Contents {
  const of = (kind: string): number => objects.filter((object) => object.kind === kind).length;
  return { manifests: of('manifest'), endpoints: of('exposition'), tools: of('tool') };
}
