import type { FindingCase, SilentCase } from '../findings/finding-case.ts';
import { manifest, planWith } from '../support/small-tree.ts';

const service = (spec: string): string => manifest('Service', 'orders', `file: orders.yaml\n${spec}`);

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
];
