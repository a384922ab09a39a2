import { findingKind } from '../../../kernel/index.ts';
import { planText } from '../example.ts';
import { listing } from '../listing.ts';
import { rule } from '../rule.ts';
import { accessOf, effectOf, isTrial } from './callers.ts';

/** Who reaches the endpoint of an open plan may call all of it. */
export const openWrites = rule({
  name: 'open-writes',
  scope: 'exposition',
  kind: findingKind<{ plan: string; tools: readonly string[] }>({
    code: 'RSH6001',
    severity: 'warning',
    title: 'Anybody may change something',
    help: 'The plan asks callers for nothing, and offers tools that may change something at the backend. Nothing is said about backends on the same machine, which are for trying things out, unless a label of the group says `production`. `apiKey: false` says that an open endpoint is meant.',
    message: ({ plan, tools }) => `plan ${plan} lets anybody call ${listing(tools)}`,
    hint: ({ plan }) =>
      `run \`reshapr api-key create ${plan}\`, or write apiKey: false if everybody may call it`,
  }),
  bad: { 'plan.yaml': planText('', 'https://orders.example') },
  good: { 'plan.yaml': planText('apiKey: { from: "${env:ORDERS_KEY}" }', 'https://orders.example') },
  check: (subject, report) => {
    const { plan, offer } = subject;
    if (accessOf(subject) !== 'open' || isTrial(subject)) return;
    const tools = offer.tools.filter((tool) => effectOf(tool, subject) === 'writes');
    if (tools.length > 0)
      report({ plan: plan.name, tools: tools.map(({ name }) => name) }, plan.manifest.nameAt());
  },
});
