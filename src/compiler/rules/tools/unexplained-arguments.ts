import { findingKind } from '../../../kernel/index.ts';
import { listing } from '../listing.ts';
import { rule } from '../rule.ts';

const spec = (parameter: string): string => `openapi: 3.1.0
info: { title: Orders, version: "1" }
paths:
  /orders:
    get:
      summary: Lists orders
      parameters: [{ name: q, in: query, required: true, ${parameter}schema: { type: string } }]
      responses: { "200": { description: all } }
`;

/** A model has to make up what nobody explains. */
export const unexplainedArguments = rule({
  name: 'unexplained-arguments',
  scope: 'plan',
  kind: findingKind<{ tool: string; names: readonly string[] }>({
    code: 'RSH6065',
    severity: 'info',
    title: 'Required arguments that nothing explains',
    help: 'The argument must be given, and the spec says nothing of it but its type: no description, format, example, default or list of values. A path parameter is explained by its path.',
    message: ({ tool, names }) => `${tool} needs ${listing(names)}, which nothing explains`,
    hint: () => 'add a description to the parameter or property',
  }),
  bad: { 'orders.yaml': spec('') },
  good: { 'orders.yaml': spec('description: Words to look for, ') },
  check: ({ offer }, report) => {
    for (const { name, operation, facts } of offer.tools) {
      const names = facts.unexplained.filter((argument) => !operation.includes(`{${argument}}`));
      if (names.length > 0) report({ tool: name, names }, facts.at);
    }
  },
});
