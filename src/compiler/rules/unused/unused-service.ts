import { findingKind } from '../../../kernel/index.ts';
import { manifestText } from '../example.ts';
import { rule } from '../rule.ts';

const more = (name: string): string => manifestText('Service', name, `file: orders.yaml\nname: ${name}`);

/** A Service without a ConfigurationPlan is offered to nobody. */
export const unusedService = rule({
  name: 'unused-service',
  scope: 'use',
  kind: findingKind<{ service: string }>({
    code: 'RSH6020',
    severity: 'warning',
    title: 'A Service without a plan',
    help: 'No ConfigurationPlan refers to this Service, so none of its tools is offered anywhere.',
    message: ({ service }) => `no ConfigurationPlan offers anything of ${service}`,
    hint: () => 'add a ConfigurationPlan and an Exposition for it, or remove it',
  }),
  bad: { 'returns.yaml': more('Returns') },
  good: {
    'returns.yaml': [
      more('Returns'),
      manifestText(
        'ConfigurationPlan',
        'all',
        'service: { name: Returns, version: "1" }\nbackendEndpoint: http://localhost:8080',
      ),
      manifestText(
        'Exposition',
        'returns',
        'service: { name: Returns }\nconfigurationPlan: all\ngatewayGroup: default',
      ),
    ].join('---\n'),
  },
  check: ({ service, plans, incomplete }, report) => {
    if (incomplete || plans.length > 0) return;
    report({ service: `${service.name}:${service.version}` }, service.manifest.nameAt());
  },
});
