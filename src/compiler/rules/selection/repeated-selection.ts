import { findingKind } from '../../../kernel/index.ts';
import { planText } from '../example.ts';
import { rule } from '../rule.ts';

const fields = ['includedOperations', 'excludedOperations', 'includedArtifacts'] as const;

/** A list that selects says each name once. */
export const repeatedSelection = rule({
  name: 'repeated-selection',
  scope: 'manifest',
  kind: findingKind<{ field: string; name: string }>({
    code: 'RSH6011',
    severity: 'warning',
    title: 'A name that a selection lists twice',
    help: 'The second mention changes nothing. Most often another name was meant.',
    message: ({ field, name }) => `${field} names '${name}' twice`,
    hint: () => 'remove this one, or write the name that was meant',
  }),
  bad: { 'plan.yaml': planText('includedOperations:\n  - GET /orders\n  - GET /orders') },
  good: { 'plan.yaml': planText('includedOperations:\n  - GET /orders') },
  check: (manifest, report) => {
    if (manifest.kind !== 'Service' && manifest.kind !== 'ConfigurationPlan') return;
    const spec: Partial<Record<(typeof fields)[number], unknown>> = manifest.spec;
    for (const field of fields) {
      const names: unknown = spec[field];
      if (!Array.isArray(names)) continue;
      names.forEach((name: unknown, index) => {
        if (names.indexOf(name) === index) return;
        const first = manifest.at([field, names.indexOf(name)]);
        const related = { ...first, message: 'it is named here already' };
        report({ field, name: String(name) }, manifest.at([field, index]), [related]);
      });
    }
  },
});
