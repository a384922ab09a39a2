import { findingKind } from '../../../kernel/index.ts';
import type { SealedTool } from '../../stages/seal-spec.ts';
import { rule } from '../rule.ts';

const spec = (summary: string): string => `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      ${summary}
      responses: { "200": { description: all } }
`;

/** A model chooses among tools by what they say of themselves. */
export const undescribedTool = rule({
  name: 'undescribed-tool',
  scope: 'plan',
  kind: findingKind<{ tool: string; repeats: string | undefined }>({
    code: 'RSH6060',
    severity: 'info',
    title: 'A tool that says nothing of itself',
    help: 'A model chooses a tool by its description. One that has none, or only repeats its own name or path, is chosen by guessing. Operations get it from `description` or `summary` of the spec.',
    message: ({ tool, repeats }) =>
      repeats === undefined
        ? `the tool ${tool} has no description`
        : `the description of the tool ${tool} is only its ${repeats}`,
    hint: () => 'say in a sentence what it does and when to use it',
  }),
  bad: { 'orders.yaml': spec('operationId: list') },
  good: { 'orders.yaml': spec('summary: List all orders') },
  check: ({ offer }, report) => {
    for (const tool of offer.tools) {
      const repeats = repetitionIn(tool);
      if (repeats === false) continue;
      report({ tool: tool.name, repeats: repeats === 'nothing' ? undefined : repeats }, tool.facts.at);
    }
  },
});

/** What a description only repeats; false when it says something. */
export function repetitionIn({ name, operation, facts }: SealedTool): 'nothing' | 'name' | 'path' | false {
  const text = facts.description ?? facts.title ?? '';
  const said = plain(text.replace(/^Deprecated\./, ''));
  if (said === '') return 'nothing';
  if (said === plain(name)) return 'name';
  return said === plain(operation.slice(operation.indexOf(' ') + 1)) ? 'path' : false;
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
