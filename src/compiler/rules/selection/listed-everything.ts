import { findingKind } from '../../../kernel/index.ts';
import { selectTools } from '../../compose/select.ts';
import { planText } from '../example.ts';
import { rule } from '../rule.ts';

/** A list of everything is either superfluous, or meant to keep out what the spec gets later. */
export const listedEverything = rule({
  name: 'listed-everything',
  scope: 'plan',
  kind: findingKind<{ count: number }>({
    code: 'RSH6012',
    severity: 'info',
    title: 'An inclusion of everything',
    help: '`includedOperations` names every operation there is, so it leaves nothing out today. That is sensible only to keep out operations that the spec gets later.',
    message: ({ count }) => `includedOperations names all ${count} operations`,
    hint: () => 'remove it, unless operations that the spec gets later are to stay out',
  }),
  bad: { 'plan.yaml': planText('includedOperations: [GET /orders, POST /orders]') },
  good: { 'plan.yaml': planText('includedOperations: [GET /orders]') },
  check: ({ plan, imported, artifacts }, report) => {
    const { includedOperations = [] } = plan.manifest.spec;
    const named = new Set(includedOperations);
    // With custom tools, naming all operations is what hides those.
    if (artifacts.some(({ artifact }) => artifact.kind === 'CustomTools')) return;
    const tools = selectTools(imported.tools, plan.service.manifest);
    if (tools.length > 1 && tools.every(({ operation }) => named.has(operation)))
      report({ count: tools.length }, plan.manifest.at(['includedOperations'], 'key'));
  },
});
