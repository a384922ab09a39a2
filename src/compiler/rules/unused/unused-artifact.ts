import { findingKind } from '../../../kernel/index.ts';
import type { BoundPlan } from '../../bind/bound.ts';
import type { AttachedArtifact } from '../../bind/manifests.ts';
import { includedArtifacts } from '../../compose/artifacts.ts';
import { artifactText, planText } from '../example.ts';
import { rule } from '../rule.ts';

const prompts = artifactText('Prompts', 'prompts:\n  greet: { result: Say hello }');

/** An attached artifact counts where a plan includes it. */
export const unusedArtifact = rule({
  name: 'unused-artifact',
  scope: 'use',
  kind: findingKind<{ kind: string; name: string; service: string }>({
    code: 'RSH6024',
    severity: 'warning',
    title: 'An artifact that no plan includes',
    help: 'Every ConfigurationPlan of the service leaves this artifact out with `includedArtifacts`, so nothing of it is offered anywhere.',
    message: ({ kind, name, service }) => `no plan of ${service} includes the ${kind} '${name}'`,
    hint: ({ name }) => `add '${name}' to includedArtifacts of a plan, or remove it`,
  }),
  also: ['RSH3020'],
  bad: { 'prompts.yaml': prompts, 'plan.yaml': planText('includedArtifacts: none') },
  good: { 'prompts.yaml': prompts, 'plan.yaml': planText('includedArtifacts: [prompts.yaml]') },
  check: ({ service, artifacts, plans, incomplete }, report) => {
    // A name that no artifact has is meant for one of those that seem unused.
    if (incomplete || plans.length === 0 || plans.some((plan) => hasUnknownName(plan, artifacts))) return;
    const used = new Set(plans.flatMap((plan) => includedArtifacts(plan, artifacts)));
    for (const artifact of artifacts)
      if (!used.has(artifact))
        report({ kind: artifact.kind, name: artifact.name, service: service.name }, artifact.nameAt());
  },
});

function hasUnknownName({ manifest }: BoundPlan, artifacts: readonly AttachedArtifact[]): boolean {
  const { includedArtifacts: selection } = manifest.spec;
  if (!Array.isArray(selection)) return false;
  const names = new Set(['*', ...artifacts.map(({ name }) => name)]);
  return selection.some((name) => !names.has(name));
}
