import { manifest } from '../support/small-tree.ts';
import type { FindingCase } from './finding-case.ts';

const group = manifest('GatewayGroup', 'other', 'labels: { env: dev }');

/** Findings about the form of a manifest. */
export const manifestCases: readonly FindingCase[] = [
  {
    code: 'RSH2001',
    files: { 'other.yaml': group.replace('v1alpha1', 'v1') },
    said: [
      "RSH2001 other.yaml:1:13 apiVersion 'reshapr.io/v1' is not known → write apiVersion: reshapr.io/v1alpha1",
    ],
  },
  {
    code: 'RSH2001',
    what: 'nearly ours',
    files: { 'other.yaml': group.replace('reshapr.io', 'reshaper.io') },
    said: [
      "RSH2001 other.yaml:1:13 apiVersion 'reshaper.io/v1alpha1' is not known → write apiVersion: reshapr.io/v1alpha1",
    ],
  },
  {
    code: 'RSH2002',
    files: { 'other.yaml': group.replace('GatewayGroup', 'GatewayGroups') },
    said: [
      "RSH2002 other.yaml:2:7 there is no kind 'GatewayGroups' → did you mean 'GatewayGroup' or 'GatewayClass'?",
    ],
  },
  {
    code: 'RSH2002',
    what: 'nothing near',
    files: { 'other.yaml': group.replace('GatewayGroup', 'X') },
    said: [
      "RSH2002 other.yaml:2:7 there is no kind 'X' → the kinds are Project, Service, ConfigurationPlan, Exposition, GatewayGroup, GatewayClass, Gateway, SecretSource, Policy, Prompts, CustomTools, Resources, ToolsOutputFilters",
    ],
  },
  {
    code: 'RSH2003',
    files: { 'other.yaml': `${group}  keepOnDelet: true\n` },
    said: ["RSH2003 other.yaml:6:3 spec has no field 'keepOnDelet' → did you mean 'keepOnDelete'?"],
  },
  {
    code: 'RSH2003',
    what: 'the bare form of an artifact',
    files: {
      'prompts.yaml':
        'apiVersion: reshapr.io/v1alpha1\nkind: Prompts\nservice: { name: Orders, version: "1" }\nprompts: {}\nauthor: me\n',
    },
    said: ["RSH2003 prompts.yaml:5:1 the manifest has no field 'author' → remove it"],
  },
  {
    code: 'RSH2004',
    files: { 'other.yaml': manifest('GatewayGroup', 'other', 'gatewayClassName: a') },
    said: ["RSH2004 other.yaml:4:1 spec needs the field 'labels' → add labels:"],
  },
  {
    code: 'RSH2004',
    what: 'at the root',
    files: { 'other.yaml': group.replace(/metadata.*\n/, '') },
    said: ["RSH2004 other.yaml:1:1 the manifest needs the field 'metadata' → add metadata:"],
  },
  {
    code: 'RSH2005',
    files: { 'other.yaml': manifest('GatewayGroup', 'other', 'labels: { env: dev, level: 3 }') },
    said: ['RSH2005 other.yaml:5:30 spec.labels.level: must be a string → put it in quotes'],
  },
  {
    code: 'RSH2005',
    what: 'one of several values',
    files: { 'service.yaml': manifest('Service', 'orders', 'file: orders.yaml\ntype: RESTS') },
    said: [
      "RSH2005 service.yaml:6:9 spec.type: must be 'REST' or 'GRAPHQL' or 'GRPC' or 'MCP' → did you mean 'REST'?",
    ],
  },
  {
    code: 'RSH2004',
    what: 'no kind',
    files: { 'other.yaml': group.replace(/kind.*\n/, '') },
    said: ["RSH2004 other.yaml:1:1 the manifest needs the field 'kind' → add kind:"],
  },
  {
    code: 'RSH2005',
    what: 'a kind that is no text',
    files: { 'other.yaml': group.replace('GatewayGroup', '[a]') },
    said: [
      'RSH2005 other.yaml:2:7 kind: must be a string → `reshapr schema <Kind>` prints what is allowed here',
    ],
  },
  {
    code: 'RSH2006',
    files: { 'other.yaml': '- apiVersion: reshapr.io/v1alpha1\n' },
    said: [
      'RSH2006 other.yaml:1:1 a manifest is a mapping, this is a list → put each manifest into a document of its own, with --- between them',
    ],
  },
  {
    code: 'RSH2007',
    files: { 'group.yaml': `${group.replace('other', 'default')}status: { ready: true }\n` },
    said: ['RSH2007 group.yaml:6:1 status is not compiled → remove it'],
  },
];
