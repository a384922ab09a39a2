import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateXl } from '../../bench/xl/generate.ts';
import { manifest } from '../compiler/support/small-tree.ts';

export type Texts = Readonly<Record<string, string>>;

const exampleRoot = fileURLToPath(new URL('../../examples/reshapr.d', import.meta.url));

const example = Object.fromEntries(
  readdirSync(exampleRoot, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(exampleRoot.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
);

/** One team of bench/xl: services of several sizes with artifacts of every kind. */
const team = Object.fromEntries(
  Object.entries(generateXl(80)).filter(([path]) => !path.startsWith('team-1/') || path.includes('/groups/')),
);

const project = manifest('Project', 'fuzz', 'organization: fuzz');
const group = manifest('GatewayGroup', 'default', 'labels: { env: dev }');

/** A service of a language, with a plan and an exposition. */
export function serviceTree(specs: Texts, service: string): Texts {
  const reference = 'service: { name: S, version: "1" }';
  return {
    'reshapr.yaml': project,
    'group.yaml': group,
    'service.yaml': manifest('Service', 's', `${service}\nname: S\nversion: "1"`),
    'plan.yaml': manifest('ConfigurationPlan', 'all', `${reference}\nbackendEndpoint: http://localhost:1`),
    'exposition.yaml': manifest(
      'Exposition',
      's',
      `${reference}\nconfigurationPlan: all\ngatewayGroup: default`,
    ),
    ...specs,
  };
}

const proto = serviceTree(
  {
    's.proto': `syntax = "proto3";
package shop.v1;
import "google/protobuf/timestamp.proto";
import "money.proto";
// Keeps orders.
service Orders {
  // Reads one.
  rpc GetOrder(GetOrderRequest) returns (Order) { option deprecated = true; }
  rpc Watch(GetOrderRequest) returns (stream Order);
}
message GetOrderRequest { string id = 1; repeated State states = 2; }
enum State { STATE_UNSPECIFIED = 0; OPEN = 1; }
message Order {
  string id = 1;
  map<string, Money> prices = 2;
  oneof of { int64 number = 3; bytes raw = 4; }
  Order parent = 5;
  google.protobuf.Timestamp at = 6;
}
`,
    'money.proto':
      'syntax = "proto2";\npackage shop.v1;\nmessage Money { required string currency = 1; optional int64 units = 2 [default = 7]; }\n',
  },
  'file: s.proto',
);

const graphql = serviceTree(
  {
    's.graphql': `"""Keeps orders."""
schema { query: Query mutation: Mutation }
type Query { order(id: ID!, states: [State!] = [OPEN]): Order orders(first: Int = 10): [Order!]! node: Node }
type Mutation { create(input: NewOrder!): Order @deprecated(reason: "no") }
input NewOrder { title: String! parent: NewOrder at: Time }
enum State { OPEN CLOSED }
scalar Time
interface Node { id: ID! }
type Order implements Node { id: ID! parent: Order any: Any }
union Any = Order | Other
type Other { text: String }
`,
  },
  'file: s.graphql',
);

const otherKinds: Texts = {
  ...serviceTree(
    {
      's.json':
        '{"openapi":"3.0.3","info":{"title":"S","version":"1"},"paths":{"/a":{"get":{"responses":{}}}}}',
    },
    'file: s.json',
  ),
  'class.yaml': manifest('GatewayClass', 'native', 'controllerName: reshapr.io/native'),
  'gateway.yaml': manifest('Gateway', 'edge', 'gatewayClassName: native\ngatewayGroup: default'),
  'policy.yaml': manifest('Policy', 'p', 'expression: "true"\nmessage: no\nseverity: error'),
  'old.yaml': `${manifest('Service', 'old', 'file: swagger.yaml')}---\n${group.replace('default', 'two')}`,
  'swagger.yaml':
    'swagger: "2.0"\ninfo: { title: Old, version: "1" }\npaths:\n  /a: { get: { responses: { 200: { description: ok } } } }\n',
};

/** The trees that inputs are made from. */
export const trees: readonly Texts[] = [example, team, proto, graphql, otherKinds];
