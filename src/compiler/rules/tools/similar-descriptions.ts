import { findingKind } from '../../../kernel/index.ts';
import { nameOnce } from '../../bind/name-once.ts';
import type { OfferedTool } from '../../compose/offer.ts';
import type { ToolFacts } from '../../stages/tool-facts.ts';
import { rule } from '../rule.ts';

const spec = (second: string): string => `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      description: The orders of a customer.
      responses: { "200": { description: all } }
    post:
      description: ${second}
      responses: { "200": { description: done } }
`;

/** Two tools that a model cannot tell apart by what they say. */
export const similarDescriptions = rule({
  name: 'similar-descriptions',
  scope: 'plan',
  kind: findingKind<{ tool: string; other: string }>({
    code: 'RSH6061',
    severity: 'info',
    title: 'Two tools that say the same of themselves',
    help: 'On one endpoint two tools have the same description, apart from upper case, punctuation, word order and words like *the*. A model that reads it cannot tell which one to call.',
    message: ({ tool, other }) => `${tool} says the same of itself as ${other}`,
    hint: () => 'say what each of the two does that the other does not',
  }),
  bad: { 'orders.yaml': spec('Orders, of the customer') },
  good: { 'orders.yaml': spec('Places an order for a customer.') },
  check: ({ offer }, report) => {
    const holders = new Map<string, OfferedTool>();
    for (const tool of offer.tools) {
      const words = meaningOf(tool.facts);
      if (words === '') continue;
      const other = holders.get(words);
      if (other === undefined) holders.set(words, tool);
      else if (other.name !== tool.name) {
        const related = { ...other.facts.at, message: `${other.name} is here` };
        report({ tool: tool.name, other: other.name }, tool.facts.at, [related]);
      }
    }
  },
});

const small = new Set([
  'a',
  'an',
  'and',
  'by',
  'for',
  'from',
  'in',
  'of',
  'on',
  'or',
  'the',
  'this',
  'to',
  'with',
]);

/** The words that count, in order of the alphabet. Most tools are offered on several endpoints: it is made once. */
const meaningOf = nameOnce(({ description = '' }: ToolFacts): string => {
  const words = description.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return [...new Set(words.filter((word) => word !== '' && !small.has(word)))].sort().join(' ');
});
