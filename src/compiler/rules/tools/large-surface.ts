import { findingKind } from '../../../kernel/index.ts';
import { contextCost } from '../../compose/exposition.ts';
import { planText } from '../example.ts';
import { rule } from '../rule.ts';

const toolLimit = 128;
const tokenLimit = 50_000;

const paths = Array.from({ length: toolLimit + 1 }, (_, index) => `  /orders/${index}: { get: *list }`).join(
  '\n',
);
const spec = `openapi: 3.1.0
info: { title: Orders, version: "1" }
x-list: &list { responses: { "200": { description: all } } }
paths:
${paths}
`;

/** A model reads every tool before it calls one. */
export const largeSurface = rule({
  name: 'large-surface',
  scope: 'plan',
  kind: findingKind<{ plan: string; tools: number; tokens: number }>({
    code: 'RSH6063',
    severity: 'warning',
    title: 'An endpoint with very many tools',
    help: `Everything that an endpoint lists is read by the model of every caller. Clients and model APIs commonly stop at ${toolLimit} tools, and ${tokenLimit} tokens are a good part of a context. A \`contextBudget\` says how much is meant, and is then kept.`,
    message: ({ plan, tools, tokens }) =>
      `plan ${plan} offers ${tools} tools, about ${tokens} tokens of context`,
    hint: () => 'name what callers need in includedOperations, or set contextBudget to what is meant',
  }),
  bad: { 'orders.yaml': spec, 'plan.yaml': planText('') },
  good: { 'orders.yaml': spec, 'plan.yaml': planText('contextBudget: 20000') },
  check: ({ plan, offer }, report) => {
    if (plan.manifest.spec.contextBudget !== undefined) return;
    const tokens = contextCost(offer.tools);
    if (offer.tools.length > toolLimit || tokens > tokenLimit)
      report({ plan: plan.name, tools: offer.tools.length, tokens }, plan.manifest.nameAt());
  },
});
