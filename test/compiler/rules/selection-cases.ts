import type { FindingCase, SilentCase } from '../findings/finding-case.ts';
import { manifest, planWith, smallTree } from '../support/small-tree.ts';

const service = (spec: string): string => manifest('Service', 'orders', `file: orders.yaml\n${spec}`);
const tools = `apiVersion: reshapr.io/v1alpha1
kind: CustomTools
service: { name: Orders, version: "1" }
customTools:
  recent: { description: The last ten orders, input: { type: object }, tool: GET /orders, arguments: {} }
`;

const oauth = 'oauth2Configuration: { authorizationServers: [https://login.example] }';

/** Rules about `includedOperations`, `excludedOperations` and `includedArtifacts`. */
export const selectionCases: readonly FindingCase[] = [
  {
    code: 'RSH6010',
    files: { 'plan.yaml': planWith('includedOperations: [GET /orders]\nexcludedOperations: [POST /orders]') },
    said: [
      'RSH6010 plan.yaml:8:3 excludedOperations has no effect beside includedOperations → keep one of the two',
    ],
  },
  {
    code: 'RSH6010',
    what: 'of a Service',
    files: {
      'service.yaml': service('excludedOperations: [POST /orders]\nincludedOperations: [GET /orders]'),
    },
    said: [
      'RSH6010 service.yaml:6:3 excludedOperations has no effect beside includedOperations → keep one of the two',
    ],
  },
  {
    code: 'RSH6011',
    files: { 'plan.yaml': planWith('excludedOperations:\n  - GET /orders\n  - GET /orders') },
    said: [
      "RSH6011 plan.yaml:9:7 excludedOperations names 'GET /orders' twice → remove this one, or write the name that was meant",
    ],
  },
  {
    code: 'RSH6011',
    what: 'artifacts',
    files: { 'plan.yaml': planWith('includedArtifacts: ["*", "*"]') },
    said: [
      "RSH6011 plan.yaml:7:28 includedArtifacts names '*' twice → remove this one, or write the name that was meant",
    ],
  },
  {
    code: 'RSH6012',
    files: { 'plan.yaml': planWith('includedOperations: [GET /orders, POST /orders]') },
    said: [
      'RSH6012 plan.yaml:7:3 includedOperations names all 2 operations → remove it, unless operations that the spec gets later are to stay out',
    ],
  },
  {
    code: 'RSH6012',
    what: 'of those that the Service leaves',
    files: {
      'orders.yaml': `${smallTree['orders.yaml']}  /a: { get: { responses: { "200": { description: ok } } } }\n`,
      'service.yaml': service('excludedOperations: [GET /a]'),
      'plan.yaml': planWith('includedOperations:\n  - POST /orders\n  - GET /orders'),
    },
    said: [
      'RSH6012 plan.yaml:7:3 includedOperations names all 2 operations → remove it, unless operations that the spec gets later are to stay out',
    ],
  },
  {
    code: 'RSH6013',
    files: {
      'service.yaml': service('excludedOperations: [POST /orders]'),
      'plan.yaml': planWith('includedOperations: [GET /orders, POST /orders]'),
    },
    said: [
      "RSH6013 plan.yaml:7:37 Service Orders leaves out 'POST /orders', so this has no effect → include the operation in the Service too, or remove it here",
    ],
  },
  {
    code: 'RSH6013',
    what: 'not among those that the Service includes',
    files: {
      'service.yaml': service('includedOperations: [POST /orders]'),
      'plan.yaml': planWith('includedOperations: [GET /orders, POST /orders]'),
    },
    said: [
      "RSH6013 plan.yaml:7:24 Service Orders leaves out 'GET /orders', so this has no effect → include the operation in the Service too, or remove it here",
    ],
  },
  {
    code: 'RSH6014',
    files: { 'tools.yaml': tools, 'plan.yaml': planWith('includedOperations: [GET /orders]') },
    said: [
      "RSH6014 plan.yaml:7:3 includedOperations hides the custom tool recent → add 'recent' here, or leave their artifact out with includedArtifacts",
    ],
  },
  {
    code: 'RSH6014',
    what: 'one of two artifacts',
    files: {
      'a.yaml': tools,
      'b.yaml': tools.replace('recent:', 'latest:'),
      'plan.yaml': planWith('includedOperations: [GET /orders, recent]'),
    },
    said: [
      "RSH6014 plan.yaml:7:3 includedOperations hides the custom tool latest → add 'latest' here, or leave their artifact out with includedArtifacts",
    ],
  },
  {
    code: 'RSH6015',
    files: { 'tools.yaml': tools, 'plan.yaml': planWith('excludedOperations: [GET /orders]') },
    said: [
      "RSH6015 tools.yaml:5:3 plan all hides GET /orders, and 'recent' calls it → exclude the custom tool too, if the operation should not be reachable",
    ],
  },
  {
    code: 'RSH6015',
    what: 'not among those that are included',
    files: { 'tools.yaml': tools, 'plan.yaml': planWith('includedOperations: [POST /orders, recent]') },
    said: [
      "RSH6015 tools.yaml:5:3 plan all hides GET /orders, and 'recent' calls it → exclude the custom tool too, if the operation should not be reachable",
    ],
  },
  {
    code: 'RSH6016',
    files: { 'plan.yaml': planWith(`permissions: { get_order: [orders:read] }\n${oauth}`) },
    said: ["RSH6016 plan.yaml:7:18 the plan offers no tool 'get_order' → did you mean 'get_orders'?"],
  },
  {
    code: 'RSH6016',
    what: 'for an operation, and for a tool that the plan leaves out',
    files: {
      'plan.yaml': planWith(
        `includedOperations: [GET /orders]\npermissions: { "GET /orders": [a], post_orders: [b] }\n${oauth}`,
      ),
    },
    said: [
      "RSH6016 plan.yaml:8:18 the plan offers no tool 'GET /orders' → did you mean 'get_orders'?",
      "RSH6016 plan.yaml:8:38 the plan offers no tool 'post_orders' → write the name of the tool as clients call it, or remove this",
    ],
  },
];

export const selectionSilent: readonly SilentCase[] = [
  {
    code: 'RSH6010',
    what: 'an empty list includes nothing by name',
    files: { 'plan.yaml': planWith('includedOperations: []\nexcludedOperations: [POST /orders]') },
  },
  {
    code: 'RSH6011',
    what: 'one name in both lists of two manifests',
    files: {
      'plan.yaml': planWith('excludedOperations: [POST /orders]'),
      'service.yaml': service('includedOperations: [GET /orders, POST /orders]'),
    },
  },
  {
    code: 'RSH6012',
    what: 'the only operation',
    files: {
      'orders.yaml': (smallTree['orders.yaml'] ?? '').replace(/ {4}post:[\s\S]*/, ''),
      'plan.yaml': planWith('includedOperations: [GET /orders]'),
    },
  },
  {
    code: 'RSH6012',
    what: 'custom tools stay out',
    files: {
      'tools.yaml': tools,
      'plan.yaml': planWith('includedOperations: [GET /orders, POST /orders]\nincludedArtifacts: none'),
    },
  },
  {
    code: 'RSH6013',
    what: 'an operation that is misspelt',
    files: {
      'service.yaml': service('excludedOperations: [POST /orders]'),
      'plan.yaml': planWith('includedOperations: [POST /order]'),
    },
  },
  {
    code: 'RSH6014',
    what: 'it names the custom tool',
    files: { 'tools.yaml': tools, 'plan.yaml': planWith('includedOperations: [GET /orders, recent]') },
  },
  {
    code: 'RSH6014',
    what: 'the artifact is left out',
    files: {
      'tools.yaml': tools,
      'plan.yaml': planWith('includedOperations: [GET /orders]\nincludedArtifacts: none'),
    },
  },
  {
    code: 'RSH6015',
    what: 'both are hidden',
    files: { 'tools.yaml': tools, 'plan.yaml': planWith('excludedOperations: [GET /orders, recent]') },
  },
  { code: 'RSH6015', what: 'both are offered', files: { 'tools.yaml': tools } },
  {
    code: 'RSH6016',
    what: 'a custom tool by its name',
    files: { 'tools.yaml': tools, 'plan.yaml': planWith(`permissions: { recent: [orders:read] }\n${oauth}`) },
  },
  {
    code: 'RSH6016',
    what: 'a tool that only a custom tool calls',
    files: {
      'tools.yaml': tools,
      'plan.yaml': planWith(`includedOperations: [recent]\npermissions: { get_orders: [a] }\n${oauth}`),
    },
  },
];
