import { expect, it } from 'vitest';
import { compileSmall, manifest, placeOf } from '../support/small-tree.ts';

const proto = `syntax = "proto3";
package shop;
service Orders {
  // Gets one.
  rpc Get(Id) returns (Id);
  // Talks.
  rpc Chat(stream Id) returns (stream Id);
}
message Id { string id = 1; }
`;

const tree = (service: string, plan = ''): Record<string, string | undefined> => ({
  'orders.yaml': undefined,
  'orders.proto': proto,
  'service.yaml': manifest('Service', 'orders', `file: orders.proto\nname: Orders\nversion: "1"\n${service}`),
  'plan.yaml': manifest(
    'ConfigurationPlan',
    'all',
    `service: { name: Orders, version: "1" }\nbackendEndpoint: http://localhost:1\n${plan}`,
  ),
});

it.each([
  ['nothing is selected', '', '', ['RSH4207 orders.proto:7:7']],
  ['the service excludes it', 'excludedOperations: [Chat]', '', []],
  ['the service includes others', 'includedOperations: [Get]', '', []],
  ['a plan excludes it', '', 'excludedOperations: [Chat]', ['RSH4207 orders.proto:7:7']],
  [
    'a plan includes it',
    '',
    'includedOperations: [Get, Chat]',
    ['RSH4207 orders.proto:7:7', 'RSH5001 plan.yaml:7:29'],
  ],
])('an operation that cannot be a tool, where %s', async (_, service, plan, places) => {
  const { diagnostics } = await compileSmall(tree(service, plan));
  expect(diagnostics.map(placeOf)).toEqual(places);
});
