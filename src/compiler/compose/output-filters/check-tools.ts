import { type Diagnostic, didYouMean, finding, isJsonObject } from '../../../kernel/index.ts';
import type { ManifestOf } from '../../../manifest/index.ts';
import { type BoundPlan, coordinates } from '../../bind/bound.ts';
import type { Context } from '../../context.ts';
import type { ImportedService } from '../../stages/import-service.ts';
import { attachedOf, type SealedArtifact } from '../../stages/seal-artifact.ts';
import { includedArtifacts } from '../artifacts.ts';
import { openTarget, type Target, toolsOfService } from '../custom-tools/targets.ts';
import type { Offer } from '../offer.ts';
import { keepsNothing } from './check-filter.ts';
import { emptyRetain, hiddenFilteredTool, impossiblePointer, unknownFilteredTool } from './diagnostics.ts';
import { deadEnd } from './pointers.ts';

/** A service with its artifacts, and the plans of it with what they offer. */
export interface FilterSubject {
  readonly imported: ImportedService;
  readonly artifacts: readonly SealedArtifact[];
  readonly plans: readonly { readonly plan: BoundPlan; readonly offer: Offer }[];
}

type FilterArtifact = ManifestOf<'ToolsOutputFilters'>;

/** Reports filters for tools that do not exist or that nobody is offered, and pointers to what no answer has. */
export function checkFilteredTools(subject: FilterSubject, context: Pick<Context, 'report'>): void {
  const { imported, artifacts } = subject;
  // A service whose spec could not be read was reported, and has no tools.
  if (!imported.isRead) return;
  for (const { artifact } of artifacts) {
    if (artifact.kind !== 'ToolsOutputFilters') continue;
    for (const tool of Object.keys(artifact.spec.filters)) {
      const missing = whyMissing(artifact, tool, subject);
      if (missing !== undefined) context.report(missing);
      else checkPointers(artifact, tool, subject, context);
    }
  }
}

function whyMissing(
  artifact: FilterArtifact,
  tool: string,
  { imported, artifacts, plans }: FilterSubject,
): Diagnostic | undefined {
  const at = artifact.at(['filters', tool], 'key');
  const operations = toolsOfService(imported);
  const custom = artifacts.flatMap(({ artifact: other }) =>
    other.kind === 'CustomTools' ? Object.keys(other.spec.customTools) : [],
  );
  const names = [...operations.map(({ name }) => name), ...custom];
  if (!names.includes(tool)) {
    const meant = operations.find(({ operation }) => operation === tool);
    const suggestion = meant === undefined ? didYouMean(tool, names) : `write ${meant.name}`;
    const service = coordinates(imported.service);
    return finding(unknownFilteredTool, { tool, service, suggestion }, at);
  }
  const attached = attachedOf(artifacts);
  const including = plans.filter(({ plan }) => includedArtifacts(plan, attached).includes(artifact));
  if (including.length === 0) return undefined;
  if (including.some(({ offer }) => offer.tools.some(({ name }) => name === tool))) return undefined;
  const taking = including.flatMap(({ offer }) => offer.tools).find(({ part }) => part?.hides === tool);
  const hint =
    taking === undefined
      ? 'offer the tool, or remove the filter'
      : `${taking.name} has taken its place: name the filter after it`;
  const named = including.map(({ plan }) => plan.name).join(', ');
  const params = { tool, plans: `${including.length === 1 ? 'plan' : 'any of the plans'} ${named}`, hint };
  return finding(hiddenFilteredTool, params, at);
}

/** What the answers of a tool look like, as text: undefined when nobody says. */
function answersOf(tool: string, { imported, artifacts }: FilterSubject): Answers | undefined {
  const part = artifacts
    .flatMap(({ parts }) => parts)
    .find((each) => each.kind === 'tool' && each.key === tool);
  const call = part?.kind === 'tool' ? part.object.call : undefined;
  if (call?.protocol === 'script') return undefined;
  const wanted = call?.protocol === 'tool' ? call.target : undefined;
  const sealed = toolsOfService(imported).find((each) =>
    wanted === undefined ? each.name === tool : each.object === wanted,
  );
  if (sealed === undefined) return undefined;
  const target = openTarget(imported, sealed);
  const { outputSchema, call: own } = target.tool;
  if (outputSchema === undefined) return undefined;
  // The text is the bare answer, whatever structured content it is wrapped in.
  const wrapped = 'wrapResult' in own && own.wrapResult === true;
  const properties = outputSchema['properties'];
  const bare = wrapped && isJsonObject(properties) ? properties['result'] : outputSchema;
  return isJsonObject(bare) ? { schema: { ...bare }, defs: target.defs } : undefined;
}

interface Answers {
  readonly schema: Record<string, unknown>;
  readonly defs: Target['defs'];
}

function checkPointers(
  artifact: FilterArtifact,
  tool: string,
  subject: FilterSubject,
  context: Pick<Context, 'report'>,
): void {
  const answers = answersOf(tool, subject);
  const filter = artifact.spec.filters[tool];
  if (answers === undefined || filter === undefined || keepsNothing(filter)) return;
  const { schema, defs } = answers;
  const { jsonRetain = [], jsonPatches = [] } = filter;

  function check(pointer: string, lists: 'crossed' | 'indexed', path: (string | number)[]): boolean {
    const dead = deadEnd(schema, defs, pointer, lists);
    if (dead === undefined) return true;
    const at = artifact.at(['filters', tool, ...path]);
    context.report(finding(impossiblePointer, { pointer, tool, hint: dead.hint }, at));
    return false;
  }

  const kept = jsonRetain.map((pointer, index) => check(pointer, 'crossed', ['jsonRetain', index]));
  if (kept.length > 0 && !kept.includes(true))
    context.report(finding(emptyRetain, { tool }, artifact.at(['filters', tool, 'jsonRetain'], 'key')));
  // A patch may add what a later one changes.
  const adds = jsonPatches.some(({ op }) => op === 'add' || op === 'move' || op === 'copy');
  if (adds) return;
  jsonPatches.forEach(({ path }, index) => {
    check(path, 'indexed', ['jsonPatches', index, 'path']);
  });
}
