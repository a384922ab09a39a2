import { findingKind } from '../../../kernel/index.ts';
import { planText } from '../example.ts';
import { listing } from '../listing.ts';
import { rule } from '../rule.ts';
import { accessOf, effectOf, isTrial } from './callers.ts';

const spec = `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders/{id}:
    delete:
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { "204": { description: gone } }
`;

/** What cannot be undone is worse than what changes: `apiKey: false` is not enough to mean it. */
export const openDestruction = rule({
  name: 'open-destruction',
  scope: 'exposition',
  kind: findingKind<{ plan: string; tools: readonly string[] }>({
    code: 'RSH6003',
    severity: 'warning',
    title: 'Anybody may destroy something',
    help: 'The plan asks callers for nothing, and offers tools that delete or replace something at the backend (their `destructiveHint` is true: DELETE and PUT, or a custom tool that calls such an operation).',
    message: ({ plan, tools }) =>
      `plan ${plan} lets anybody call ${listing(tools)}, which ${tools.length === 1 ? 'destroys' : 'destroy'} something`,
    hint: ({ plan }) => `run \`reshapr api-key create ${plan}\`, or exclude these operations from the plan`,
  }),
  bad: { 'orders.yaml': spec, 'plan.yaml': planText('', 'https://orders.example') },
  good: {
    'orders.yaml': spec,
    'plan.yaml': planText('apiKey: { from: "${env:ORDERS_KEY}" }', 'https://orders.example'),
  },
  check: (subject, report) => {
    const { plan, offer } = subject;
    if (accessOf(subject) === 'protected' || isTrial(subject)) return;
    const tools = offer.tools.filter((tool) => effectOf(tool, subject) === 'destroys');
    if (tools.length > 0)
      report({ plan: plan.name, tools: tools.map(({ name }) => name) }, plan.manifest.nameAt());
  },
});
