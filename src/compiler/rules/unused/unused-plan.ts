import { findingKind } from '../../../kernel/index.ts';
import { manifestText, planText } from '../example.ts';
import { rule } from '../rule.ts';

const second = planText('').replace('name: all', 'name: partners');

/** A ConfigurationPlan without an Exposition is placed nowhere. */
export const unusedPlan = rule({
  name: 'unused-plan',
  scope: 'use',
  kind: findingKind<{ plan: string }>({
    code: 'RSH6021',
    severity: 'warning',
    title: 'A ConfigurationPlan without an Exposition',
    help: 'No Exposition places this plan on a GatewayGroup, so it has no endpoint.',
    message: ({ plan }) => `no Exposition places plan ${plan}`,
    hint: () => 'add an Exposition for it, or remove it',
  }),
  bad: { 'partners.yaml': second },
  good: {
    'partners.yaml': second,
    'partners-exposition.yaml': manifestText(
      'Exposition',
      'partners',
      'service: { name: Orders }\nconfigurationPlan: partners\ngatewayGroup: default\nname: partners',
    ),
    'exposition.yaml': manifestText(
      'Exposition',
      'orders',
      'service: { name: Orders }\nconfigurationPlan: all\ngatewayGroup: default\nname: orders',
    ),
  },
  check: ({ plans, expositions, incomplete }, report) => {
    if (incomplete) return;
    const used = new Set(expositions.map(({ plan }) => plan));
    for (const plan of plans) if (!used.has(plan)) report({ plan: plan.name }, plan.manifest.nameAt());
  },
});
