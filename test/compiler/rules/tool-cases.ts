import type { FindingCase, SilentCase } from '../findings/finding-case.ts';
import { manifest, planWith } from '../support/small-tree.ts';

const strict = { 'reshapr.yaml': manifest('Project', 'shop', 'organization: acme') };
const spec = (operation: string): string => `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders:
    get: { ${operation}, responses: { "200": { description: all } } }
`;
const described = (get: string, post: string): Record<string, string> => ({
  ...strict,
  'orders.yaml': `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders:
    get: { description: ${JSON.stringify(get)}, responses: { "200": { description: all } } }
    post: { description: ${JSON.stringify(post)}, responses: { "200": { description: all } } }
`,
});
const many = (count: number, text: string): string => `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
${Array.from({ length: count }, (_, index) => `  /a${index}: { get: { description: ${text} with ${index}, responses: { "200": { description: all } } } }\n`).join('')}`;
const parameter = (name: string): string =>
  `{ name: ${name}, in: query, required: true, schema: { type: string } }`;

/** Rules about what tools say of themselves. */
export const toolCases: readonly FindingCase[] = [
  {
    code: 'RSH6060',
    files: { ...strict, 'orders.yaml': spec('operationId: a') },
    said: [
      'RSH6060 orders.yaml:5:5 the tool get_orders has no description → say in a sentence what it does and when to use it',
    ],
  },
  {
    code: 'RSH6060',
    what: 'only the path',
    files: { ...strict, 'orders.yaml': spec('description: "/orders"') },
    said: [
      'RSH6060 orders.yaml:5:5 the description of the tool get_orders is only its path → say in a sentence what it does and when to use it',
    ],
  },
  {
    code: 'RSH6060',
    what: 'deprecated and nothing else',
    files: { ...strict, 'orders.yaml': spec('deprecated: true, summary: Get orders') },
    said: [
      'RSH6060 orders.yaml:5:5 the description of the tool get_orders is only its name → say in a sentence what it does and when to use it',
      'RSH6064 orders.yaml:5:5 the tool get_orders is deprecated and offered → add it to excludedOperations, unless callers still need it',
    ],
  },
  {
    code: 'RSH6061',
    files: described('Lists orders.', 'lists the orders'),
    said: [
      'RSH6061 orders.yaml:6:5 post_orders says the same of itself as get_orders → say what each of the two does that the other does not',
    ],
  },
  {
    code: 'RSH6061',
    what: 'in another order',
    files: described('Orders of a customer', 'Of the customer: orders'),
    said: [
      'RSH6061 orders.yaml:6:5 post_orders says the same of itself as get_orders → say what each of the two does that the other does not',
    ],
  },
  {
    code: 'RSH6062',
    files: described('Lists orders.', 'Create'),
    said: [
      'RSH6062 orders.yaml:6:5 the description of post_orders is a single word → say in a sentence what it does and when to use it',
    ],
  },
  {
    code: 'RSH6062',
    what: 'too long',
    files: described('Lists orders.', 'Places an order. '.repeat(300).trim()),
    said: [
      'RSH6062 orders.yaml:6:5 the description of post_orders has 5099 characters, about 1275 tokens → move what a model does not need for choosing the tool elsewhere',
    ],
  },
  {
    code: 'RSH6063',
    files: { 'orders.yaml': many(130, 'Does it') },
    said: [
      'RSH6063 plan.yaml:3:19 plan all offers 130 tools, about 3325 tokens of context → name what callers need in includedOperations, or set contextBudget to what is meant',
    ],
  },
  {
    code: 'RSH6063',
    what: 'few tools that say much',
    files: { 'orders.yaml': many(60, 'word '.repeat(800).trim()) },
    said: [
      'RSH6063 plan.yaml:3:19 plan all offers 60 tools, about 61405 tokens of context → name what callers need in includedOperations, or set contextBudget to what is meant',
    ],
  },
  {
    code: 'RSH6064',
    files: { ...strict, 'orders.yaml': spec('deprecated: true, summary: Lists the orders') },
    said: [
      'RSH6064 orders.yaml:5:5 the tool get_orders is deprecated and offered → add it to excludedOperations, unless callers still need it',
    ],
  },
  {
    code: 'RSH6064',
    what: 'by its description',
    files: { ...strict, 'orders.yaml': spec('description: "DEPRECATED, use search instead"') },
    said: [
      'RSH6064 orders.yaml:5:5 the tool get_orders is deprecated and offered → add it to excludedOperations, unless callers still need it',
    ],
  },
  {
    code: 'RSH6065',
    files: { ...strict, 'orders.yaml': spec(`summary: Lists orders, parameters: [${parameter('q')}]`) },
    said: [
      'RSH6065 orders.yaml:5:5 get_orders needs q, which nothing explains → add a description to the parameter or property',
    ],
  },
  {
    code: 'RSH6065',
    what: 'several',
    files: {
      ...strict,
      'orders.yaml': spec(
        `summary: Lists orders, parameters: [${['q', 'r', 's', 't', 'u'].map(parameter).join(', ')}]`,
      ),
    },
    said: [
      'RSH6065 orders.yaml:5:5 get_orders needs q, r, s and 2 more, which nothing explains → add a description to the parameter or property',
    ],
  },
];

export const toolSilent: readonly SilentCase[] = [
  {
    code: 'RSH6060',
    what: 'a summary that says more than the path',
    files: { ...strict, 'orders.yaml': spec('summary: Orders of a customer') },
  },
  { code: 'RSH6061', what: 'one word more', files: described('Lists orders', 'Lists open orders') },
  { code: 'RSH6061', what: 'nothing said by either', files: {} },
  {
    code: 'RSH6061',
    what: 'on two endpoints',
    files: {
      ...described('Lists orders.', 'lists the orders'),
      'plan.yaml': planWith('excludedOperations: [GET /orders]'),
    },
  },
  { code: 'RSH6062', what: 'two short words', files: described('Lists orders.', 'Buy it') },
  {
    code: 'RSH6062',
    what: 'exactly as long as allowed',
    files: described('Lists orders.', 'a b '.repeat(1024)),
  },
  { code: 'RSH6063', what: 'as many as clients take', files: { 'orders.yaml': many(128, 'Does it') } },
  {
    code: 'RSH6063',
    what: 'a budget',
    files: { 'orders.yaml': many(130, 'Does it'), 'plan.yaml': planWith('contextBudget: 50000') },
  },
  {
    code: 'RSH6064',
    what: 'one that shows others what is',
    files: { 'orders.yaml': spec('summary: Lists deprecated orders') },
  },
  {
    code: 'RSH6064',
    what: 'not offered',
    files: {
      'orders.yaml': spec('deprecated: true, summary: Lists the orders'),
      'plan.yaml': planWith('excludedOperations: [GET /orders]'),
    },
  },
  {
    code: 'RSH6065',
    what: 'it need not be given',
    files: {
      'orders.yaml': spec(`parameters: [${parameter('q').replace('required: true', 'required: false')}]`),
    },
  },
  {
    code: 'RSH6065',
    what: 'its values say what it is',
    files: {
      'orders.yaml': spec(
        `parameters: [${parameter('q').replace('string }', 'string, enum: [open, closed] }')}]`,
      ),
    },
  },
  {
    code: 'RSH6065',
    what: 'a part of the path',
    files: {
      ...strict,
      'orders.yaml': spec(`parameters: [${parameter('id').replace('in: query', 'in: path')}]`).replace(
        '/orders:',
        '/orders/{id}:',
      ),
    },
  },
];
