import { compareDiagnostics, type Diagnostic, hasErrors, type SourceTree } from '../kernel/index.ts';
import {
  entryKey,
  type Origin,
  type Provenance,
  type Snapshot,
  sealProvenance,
  snapshotOf,
} from '../snapshot/index.ts';
import { bind } from './bind/bind.ts';
import type { Bound, BoundPlan, BoundService } from './bind/bound.ts';
import { unboundNames } from './bind/dangling.ts';
import { checkArtifactsOfPlan } from './compose/artifacts.ts';
import { type Offer, offerOf, operationTools } from './compose/offer.ts';
import { checkResourcesOfPlan } from './compose/resources-of-plan.ts';
import { checkSelection } from './compose/select.ts';
import type { Context } from './context.ts';
import { type Memo, memoryMemo, noWork, type Work } from './memo.ts';

import { lint } from './rules/lint.ts';
import { type ImportedService, importService, type LocatedObject } from './stages/import-service.ts';
import { type ReadTree, readTree } from './stages/read-tree.ts';
import { sealControl } from './stages/seal.ts';
import { type SealedArtifact, sealArtifact } from './stages/seal-artifact.ts';
import { sealExposition } from './stages/seal-exposition.ts';
import { severities, withSeverities } from './stages/severities.ts';
import { reportUnused } from './stages/unused.ts';
import { type SuppressedFinding, suppress } from './suppress/suppress.ts';

export interface CompileOptions {
  /** What earlier compiles found out; none by default. */
  readonly memo?: Memo;
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
  const project = bound?.project;
  const said = { comments: read.suppressions, project, files: read.files };
  const { kept, suppressed } = suppress(once(diagnostics).sort(compareDiagnostics), said, severities);
  const settled = withSeverities(kept, project).sort(compareDiagnostics);
  const { work } = context;
  if (bound === undefined || composed === undefined || hasErrors(settled))
    return finish({ diagnostics: settled, suppressed, compiled: undefined, work });
  const objects = [...composed, ...sealControl(bound, read, context)];
  const snapshot = snapshotOf(
    bound.project.name,
    bound.organization,
    objects.map(({ object }) => object),
  );
  const compiled = { snapshot, provenance: provenanceOf(objects, read) };
  return finish({ diagnostics: settled, suppressed, compiled, work });

  function finish(result: CompileResult): CompileResult {
    memo.sweep();
    return result;
  }
}

/** Two services may find the same fault in a file that both refer to. */
function once(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((diagnostic) => [JSON.stringify(diagnostic), diagnostic])).values()];
}

/** A service with its tools, and its attached artifacts. */
interface SealedService {
  readonly imported: ImportedService;
  readonly artifacts: readonly SealedArtifact[];
}

/** Only what an exposition offers becomes part of a snapshot. */
async function compose(bound: Bound, read: ReadTree, context: Context): Promise<readonly LocatedObject[]> {
  const services = new Map<string, SealedService>();
  for (const service of bound.services) {
    const imported = await importService(service, read, context);
    context.report(...imported.diagnostics);
    checkSelection(service.manifest, imported, [], context);
    const artifacts = service.artifacts.map((artifact) => sealArtifact(artifact, imported, read, context));
    for (const { diagnostics } of artifacts) context.report(...diagnostics);
    services.set(service.id, { imported, artifacts });
  }
  const offers = new Map<BoundPlan, Offer>();
  for (const plan of bound.plans) {
    const { imported, artifacts } = services.get(plan.service.id) as SealedService;
    checkSelection(plan.manifest, imported, customToolsOf(artifacts), context);
    const operations = operationTools(plan, imported);
    checkArtifactsOfPlan(plan, new Map(operations.map(({ name, operation }) => [name, operation])), context);
    const offer = offerOf(plan, imported, artifacts);
    const custom = customToolsOf(artifacts).map((name) => ({ name, operation: name }));
    checkResourcesOfPlan(plan, { offered: offer.tools, known: [...imported.tools, ...custom] }, context);
    offers.set(plan, offer);
  }

  const composed = {
    bound,
    serviceOf: ({ id }: BoundService) => services.get(id) as SealedService,
    offerOf: (plan: BoundPlan) => offers.get(plan) as Offer,
  };
  lint(composed, read, context);

  const used = new Set<Offer>();
  const expositions = bound.expositions.map((exposition) => {
    const offer = offers.get(exposition.plan) as Offer;
    used.add(offer);
    return sealExposition(exposition, bound.organization, offer, read, context);
  });
  return [...expositions, ...neededObjects([...used], [...services.values()])];
}

function customToolsOf(artifacts: readonly SealedArtifact[]): string[] {
  return artifacts.flatMap(({ parts }) => parts.filter(({ kind }) => kind === 'tool').map(({ key }) => key));
}

/** Of all objects of the services those that an offer needs. */
function neededObjects(offers: readonly Offer[], services: readonly SealedService[]): LocatedObject[] {
  const needed = new Set<string>();
  for (const { tools, prompts, resources, filters } of offers) {
    for (const tool of tools) for (const key of tool.needs) needed.add(key);
    for (const part of [...prompts, ...resources, ...filters]) needed.add(entryKey(part.located.object));
  }
  const made = services.flatMap(({ imported, artifacts }) => [
    ...imported.objects,
    ...artifacts.flatMap(({ parts }) => parts.map(({ located }) => located)),
  ]);
  return made.filter(({ object }) => needed.has(entryKey(object)));
}

function provenanceOf(objects: readonly LocatedObject[], read: ReadTree): Provenance {
  const origins = objects.map(({ object: { kind, name }, at }): Origin => {
    const blob = read.files.get(at.file)?.blob ?? '';
    return { kind, name, file: at.file, range: at.range, blob };
  });
  return sealProvenance(origins);
}
