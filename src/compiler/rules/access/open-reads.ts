import { findingKind } from '../../../kernel/index.ts';
import { planText } from '../example.ts';
import { rule } from '../rule.ts';
import { accessOf, effectOf, isTrial } from './callers.ts';

const reads = 'includedOperations: [GET /orders]';

/** An open plan that only reads may well be meant: a note, until `apiKey: false` says so. */
export const openReads = rule({
  name: 'open-reads',
  scope: 'exposition',
  kind: findingKind<{ plan: string }>({
    code: 'RSH6002',
    severity: 'info',
    title: 'Anybody may read',
    help: 'The plan asks callers for nothing, and all that it offers only reads. That may be meant; `apiKey: false` says so.',
    message: ({ plan }) => `plan ${plan} lets anybody read`,
    hint: ({ plan }) =>
      `run \`reshapr api-key create ${plan}\`, or write apiKey: false if everybody may read it`,
  }),
  bad: { 'plan.yaml': planText(reads, 'https://orders.example') },
  good: { 'plan.yaml': planText(`${reads}\napiKey: false`, 'https://orders.example') },
  check: (subject, report) => {
    const { plan, offer } = subject;
    if (accessOf(subject) !== 'open' || isTrial(subject)) return;
    const offersSomething = offer.tools.length + offer.prompts.length + offer.resources.length > 0;
    if (offersSomething && offer.tools.every((tool) => effectOf(tool, subject) === 'reads'))
      report({ plan: plan.name }, plan.manifest.nameAt());
  },
});
