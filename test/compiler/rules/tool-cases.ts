import type { FindingCase, SilentCase } from '../findings/finding-case.ts';
import { manifest } from '../support/small-tree.ts';

const strict = { 'reshapr.yaml': manifest('Project', 'shop', 'organization: acme') };
const spec = (operation: string): string => `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders:
    get: { ${operation}, responses: { "200": { description: all } } }
`;

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
    ],
  },
];

export const toolSilent: readonly SilentCase[] = [
  {
    code: 'RSH6060',
    what: 'a summary that says more than the path',
    files: { ...strict, 'orders.yaml': spec('summary: Orders of a customer') },
  },
];
