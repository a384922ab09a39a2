import { findingKind } from '../../../kernel/index.ts';
import { rule } from '../rule.ts';
import { repetitionIn } from './undescribed-tool.ts';

const limit = 4096;
const spec = (description: string): string => `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      description: ${description}
      responses: { "200": { description: all } }
`;

/** What a model reads before every call should say enough, and not more. */
export const descriptionLength = rule({
  name: 'description-length',
  scope: 'plan',
  kind: findingKind<{ tool: string; length: number }>({
    code: 'RSH6062',
    severity: 'info',
    title: 'A description that says too little or too much',
    help: `A description of one short word leaves a model guessing. One of more than ${limit} characters costs about a thousand tokens in every conversation, whether the tool is called or not.`,
    message: ({ tool, length }) =>
      length > limit
        ? `the description of ${tool} has ${length} characters, about ${Math.ceil(length / 4)} tokens`
        : `the description of ${tool} is a single word`,
    hint: ({ length }) =>
      length > limit
        ? 'move what a model does not need for choosing the tool elsewhere'
        : 'say in a sentence what it does and when to use it',
  }),
  bad: { 'orders.yaml': spec('Listing') },
  good: { 'orders.yaml': spec('Lists the orders of a customer.') },
  check: ({ offer }, report) => {
    for (const tool of offer.tools) {
      const text = (tool.facts.description ?? '').trim();
      const short = text.length < 12 && !/\s/.test(text) && repetitionIn(tool) === false;
      if (text.length > limit || short) report({ tool: tool.name, length: text.length }, tool.facts.at);
    }
  },
});
