import { findingKind } from '../../../kernel/index.ts';
import { manifestText } from '../example.ts';
import { rule } from '../rule.ts';

const strict = { 'reshapr.yaml': manifestText('Project', 'shop', 'organization: acme') };
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
  bad: { ...strict, 'orders.yaml': spec('operationId: list') },
  good: { ...strict, 'orders.yaml': spec('summary: List all orders') },
  check: ({ offer }, report) => {
    for (const { name, operation, facts } of offer.tools) {
      const text = facts.description ?? facts.title ?? '';
      const said = plain(text.replace(/^Deprecated\./, ''));
      if (said === '') report({ tool: name, repeats: undefined }, facts.at);
      else if (said === plain(name)) report({ tool: name, repeats: 'name' }, facts.at);
      else if (said === plain(operation.slice(operation.indexOf(' ') + 1)))
        report({ tool: name, repeats: 'path' }, facts.at);
    }
  },
});

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
