import { compareDiagnostics, type Diagnostic, hasErrors, type SourceTree } from '../kernel/index.ts';
import type { Provenance, Snapshot } from '../snapshot/index.ts';
import { bind, organizationOf, projectOf } from './bind/bind.ts';
import { unboundNames } from './bind/dangling.ts';
import { expressionCheck } from './bind/policies.ts';
import { compose } from './compose/compose.ts';
import type { Context } from './context.ts';
import { type Memo, memoryMemo, noWork, type Work } from './memo.ts';
import { assemble } from './stages/assemble.ts';
import { importSpecs } from './stages/import-specs.ts';
import type { ReadAhead } from './stages/read-ahead.ts';
import { readTree } from './stages/read-tree.ts';
import { sealControl } from './stages/seal.ts';
import { withSeverities } from './stages/severities.ts';
import { reportUnused } from './stages/unused.ts';
import { type SuppressedFinding, suppress } from './suppress/suppress.ts';

export interface CompileOptions {
  /** What earlier compiles found out; none by default. */
  readonly memo?: Memo;
  /** Reads specs elsewhere while manifests are checked here; it never changes the result. Not done by default. */
  readonly readAhead?: ReadAhead;
}

export interface CompileResult {
  /** Every finding, by file and place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Findings that the tree says to ignore, with the reasons, by file and place. */
  readonly suppressed: readonly SuppressedFinding[];
  /** Undefined when there is an error among the diagnostics. */
  readonly compiled: { readonly snapshot: Snapshot; readonly provenance: Provenance } | undefined;
  readonly work: Work;
}

/**
 * Compiles a source tree into a snapshot: parse, check, import, bind, compose, lint, seal. Pure: the same bytes
 * give the same snapshot and the same findings, on any machine, with or without a memo.
 */
export async function compile(tree: SourceTree, options: CompileOptions = {}): Promise<CompileResult> {
  const diagnostics: Diagnostic[] = [];
  const memo = options.memo ?? memoryMemo(false);
  const context: Context = {
    memo,
    work: noWork(),
    unbound: unboundNames(),
    report: (...found) => {
      for (const each of found) diagnostics.push(each);
    },
    forget: () => undefined,
  };

  const read = await readTree(tree, context, options.readAhead);
  const project = projectOf(read, context);
  const readings = await importSpecs(read, organizationOf(project), context);
  const faultOf = await expressionCheck(read.manifests);
  const bound = bind(read, project, readings, faultOf, context);
  const composed = bound === undefined ? undefined : compose(bound, readings, context);
  if (bound !== undefined) reportUnused(read, context);
  const said = { comments: read.suppressions, project, files: read.files };
  const { kept, suppressed } = suppress(inOrder(diagnostics), said);
  const settled = withSeverities(kept, project).sort(compareDiagnostics);
  const { work } = context;
  if (bound === undefined || composed === undefined || hasErrors(settled))
    return { diagnostics: settled, suppressed, compiled: undefined, work };
  const { name } = bound.project;
  const made = [...composed, ...sealControl(bound, context)];
  const compiled = assemble(name, bound.organization, made, read.files, memo);
  return { diagnostics: settled, suppressed, compiled, work };
}

/** In order, each once: two services may find the same fault in a file that both refer to. */
function inOrder(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const sorted = [...diagnostics].sort(compareDiagnostics);
  let run = new Set<string>();
  return sorted.filter((diagnostic, at) => {
    const before = sorted[at - 1];
    if (before === undefined || compareDiagnostics(before, diagnostic) !== 0) {
      run = new Set();
      const next = sorted[at + 1];
      if (next === undefined || compareDiagnostics(diagnostic, next) !== 0) return true;
    }
    const text = JSON.stringify(diagnostic);
    return !run.has(text) && run.add(text);
  });
}
