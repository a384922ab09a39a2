import { expect, it } from 'vitest';
import { mayBeSecret } from '../../../src/cli/output/may-be-secret.ts';

const source = 'kind: SecretSource\nmetadata: { name: a }\nspec:\n  secrets:\n  - name: a\n    ';

/** The line that is asked about has `HERE` in it. */
it.each<[what: string, text: string, isHidden: boolean]>([
  ['a field with a value', 'token: HERE', true],
  ['a field in a flow mapping', 'secrets: [{ name: a, password: HERE }]', true],
  ['a field with a reference', 'token: "${env:HERE}"', false],
  ['a header', 'headers:\n  Authorization: Bearer HERE', true],
  ['the line after a field', 'token:\n  HERE', true],
  ['a block of lines', 'password: |\n  one\n\n  HERE', true],
  ['a line of such a block that looks like a field', 'password: >-\n  a: HERE', true],
  ['a value that goes on', 'clientSecret: "one\n  HERE"', true],
  ['the environment of a command', 'env:\n  KEY: HERE', true],
  ['text alone in a SecretSource', `${source}"HERE`, true],
  ['an item alone in a SecretSource', `${source}- HERE`, true],
  ['text alone before the kind is said', `spec: { secrets: [\nHERE ] }\n${source}`, true],
  ['a field of a SecretSource', `${source}nmae: HERE`, false],
  ['text alone in another document', `${source}\n---\nkind: Service\nspec:\n  HERE`, false],
  ['a property of that name in a spec', 'properties:\n  token:\n    type: HERE', false],
  ['what stands beside such a block', 'password: |\n  one\nname: HERE', false],
  ['another field', 'name: HERE', false],
])('%s', (_, text, isHidden) => {
  const lines = text.split('\n');
  const index = lines.findIndex((line) => line.includes('HERE'));
  expect(mayBeSecret(lines, index)).toBe(isHidden);
});
