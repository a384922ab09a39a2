import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readDocuments } from '../../../src/manifest/index.ts';

/** Twenty thousand keys in one mapping: what is quadratic in them would take minutes. */
const keys = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`key ${index}`, index]));

it.each([
  ['JSON', 'a.json', JSON.stringify(keys, null, 1)],
  ['YAML', 'a.yaml', stringify(keys)],
])('the places of 20,000 keys of one mapping are found in one pass over it, in %s', (_, file, text) => {
  const [document] = readDocuments(file, Buffer.from(text)).documents;
  const first = text.split('\n').findIndex((line) => line.includes('key 0')) + 1;
  for (let index = 0; index < 20_000; index++)
    expect(document?.locate([`key ${index}`], 'key').range.start.line === first + index).toBe(true);
});
