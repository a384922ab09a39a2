import type { FindingCase, SilentCase } from '../findings/finding-case.ts';
import { manifest, planWith, smallTree } from '../support/small-tree.ts';

const service = (name: string): string => manifest('Service', name, `file: orders.yaml\nname: ${name}`);
const plan = (name: string): string => planWith('').replace('name: all', `name: ${name}`);
const exposition = (name: string, group: string): string =>
  manifest(
    'Exposition',
    name,
    `service: { name: Orders }\nconfigurationPlan: ${name}\ngatewayGroup: ${group}\nname: ${name}`,
  );
const group = (name: string): string => manifest('GatewayGroup', name, 'labels: { zone: north }');
const secrets = manifest(
  'SecretSource',
  'keys',
  'secrets:\n  - name: one\n    token: ${env:ONE}\n  - name: two\n    token: ${env:TWO}',
);
const prompts = `apiVersion: reshapr.io/v1alpha1
kind: Prompts
service: { name: Orders, version: "1" }
prompts: { hello: { result: Say hello } }
`;
const external = (groups: string): Record<string, string> => ({
  'reshapr.yaml': `${smallTree['reshapr.yaml']}  externalGroups: ${groups}\n`,
});

/** Rules about what nothing uses. */
export const unusedCases: readonly FindingCase[] = [
  {
    code: 'RSH6020',
    files: { 'more.yaml': service('Returns') },
    said: [
      'RSH6020 more.yaml:3:19 no ConfigurationPlan offers anything of Returns:1 → add a ConfigurationPlan and an Exposition for it, or remove it',
    ],
  },
  {
    code: 'RSH6020',
    what: 'two of them',
    files: { 'more.yaml': `${service('A')}---\n${service('B')}` },
    said: [
      'RSH6020 more.yaml:3:19 no ConfigurationPlan offers anything of A:1 → add a ConfigurationPlan and an Exposition for it, or remove it',
      'RSH6020 more.yaml:10:19 no ConfigurationPlan offers anything of B:1 → add a ConfigurationPlan and an Exposition for it, or remove it',
    ],
  },
  {
    code: 'RSH6021',
    files: { 'more.yaml': plan('partners') },
    said: [
      'RSH6021 more.yaml:3:19 no Exposition places plan partners → add an Exposition for it, or remove it',
    ],
  },
  {
    code: 'RSH6021',
    what: 'the only plan',
    files: { 'exposition.yaml': undefined },
    said: [
      'RSH6022 group.yaml:3:19 no Exposition of this source is placed on group default → remove it, unless another source uses it',
      'RSH6021 plan.yaml:3:19 no Exposition places plan all → add an Exposition for it, or remove it',
    ],
  },
  {
    code: 'RSH6022',
    files: { 'more.yaml': group('north') },
    said: [
      'RSH6022 more.yaml:3:19 no Exposition of this source is placed on group north → remove it, unless another source uses it',
    ],
  },
  {
    code: 'RSH6022',
    what: 'by its own name',
    files: { 'more.yaml': manifest('GatewayGroup', 'north', 'name: far-north\nlabels: { zone: north }') },
    said: [
      'RSH6022 more.yaml:3:19 no Exposition of this source is placed on group far-north → remove it, unless another source uses it',
    ],
  },
  {
    code: 'RSH6023',
    files: { 'secrets.yaml': secrets, 'plan.yaml': planWith('backendSecretRef: two') },
    said: [
      "RSH6023 secrets.yaml:6:13 nothing uses the secret 'one' → write backendSecretRef: one into the plan that needs it, or remove it",
    ],
  },
  {
    code: 'RSH6023',
    what: 'all of them',
    files: { 'secrets.yaml': secrets },
    said: [
      "RSH6023 secrets.yaml:6:13 nothing uses the secret 'one' → write backendSecretRef: one into the plan that needs it, or remove it",
      "RSH6023 secrets.yaml:8:13 nothing uses the secret 'two' → write backendSecretRef: two into the plan that needs it, or remove it",
    ],
  },
  {
    code: 'RSH6024',
    files: { 'a.yaml': prompts, 'plan.yaml': planWith('includedArtifacts: none') },
    said: [
      "RSH6024 a.yaml:2:7 no plan of Orders includes the Prompts 'a.yaml' → add 'a.yaml' to includedArtifacts of a plan, or remove it",
    ],
  },
  {
    code: 'RSH6024',
    what: 'another is included',
    files: { 'a.yaml': prompts, 'b.yaml': prompts, 'plan.yaml': planWith('includedArtifacts: [b.yaml]') },
    said: [
      "RSH6024 a.yaml:2:7 no plan of Orders includes the Prompts 'a.yaml' → add 'a.yaml' to includedArtifacts of a plan, or remove it",
    ],
  },
  {
    code: 'RSH6025',
    files: external('[edge]'),
    said: [
      "RSH6025 reshapr.yaml:7:20 no Exposition is placed on group 'edge' → remove it from externalGroups",
    ],
  },
  {
    code: 'RSH6025',
    what: 'a group of this source',
    files: external('\n    - default'),
    said: [
      "RSH6025 reshapr.yaml:8:7 group 'default' is defined in this source → remove it from externalGroups",
    ],
  },
];

export const unusedSilent: readonly SilentCase[] = [
  {
    code: 'RSH6020',
    what: 'its plan has a mistake',
    files: { 'plan.yaml': `${smallTree['plan.yaml']}  apiKeys: 1\n` },
  },
  {
    code: 'RSH6020',
    what: 'a plan for it, though no exposition',
    files: { 'exposition.yaml': undefined },
  },
  {
    code: 'RSH6021',
    what: 'an exposition misspells it',
    files: { 'exposition.yaml': (smallTree['exposition.yaml'] ?? '').replace('Plan: all', 'Plan: al') },
  },
  {
    code: 'RSH6021',
    what: 'placed on a group of another source',
    files: {
      ...external('[edge]'),
      'more.yaml': `${plan('partners')}---\n${exposition('partners', 'edge')}`,
    },
  },
  {
    code: 'RSH6022',
    what: 'shared with others',
    files: { 'more.yaml': group('north').replace('labels:', 'sharedWith: [other]\n  labels:') },
  },
  {
    code: 'RSH6022',
    what: 'an exposition misspells it',
    files: {
      'exposition.yaml': (smallTree['exposition.yaml'] ?? '').replace('Group: default', 'Group: defalt'),
    },
  },
  {
    code: 'RSH6023',
    what: 'a plan misspells it',
    files: {
      'secrets.yaml': secrets.replace(/ {2}- name: two[\s\S]*/, ''),
      'plan.yaml': planWith('backendSecretRef: onne'),
    },
  },
  {
    code: 'RSH6024',
    what: 'a plan misspells it',
    files: { 'a.yaml': prompts, 'plan.yaml': planWith('includedArtifacts: [aa.yaml]') },
  },
  {
    code: 'RSH6024',
    what: 'all are included',
    files: { 'a.yaml': prompts, 'plan.yaml': planWith('includedArtifacts: ["*"]') },
  },
  {
    code: 'RSH6025',
    what: 'an exposition is placed on it',
    files: {
      ...external('[edge]'),
      'more.yaml': `${plan('partners')}---\n${exposition('partners', 'edge')}`,
    },
  },
];
