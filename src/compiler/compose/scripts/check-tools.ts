import { didYouMean, finding } from '../../../kernel/index.ts';
import type { ManifestOf } from '../../../manifest/index.ts';
import { type BoundPlan, coordinates } from '../../bind/bound.ts';
import type { Context } from '../../context.ts';
import type { ImportedService } from '../../stages/import-service.ts';
import { attachedOf, type SealedArtifact } from '../../stages/seal-artifact.ts';
import { includedArtifacts } from '../artifacts.ts';
import { openTarget, type Target, toolsOfService } from '../custom-tools/targets.ts';
import type { Offer } from '../offer.ts';
import { unfitParameters } from './check-params.ts';
import { analysisOf, isSameService, type Scripted } from './check-script.ts';
import {
  hiddenDeclared,
  unfitParameter,
  unknownDeclared,
  unknownService,
  unreachableService,
} from './diagnostics.ts';

/** A service with its artifacts, and the plans of it with what they offer. */
export interface ServiceTools {
  readonly imported: ImportedService;
  readonly artifacts: readonly SealedArtifact[];
  readonly plans: readonly { readonly plan: BoundPlan; readonly offer: Offer }[];
}

type Artifact = ManifestOf<'CustomTools'>;
type Report = Pick<Context, 'report'>;

/** Reports what the scripts of a service say of tools that cannot be so. `others` are all services of the tree. */
export function checkScriptedTools(
  own: ServiceTools,
  others: readonly ServiceTools[],
  context: Report,
): void {
  for (const { artifact } of own.artifacts) {
    if (artifact.kind !== 'CustomTools') continue;
    for (const [name, item] of Object.entries(artifact.spec.customTools))
      if (item.script !== undefined) checkScript(artifact, name, item, own, others, context);
  }
}

function checkScript(
  artifact: Artifact,
  name: string,
  item: Scripted,
  own: ServiceTools,
  others: readonly ServiceTools[],
  context: Report,
): void {
  const self = coordinates(own.imported.service);
  item.tools.forEach(({ tool, service }, index) => {
    const at = (field: 'tool' | 'service') => artifact.at(['customTools', name, 'tools', index, field]);
    const isOwn = isSameService(service, undefined, self);
    const holder = isOwn ? own : others.find((each) => coordinates(each.imported.service) === service);
    if (holder === undefined) {
      const known = others.map((each) => coordinates(each.imported.service));
      const suggestion = didYouMean(service ?? '', known);
      context.report(finding(unknownService, { service: service ?? '', suggestion }, at('service')));
      return;
    }
    // A service whose spec could not be read was reported.
    if (holder.imported.service.spec === undefined) return;
    if (!namesOf(holder).includes(tool)) {
      const meant = toolsOfService(holder.imported).find(({ operation }) => operation === tool);
      const suggestion = meant === undefined ? didYouMean(tool, namesOf(holder)) : `write ${meant.name}`;
      const params = { tool, service: coordinates(holder.imported.service), suggestion };
      context.report(finding(unknownDeclared, params, at('tool')));
      return;
    }
    if (isOwn) checkOffered(artifact, name, tool, own, at('tool'), context);
    else if (!holder.plans.some(({ offer }) => offer.tools.some((each) => each.name === tool)))
      context.report(finding(unreachableService, { tool, service: service ?? '' }, at('tool')));
    checkCalls(artifact, name, item, { tool, service, self, holder }, context);
  });
}

function namesOf({ imported, artifacts }: ServiceTools): string[] {
  const custom = artifacts.flatMap(({ artifact }) =>
    artifact.kind === 'CustomTools' ? Object.keys(artifact.spec.customTools) : [],
  );
  return [...toolsOfService(imported).map(({ name }) => name), ...custom];
}

/** A script can call what the endpoint offers that it is called at. */
function checkOffered(
  artifact: Artifact,
  script: string,
  tool: string,
  { plans, artifacts }: ServiceTools,
  at: ReturnType<Artifact['at']>,
  context: Report,
): void {
  const offers = ({ offer }: ServiceTools['plans'][number], name: string): boolean =>
    offer.tools.some((each) => each.name === name);
  const lacking = plans.filter(
    (each) =>
      includedArtifacts(each.plan, attachedOf(artifacts)).includes(artifact) &&
      offers(each, script) &&
      !offers(each, tool),
  );
  if (lacking.length === 0) return;
  const hiding = lacking.flatMap(({ offer }) => offer.tools).find(({ part }) => part?.hides === tool);
  const hint =
    hiding === undefined
      ? `let the plan offer ${tool} too, or leave the script out of it`
      : `${hiding.name} has taken its place: call that`;
  const named = lacking.map(({ plan }) => plan.name).join(', ');
  const params = { tool, script, plans: `plan ${named}`, hint };
  context.report(finding(hiddenDeclared, params, at));
}

interface Called {
  readonly tool: string;
  readonly service: string | undefined;
  readonly self: string;
  readonly holder: ServiceTools;
}

function checkCalls(
  artifact: Artifact,
  name: string,
  item: Scripted,
  { tool, service, self, holder }: Called,
  context: Report,
): void {
  const analysis = analysisOf(item);
  if ('problem' in analysis) return;
  const calls = analysis.calls.filter(
    (call) => call.tool === tool && call.service !== undefined && isSameService(call.service, service, self),
  );
  const input = calls.length === 0 ? undefined : inputOf(tool, holder);
  if (input === undefined) return;
  for (const call of calls)
    for (const { start, end, ...params } of unfitParameters(call, input.schema, input.defs)) {
      const at = artifact.within(['customTools', name, 'script'], start, end);
      context.report(finding(unfitParameter, { ...params, tool }, at));
    }
}

function inputOf(
  tool: string,
  { imported, artifacts }: ServiceTools,
): { readonly schema: unknown; readonly defs: Target['defs'] } | undefined {
  const part = artifacts
    .flatMap(({ parts }) => parts)
    .find((each) => each.kind === 'tool' && each.key === tool);
  // Schemas of custom tools hold what they refer to.
  if (part?.kind === 'tool') return { schema: part.object.inputSchema, defs: {} };
  const sealed = toolsOfService(imported).find((each) => each.name === tool);
  if (sealed === undefined) return undefined;
  const target = openTarget(imported, sealed);
  return { schema: target.tool.inputSchema, defs: target.defs };
}
