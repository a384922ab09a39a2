import { findingKind } from '../../../kernel/index.ts';
import { planText } from '../example.ts';
import { rule } from '../rule.ts';

const spec = `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      deprecated: true
      summary: Lists orders
      responses: { "200": { description: all } }
    post:
      summary: Places an order
      responses: { "204": { description: done } }
`;

/** What is about to go should not be what models learn to use. Importers begin such descriptions with `Deprecated`. */
export const deprecatedOperation = rule({
  name: 'deprecated-operation',
  scope: 'plan',
  kind: findingKind<{ tool: string }>({
    code: 'RSH6064',
    severity: 'info',
    title: 'A deprecated operation that is offered',
    help: 'The spec calls the operation deprecated, and a plan offers it.',
    message: ({ tool }) => `the tool ${tool} is deprecated and offered`,
    hint: () => 'add it to excludedOperations, unless callers still need it',
  }),
  bad: { 'orders.yaml': spec },
  good: { 'orders.yaml': spec, 'plan.yaml': planText('excludedOperations: [GET /orders]') },
  check: ({ offer }, report) => {
    for (const { name, facts } of offer.tools)
      if (/^deprecated\b/i.test(facts.description ?? '')) report({ tool: name }, facts.at);
  },
});
