import { smallTree } from '../support/small-tree.ts';
import type { FindingCase } from './finding-case.ts';

const plan = (more: string): string => `${smallTree['plan.yaml']}${more.replace(/^/gm, '  ')}\n`;
const bare = (kind: string, body: string): string =>
  `apiVersion: reshapr.io/v1alpha1\nkind: ${kind}\nservice: { name: Orders, version: "1" }\n${body}`;
const prompts = bare('Prompts', 'prompts:\n  hello: { result: hi }\n');

/** Findings about what an endpoint offers. */
export const composeCases: readonly FindingCase[] = [
  {
    code: 'RSH5001',
    files: { 'plan.yaml': plan('includedOperations: [GET /order]') },
    said: [
      'RSH5002 exposition.yaml:3:19 Orders:1/all@default offers no tool → look at includedOperations and excludedOperations of its plan',
      "RSH5001 plan.yaml:7:24 Orders:1 has no operation 'GET /order' → did you mean 'GET /orders' or 'POST /orders'?",
    ],
  },
  {
    code: 'RSH5001',
    what: 'a tool name',
    files: { 'plan.yaml': plan('excludedOperations: [get_orders]') },
    said: ["RSH5001 plan.yaml:7:24 Orders:1 has no operation 'get_orders' → write GET /orders"],
  },
  {
    code: 'RSH5002',
    files: { 'plan.yaml': plan('excludedOperations: [GET /orders, POST /orders]') },
    said: [
      'RSH5002 exposition.yaml:3:19 Orders:1/all@default offers no tool → look at includedOperations and excludedOperations of its plan',
    ],
  },
  {
    code: 'RSH5003',
    files: { 'a.yaml': prompts, 'b.yaml': prompts },
    said: [
      "RSH5003 b.yaml:5:3 plan Orders:1/all includes two Prompts that define 'hello' → list the artifacts that this plan should include in includedArtifacts",
    ],
  },
  {
    code: 'RSH5004',
    files: {
      'tools.yaml': bare(
        'CustomTools',
        'customTools:\n  get_orders: { description: all, input: { type: object }, tool: GET /orders }\n',
      ),
    },
    said: [
      "RSH5004 tools.yaml:5:3 the tool name 'get_orders' is taken by GET /orders → rename the custom tool, exclude the operation, or write tool: get_orders to replace it",
    ],
  },
  {
    code: 'RSH5005',
    files: { 'a.yaml': prompts, 'plan.yaml': plan('includedArtifacts: [b.yaml]') },
    said: ["RSH5005 plan.yaml:7:23 Orders:1 has no artifact 'b.yaml' → did you mean 'a.yaml'?"],
  },
  {
    code: 'RSH5006',
    files: { 'plan.yaml': plan('contextBudget: 1') },
    said: [
      'RSH5006 plan.yaml:7:18 Orders:1/all@default costs about 47 tokens of context, its budget is 1 → include fewer operations, or raise contextBudget',
    ],
  },
];
