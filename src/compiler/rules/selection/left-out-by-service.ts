import { findingKind } from '../../../kernel/index.ts';
import { isSelected } from '../../compose/select.ts';
import { manifestText, planText } from '../example.ts';
import { rule } from '../rule.ts';

const service = (more: string): string => manifestText('Service', 'orders', `file: orders.yaml\n${more}`);

/** A plan chooses among what its Service leaves. */
export const leftOutByService = rule({
  name: 'left-out-by-service',
  scope: 'plan',
  kind: findingKind<{ operation: string; service: string }>({
    code: 'RSH6013',
    severity: 'warning',
    title: 'An inclusion of what the Service leaves out',
    help: 'A ConfigurationPlan chooses among the operations that its Service selects. The Service leaves this one out, so the plan cannot offer it.',
    message: ({ operation, service }) =>
      `Service ${service} leaves out '${operation}', so this has no effect`,
    hint: () => 'include the operation in the Service too, or remove it here',
  }),
  bad: {
    'service.yaml': service('excludedOperations: [POST /orders]'),
    'plan.yaml': planText('includedOperations: [GET /orders, POST /orders]'),
  },
  good: {
    'service.yaml': service('excludedOperations: [POST /orders]'),
    'plan.yaml': planText('includedOperations: [GET /orders]'),
  },
  check: ({ plan, imported }, report) => {
    const { manifest, name } = plan.service;
    const operations = new Set(imported.tools.map(({ operation }) => operation));
    (plan.manifest.spec.includedOperations ?? []).forEach((operation, index) => {
      if (!operations.has(operation) || isSelected(operation, manifest)) return;
      const field =
        (manifest.spec.includedOperations ?? []).length > 0 ? 'includedOperations' : 'excludedOperations';
      const related = { ...manifest.at([field], 'key'), message: 'it is left out here' };
      report({ operation, service: name }, plan.manifest.at(['includedOperations', index]), [related]);
    });
  },
});
