import { shopTree } from '../support/shop-tree.ts';
import type { FindingCase } from './finding-case.ts';

const replacing =
  'orders:\n  description: Orders.\n  input: { type: object, required: [customer], properties: { customer: { type: string, description: Whose. } } }\n  tool: get_orders\n  arguments: { customer: "${customer}" }';

/** Findings about filters. */
export const outputFiltersCases: readonly FindingCase[] = [
  {
    code: 'RSH5055',
    files: shopTree({ filters: 'get_order: { compact: true }' }),
    said: ["RSH5055 filters.yaml:7:5 Orders:1 has no tool 'get_order' → did you mean 'get_orders'?"],
  },
  {
    code: 'RSH5055',
    what: 'an operation',
    files: shopTree({ filters: 'GET /orders: { compact: true }' }),
    said: ["RSH5055 filters.yaml:7:5 Orders:1 has no tool 'GET /orders' → write get_orders"],
  },
  {
    code: 'RSH5056',
    files: shopTree({ filters: 'get_orders: { compact: true }', plan: 'includedOperations: [POST /orders]' }),
    said: [
      "RSH5056 filters.yaml:7:5 plan all does not offer 'get_orders' → offer the tool, or remove the filter",
    ],
  },
  {
    code: 'RSH5056',
    what: 'a tool that a custom tool replaces',
    files: shopTree({ tools: replacing, filters: 'get_orders: { compact: true }' }),
    said: [
      "RSH5056 filters.yaml:7:5 plan all does not offer 'get_orders' → orders has taken its place: name the filter after it",
    ],
  },
  ...(
    [
      ['{ op: move, path: /id }', 'move', 'from'],
      ['{ op: copy, path: /id }', 'copy', 'from'],
      ['{ op: add, path: /id }', 'add', 'value'],
      ['{ op: replace, path: /id }', 'replace', 'value'],
    ] as const
  ).map(
    ([patch, op, field]): FindingCase => ({
      code: 'RSH5057',
      what: op,
      files: shopTree({ filters: `post_orders:\n  jsonPatches:\n    - ${patch}` }),
      said: [`RSH5057 filters.yaml:9:17 a patch with op: ${op} needs '${field}' → add ${field}:`],
    }),
  ),
  {
    code: 'RSH5058',
    files: shopTree({
      filters: 'post_orders:\n  jsonPatches:\n    - { op: remove, path: /id, value: 1, from: /note }',
    }),
    said: [
      'RSH5058 filters.yaml:9:36 value has no effect in a patch with op: remove → remove it',
      'RSH5058 filters.yaml:9:46 from has no effect in a patch with op: remove → remove it',
    ],
  },
  {
    code: 'RSH5058',
    what: 'only tests',
    files: shopTree({ filters: 'post_orders:\n  jsonPatches: [{ op: test, path: /id, value: 1 }]' }),
    said: [
      'RSH5058 filters.yaml:8:7 patches that only test change nothing → add the patches that depend on the test, or remove it',
    ],
  },
  {
    code: 'RSH5058',
    what: 'a part that is not kept',
    files: shopTree({
      filters: 'post_orders:\n  jsonRetain: [/id]\n  jsonPatches: [{ op: remove, path: /note }]',
    }),
    said: [
      'RSH5058 filters.yaml:9:41 jsonRetain, which comes first, does not keep /note → keep it too, or remove the patch',
    ],
  },
  {
    code: 'RSH5058',
    what: 'a move into itself',
    files: shopTree({
      filters: 'post_orders:\n  jsonPatches: [{ op: move, from: /address, path: /address/city }]',
    }),
    said: ['RSH5058 filters.yaml:8:55 it moves a value into itself, which fails → move it to another place'],
  },
  {
    code: 'RSH5059',
    files: shopTree({ filters: 'get_orders: { jsonRetain: [/id, /notes, /address/town, /id/of] }' }),
    said: [
      "RSH5059 filters.yaml:7:37 the answers of get_orders have no /notes → did you mean 'note'?",
      'RSH5059 filters.yaml:7:45 the answers of get_orders have no /address/town → /address has city, zip',
      'RSH5059 filters.yaml:7:60 the answers of get_orders have no /id/of → /id has no parts',
    ],
  },
  {
    code: 'RSH5059',
    what: 'a patch that crosses a list',
    files: shopTree({ filters: 'get_orders:\n  jsonPatches: [{ op: remove, path: /note }]' }),
    said: [
      'RSH5059 filters.yaml:8:41 the answers of get_orders have no /note → the answer is a list: a patch names one item by its number',
    ],
  },
  {
    code: 'RSH5060',
    files: shopTree({ filters: 'post_orders: { jsonRetain: [/] }' }),
    said: [
      'RSH5060 filters.yaml:7:32 nothing of the answers of post_orders is kept → write a pointer to each part that is kept, like /items/name',
    ],
  },
  {
    code: 'RSH5060',
    what: 'dead ends only',
    files: shopTree({ filters: 'post_orders: { jsonRetain: [/address/town] }' }),
    said: [
      'RSH5060 filters.yaml:7:20 nothing of the answers of post_orders is kept → write a pointer to each part that is kept, like /items/name',
      'RSH5059 filters.yaml:7:33 the answers of post_orders have no /address/town → /address has city, zip',
    ],
  },
  {
    code: 'RSH5061',
    files: shopTree({ filters: 'post_orders: { convertToToon: false }' }),
    said: [
      "RSH5061 filters.yaml:7:5 the filter of 'post_orders' changes nothing → say what it should do, or remove it",
    ],
  },
  {
    code: 'RSH5061',
    what: 'options of compact',
    files: shopTree({ filters: 'post_orders: { compact: { nulls: true } }' }),
    said: [
      'RSH5061 filters.yaml:7:29 compact has no options: what is written here has no effect → write compact: true',
    ],
  },
];

/** Nearly the same, and right. */
export const outputFiltersSilent: readonly Omit<FindingCase, 'said'>[] = [
  {
    code: 'RSH',
    what: 'a sound filter',
    files: shopTree({
      filters:
        'get_orders:\n  jsonRetain: [/id, /0/note, /address/city]\n  jsonPatches: [{ op: replace, path: /0/note, value: x }, { op: add, path: /-, value: null }]\n  compact: true\n  convertToToon: true\n  failure: closed',
    }),
  },
  {
    code: 'RSH5055',
    what: 'a custom tool',
    files: shopTree({ tools: replacing, filters: 'orders: { compact: true }' }),
  },
  {
    code: 'RSH5056',
    what: 'a tool that another plan offers',
    files: shopTree(
      { filters: 'get_orders: { compact: true }', plan: 'includedOperations: [POST /orders]' },
      {
        'plans.yaml': `apiVersion: reshapr.io/v1alpha1\nkind: ConfigurationPlan\nmetadata: { name: other }\nspec: { service: { name: Orders, version: "1" }, backendEndpoint: "http://localhost:1" }\n`,
      },
    ),
  },
  {
    code: 'RSH5056',
    what: 'a plan that does not include the filter',
    files: shopTree({
      filters: 'get_orders: { compact: true }',
      plan: 'includedOperations: [POST /orders]\nincludedArtifacts: none',
    }),
  },
  {
    code: 'RSH5057',
    what: 'a value of null',
    files: shopTree({ filters: 'post_orders:\n  jsonPatches: [{ op: add, path: /x, value: null }]' }),
  },
  {
    code: 'RSH5058',
    what: 'a test before a change',
    files: shopTree({
      filters:
        'post_orders:\n  jsonPatches: [{ op: test, path: /id, value: 1 }, { op: remove, path: /note }]',
    }),
  },
  {
    code: 'RSH5058',
    what: 'a part of what is kept',
    files: shopTree({
      filters:
        'get_orders:\n  jsonRetain: [/address]\n  jsonPatches: [{ op: remove, path: /0/address/city }]',
    }),
  },
  {
    code: 'RSH5059',
    what: 'a member that an open object may have',
    files: shopTree({ filters: 'post_orders: { jsonRetain: [/somethingElse] }' }),
  },
  {
    code: 'RSH5059',
    what: 'what a patch adds',
    files: shopTree({ filters: 'post_orders:\n  jsonPatches: [{ op: add, path: /address/town, value: x }]' }),
  },
  {
    code: 'RSH5060',
    what: 'one pointer of two',
    files: shopTree({ filters: 'post_orders: { jsonRetain: [/, /id] }' }),
  },
  {
    code: 'RSH5061',
    what: 'an empty object for compact',
    files: shopTree({ filters: 'post_orders: { compact: {} }' }),
  },
];
