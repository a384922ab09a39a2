import { findingKind } from '../../../kernel/index.ts';
import { planText } from '../example.ts';
import { rule } from '../rule.ts';

/** `includedOperations` decides alone as soon as it names something (reShapr's rule). */
export const ignoredExclusion = rule({
  name: 'ignored-exclusion',
  scope: 'manifest',
  kind: findingKind<Record<string, never>>({
    code: 'RSH6010',
    severity: 'warning',
    title: 'An exclusion without effect',
    help: 'Where `includedOperations` names something, only that is offered, and `excludedOperations` is not looked at. A reader takes both to count.',
    message: () => 'excludedOperations has no effect beside includedOperations',
    hint: () => 'keep one of the two',
  }),
  bad: { 'plan.yaml': planText('includedOperations: [GET /orders]\nexcludedOperations: [POST /orders]') },
  good: { 'plan.yaml': planText('excludedOperations: [POST /orders]') },
  check: (manifest, report) => {
    if (manifest.kind !== 'Service' && manifest.kind !== 'ConfigurationPlan') return;
    const { includedOperations = [], excludedOperations = [] } = manifest.spec;
    if (includedOperations.length > 0 && excludedOperations.length > 0)
      report({}, manifest.at(['excludedOperations'], 'key'));
  },
});
