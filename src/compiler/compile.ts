import { compareDiagnostics, type Diagnostic, hasErrors, type SourceTree } from '../kernel/index.ts';
import {
  type Origin,
  type Provenance,
  type Snapshot,
  sealProvenance,
  snapshotOf,
} from '../snapshot/index.ts';
import { bind } from './bind/bind.ts';
import type { Bound, BoundExposition } from './bind/bound.ts';
import { unboundNames } from './bind/dangling.ts';
import { checkArtifactsOfPlan } from './compose/artifacts.ts';
import { checkSelection, selectTools } from './compose/select.ts';
import type { Context } from './context.ts';
import { type Memo, memoryMemo, noWork, type Work } from './memo.ts';

import { type ImportedService, importService, type LocatedObject } from './stages/import-service.ts';
import { type ReadTree, readTree } from './stages/read-tree.ts';
import { sealControl } from './stages/seal.ts';
import { sealExposition } from './stages/seal-exposition.ts';
import { withSeverities } from './stages/severities.ts';
import { reportUnused } from './stages/unused.ts';

export interface CompileOptions {
  /** What earlier compiles found out; none by default. */
  readonly memo?: Memo;
}

export interface CompileResult {
  /** Every finding, by file and place. */
  readonly diagnostics: readonly Diagnostic[];
  /** Undefined when there is an error among the diagnostics. */
  readonly compiled: { readonly snapshot: Snapshot; readonly provenance: Provenance } | undefined;
  readonly work: Work;
}

/**
 * Compiles a source tree into a snapshot: parse, check, bind, import, compose, lint, seal. Pure: the same bytes
 * give the same snapshot and the same findings, on any machine, with or without a memo.
 */
export async function compile(tree: SourceTree, options: CompileOptions = {}): Promise<CompileResult> {
  const diagnostics: Diagnostic[] = [];
  const memo = options.memo ?? memoryMemo();
  const context: Context = {
    memo,
    work: noWork(),
    unbound: unboundNames(),
    report: (...found) => {
      diagnostics.push(...found);
    },
  };

  const read = await readTree(tree, context);
  const bound = await bind(read, context);
  const composed = bound === undefined ? undefined : await compose(bound, read, context);
  if (bound !== undefined) reportUnused(read, context);
  const settled = withSeverities(once(diagnostics), bound?.project).sort(compareDiagnostics);
  const { work } = context;
  if (bound === undefined || composed === undefined || hasErrors(settled))
    return finish({ diagnostics: settled, compiled: undefined, work });
  const objects = [...composed, ...sealControl(bound, read, context)];
  const snapshot = snapshotOf(
    bound.project.name,
    bound.organization,
    objects.map(({ object }) => object),
  );
  const compiled = { snapshot, provenance: provenanceOf(objects, read) };
  return finish({ diagnostics: settled, compiled, work });

  function finish(result: CompileResult): CompileResult {
    memo.sweep();
    return result;
  }
}

/** Two services may find the same fault in a file that both refer to. */
function once(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}

/** Only what an exposition offers becomes part of a snapshot. */
async function compose(bound: Bound, read: ReadTree, context: Context): Promise<readonly LocatedObject[]> {
  const imported = new Map<string, ImportedService>();
  for (const service of bound.services) {
    const result = await importService(service, read, context);
    imported.set(service.id, result);
    context.report(...result.diagnostics);
    checkSelection(service.manifest, result, context);
  }
  for (const plan of bound.plans) {
    const result = imported.get(plan.service.id) as ImportedService;
    checkSelection(plan.manifest, result, context);
    checkArtifactsOfPlan(plan, toolsOf(plan, result), context);
  }

  const objects: LocatedObject[] = [];
  const offered = new Map<string, Set<string>>();
  for (const exposition of bound.expositions) {
    const { plan } = exposition;
    const result = imported.get(plan.service.id) as ImportedService;
    const tools = toolsOf(plan, result);
    objects.push(sealExposition(exposition, bound.organization, result, tools, read, context));
    const names = offered.get(plan.service.id) ?? new Set();
    for (const tool of tools) {
      names.add(tool.object);
      for (const schema of tool.schemas) names.add(schema);
    }
    offered.set(plan.service.id, names);
  }
  for (const [service, names] of offered) {
    const result = imported.get(service) as ImportedService;
    objects.push(...result.objects.filter(({ object }) => names.has(object.name)));
  }
  return objects;
}

function toolsOf(plan: BoundExposition['plan'], imported: ImportedService): ImportedService['tools'] {
  return selectTools(selectTools(imported.tools, plan.service.manifest), plan.manifest);
}

function provenanceOf(objects: readonly LocatedObject[], read: ReadTree): Provenance {
  const origins = objects.map(({ object: { kind, name }, at }): Origin => {
    const blob = read.files.get(at.file)?.blob ?? '';
    return { kind, name, file: at.file, range: at.range, blob };
  });
  return sealProvenance(origins);
}
