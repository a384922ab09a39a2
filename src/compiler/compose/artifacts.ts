import { didYouMean, finding } from '../../kernel/index.ts';
import { type BoundPlan, coordinates } from '../bind/bound.ts';
import type { AttachedArtifact } from '../bind/manifests.ts';
import { planName } from '../bind/plans.ts';
import type { Context } from '../context.ts';
import { duplicateKeyInPlan, toolNameCollision, unknownArtifact } from './diagnostics.ts';
import { isSelected } from './select.ts';

/** Of the artifacts that are attached to its service those that a plan includes: all, none, or those that it names. */
export function includedArtifacts(
  plan: BoundPlan,
  attached: readonly AttachedArtifact[],
): readonly AttachedArtifact[] {
  const selection = plan.manifest.spec.includedArtifacts;
  if (selection === undefined) return attached;
  if (selection === 'none') return [];
  if (selection.includes('*')) return attached;
  return attached.filter(({ name }) => selection.includes(name));
}

/**
 * Reports what the artifacts of a plan define twice, and names that select no artifact. `operations` are those whose
 * tools the plan lists, by tool name.
 */
export function checkArtifactsOfPlan(
  plan: BoundPlan,
  attached: readonly AttachedArtifact[],
  operations: ReadonlyMap<string, string>,
  context: Context,
): void {
  const selection = plan.manifest.spec.includedArtifacts;
  const names = attached.map(({ name }) => name);
  if (Array.isArray(selection))
    selection.forEach((name, index) => {
      if (name === '*' || names.includes(name)) return;
      const problem = { name, service: coordinates(plan.service), suggestion: didYouMean(name, names) };
      context.report(finding(unknownArtifact, problem, plan.manifest.at(['includedArtifacts', index])));
    });

  const holders = new Map<string, AttachedArtifact>();
  for (const artifact of includedArtifacts(plan, attached))
    for (const { path, key } of keysOf(artifact)) {
      const holder = holders.get(`${artifact.kind} ${key}`);
      const isOffered = artifact.kind === 'CustomTools' && isSelected(key, plan.manifest);
      const operation = isOffered ? operations.get(key) : undefined;
      if (operation !== undefined)
        context.report(finding(toolNameCollision, { name: key, operation }, artifact.at(path, 'key')));
      if (holder === undefined) holders.set(`${artifact.kind} ${key}`, artifact);
      else {
        const problem = { kind: artifact.kind, key, plan: planName(plan) };
        const related = { ...holder.nameAt(), message: 'the other one is here' };
        context.report(finding(duplicateKeyInPlan, problem, artifact.at(path, 'key'), [related]));
      }
    }
}

/** What an artifact defines, with the path to each definition. */
function keysOf(artifact: AttachedArtifact): { path: string[]; key: string }[] {
  const under = (field: string, map: object | undefined): { path: string[]; key: string }[] =>
    Object.keys(map ?? {}).map((key) => ({ path: [field, key], key }));
  switch (artifact.kind) {
    case 'Prompts':
      return under('prompts', artifact.spec.prompts);
    case 'CustomTools':
      return under('customTools', artifact.spec.customTools);
    case 'Resources':
      return [
        ...under('resources', artifact.spec.resources),
        ...under('resourceTemplates', artifact.spec.resourceTemplates),
      ];
    case 'ToolsOutputFilters':
      return under('filters', artifact.spec.filters);
  }
}
