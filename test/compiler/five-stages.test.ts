import { expect, it } from 'vitest';
import { compileSmall, manifest, smallTree } from './support/small-tree.ts';

it('mistakes of five stages, in three files and two more, are all said in one run', async () => {
  const { diagnostics, compiled } = await compileSmall({
    // parse: a quote that is never closed
    'group-eu.yaml': manifest('GatewayGroup', 'eu', 'labels: { region: "eu }'),
    // check: an unknown field; bind: a reference to nothing
    'group-us.yaml': [
      manifest('GatewayGroup', 'us', 'labels: { region: us }\nkeepOnDelet: true'),
      manifest('Exposition', 'us', 'service: { name: Orders }\nconfigurationPlan: al\ngatewayGroup: us'),
    ].join('---\n'),
    // import: a broken $ref inside the spec
    'orders.yaml':
      `${smallTree['orders.yaml']}  /orders/{id}:\n    parameters: [{ $ref: '#/components/parameters/id' }]\n    get: { responses: { "204": { description: done } } }\n`.replace(
        '{id}',
        'one',
      ),
    // compose: a custom tool with the name of an operation's tool
    'tools.yaml': manifest(
      'CustomTools',
      'more',
      'service: { name: Orders, version: "1" }\ncustomTools:\n  get_orders: { description: all, input: { type: object }, tool: GET /orders }',
    ),
  });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const said = errors.map(
    ({ code, file, range, hint }) => `${code} ${file}:${range.start.line}:${range.start.column} ${hint}`,
  );
  expect(said).toEqual([
    'RSH1004 group-eu.yaml:6:1 correct the text here, or just before',
    "RSH2003 group-us.yaml:6:3 did you mean 'keepOnDelete'?",
    "RSH3004 group-us.yaml:13:22 did you mean 'all'?",
    'RSH4001 orders.yaml:10:26 add what it points to, or correct the path',
    'RSH5004 tools.yaml:7:5 rename the custom tool, exclude the operation, or write tool: get_orders to replace it',
  ]);
  expect(compiled).toBeUndefined();
});
