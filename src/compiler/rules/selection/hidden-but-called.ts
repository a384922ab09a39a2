import { findingKind } from '../../../kernel/index.ts';
import { operationTools } from '../../compose/offer.ts';
import { calledBy } from '../access/callers.ts';
import { artifactText, planText } from '../example.ts';
import { rule } from '../rule.ts';

const tools = artifactText(
  'CustomTools',
  `customTools:
  recent:
    description: Orders of the last seven days
    input: { type: object }
    tool: GET /orders
    arguments: {}`,
);

/** What a plan hides may still be called: a selection is no authorization. */
export const hiddenButCalled = rule({
  name: 'hidden-but-called',
  scope: 'plan',
  kind: findingKind<{ operation: string; plan: string; tool: string }>({
    code: 'RSH6015',
    severity: 'info',
    title: 'A hidden operation that a custom tool calls',
    help: 'The plan leaves the operation out, and offers a custom tool that calls it. Often that is the point: the custom tool is the narrower door. It is said because leaving an operation out does not make it unreachable.',
    message: ({ operation, plan, tool }) => `plan ${plan} hides ${operation}, and '${tool}' calls it`,
    hint: () => 'exclude the custom tool too, if the operation should not be reachable',
  }),
  bad: { 'tools.yaml': tools, 'plan.yaml': planText('excludedOperations: [GET /orders]') },
  good: { 'tools.yaml': tools, 'plan.yaml': planText('excludedOperations: [POST /orders]') },
  check: (subject, report) => {
    const { plan, offer } = subject;
    // An operation whose place a custom tool takes is not hidden by the plan.
    const selected = new Set(operationTools(plan, subject.imported).map(({ object }) => object));
    for (const tool of offer.tools) {
      // What a script calls has to be offered: that it is not is an error of its own.
      if (tool.part?.kind === 'tool' && tool.part.object.call.protocol === 'script') continue;
      for (const { object, operation } of calledBy(tool, subject))
        if (!selected.has(object)) report({ operation, plan: plan.name, tool: tool.name }, tool.facts.at);
    }
  },
});
