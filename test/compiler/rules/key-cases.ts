import { createHash } from 'node:crypto';
import type { FindingCase, SilentCase } from '../findings/finding-case.ts';
import { manifest, planWith } from '../support/small-tree.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const [first, second] = [hash('a key of the tests'), hash('another key of the tests')];
const two = (keys: string, others: string): Record<string, string> => ({
  'plan.yaml': planWith(`apiKey: ${keys}`),
  'more.yaml': planWith(`apiKey: ${others}`).replace('name: all', 'name: partners'),
  'exposition.yaml': ['all', 'partners']
    .map((name) =>
      manifest(
        'Exposition',
        name,
        `service: { name: Orders }\nconfigurationPlan: ${name}\ngatewayGroup: default\nname: ${name}`,
      ),
    )
    .join('---\n'),
});

/** Rules about API keys. */
export const keyCases: readonly FindingCase[] = [
  {
    code: 'RSH6050',
    files: { 'plan.yaml': planWith(`apiKey:\n  sha256:\n    - ${first}\n    - ${first}`) },
    said: [
      'RSH6050 plan.yaml:10:9 both API keys are the same → run `reshapr api-key create` for a new one, or keep one of the two',
    ],
  },
  {
    code: 'RSH6050',
    what: 'by reference',
    files: { 'plan.yaml': planWith('apiKey: { from: ["${env:A}", "${env:A}"] }') },
    said: [
      'RSH6050 plan.yaml:7:32 both API keys are the same → run `reshapr api-key create` for a new one, or keep one of the two',
    ],
  },
  {
    code: 'RSH6051',
    files: two(`{ sha256: ${first} }`, `{ sha256: ${first} }`),
    said: [
      'RSH6051 plan.yaml:7:21 the key of plan partners opens this one too → run `reshapr api-key create` for a key of its own',
    ],
  },
  {
    code: 'RSH6051',
    what: 'one of two',
    files: two(`{ sha256: ${first} }`, `{ sha256: [${second}, ${first}] }`),
    said: [
      'RSH6051 plan.yaml:7:21 the key of plan partners opens this one too → run `reshapr api-key create` for a key of its own',
    ],
  },
  {
    code: 'RSH6052',
    files: { 'plan.yaml': planWith(`apiKey: { sha256: ${hash('')} }`) },
    said: [
      'RSH6052 plan.yaml:7:21 this is the SHA-256 of nothing → run `reshapr api-key create`: it makes a key of 32 random bytes',
    ],
  },
  {
    code: 'RSH6052',
    what: 'a word and a line break',
    files: { 'plan.yaml': planWith(`apiKey: { sha256: [${first}, ${hash('changeme\n')}] }`) },
    said: [
      "RSH6052 plan.yaml:7:88 this is the SHA-256 of the word 'changeme' → run `reshapr api-key create`: it makes a key of 32 random bytes",
    ],
  },
];

export const keySilent: readonly SilentCase[] = [
  {
    code: 'RSH6050',
    what: 'two keys',
    files: { 'plan.yaml': planWith(`apiKey: { sha256: [${first}, ${second}] }`) },
  },
  { code: 'RSH6050', what: 'one key', files: { 'plan.yaml': planWith(`apiKey: { sha256: [${first}] }`) } },
  { code: 'RSH6051', what: 'two keys', files: two(`{ sha256: ${first} }`, `{ sha256: ${second} }`) },
  {
    code: 'RSH6051',
    what: 'one reference',
    files: two('{ from: "${env:STAFF}" }', '{ from: "${env:STAFF}" }'),
  },
  { code: 'RSH6051', what: 'twice in one plan', files: two(`{ sha256: [${first}, ${first}] }`, 'false') },
  { code: 'RSH6052', what: 'a key', files: { 'plan.yaml': planWith(`apiKey: { sha256: ${first} }`) } },
];
