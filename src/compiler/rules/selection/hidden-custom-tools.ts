import { findingKind } from '../../../kernel/index.ts';
import { includedArtifacts } from '../../compose/artifacts.ts';
import { attachedOf } from '../../stages/seal-artifact.ts';
import { artifactText, planText } from '../example.ts';
import { listing } from '../listing.ts';
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

/** Custom tools count as operations of their own name. */
export const hiddenCustomTools = rule({
  name: 'hidden-custom-tools',
  scope: 'plan',
  kind: findingKind<{ tools: readonly string[] }>({
    code: 'RSH6014',
    severity: 'warning',
    title: 'Custom tools that the inclusion hides',
    help: 'A list `includedOperations` offers exactly what it names, custom tools included. The plan includes an artifact with custom tools and names none of them.',
    message: ({ tools }) =>
      `includedOperations hides the custom tool${tools.length === 1 ? '' : 's'} ${listing(tools)}`,
    hint: ({ tools }) => `add '${tools[0]}' here, or leave their artifact out with includedArtifacts`,
  }),
  bad: { 'tools.yaml': tools, 'plan.yaml': planText('includedOperations: [GET /orders]') },
  good: { 'tools.yaml': tools, 'plan.yaml': planText('includedOperations: [GET /orders, recent]') },
  check: ({ plan, artifacts }, report) => {
    const { includedOperations = [] } = plan.manifest.spec;
    if (includedOperations.length === 0) return;
    const included = new Set(includedArtifacts(plan, attachedOf(artifacts)));
    for (const { artifact } of artifacts) {
      if (artifact.kind !== 'CustomTools' || !included.has(artifact)) continue;
      const names = Object.keys(artifact.spec.customTools);
      if (names.length === 0 || names.some((name) => includedOperations.includes(name))) continue;
      const related = { ...artifact.nameAt(), message: 'they are defined here' };
      report({ tools: names }, plan.manifest.at(['includedOperations'], 'key'), [related]);
    }
  },
});
