import { describe, expect, it } from 'vitest';
import { readDocuments, setField } from '../../../src/manifest/index.ts';

const key = { sha256: 'abc' };

describe('one field is set, and nothing else is changed', () => {
  it.each<[string, string, number, string]>([
    ['a new field', 'spec:\n  a: 1 # one\n', 0, 'spec:\n  apiKey: {sha256: abc}\n  a: 1 # one\n'],
    ['a new field in flow style', 'spec: { a: 1 }\n', 0, 'spec: {apiKey: {sha256: abc},  a: 1 }\n'],
    ['an empty mapping', 'spec: {}\n', 0, 'spec: {apiKey: {sha256: abc}}\n'],
    [
      'a scalar',
      'spec:\n  apiKey: true # for now\n  a: 1\n',
      0,
      'spec:\n  apiKey: {sha256: abc} # for now\n  a: 1\n',
    ],
    [
      'a mapping in flow style',
      'spec:\n  apiKey: { from: x } # c\n',
      0,
      'spec:\n  apiKey: {sha256: abc} # c\n',
    ],
    [
      'a mapping in block style',
      'spec:\n  apiKey:\n    from: x # c\n  a: 1\n',
      0,
      'spec:\n  apiKey:\n    {sha256: abc} # c\n  a: 1\n',
    ],
    [
      'a list in block style',
      'spec:\n  apiKey:\n    sha256:\n      - a\n      - b\n  a: 1\n',
      0,
      'spec:\n  apiKey:\n    {sha256: abc}\n  a: 1\n',
    ],
    ['nothing', 'spec:\n  apiKey:\n  a: 1\n', 0, 'spec:\n  apiKey: {sha256: abc}\n  a: 1\n'],
    [
      'JSON',
      '{\n  "spec": {\n    "a": 1\n  }\n}\n',
      0,
      '{\n  "spec": {"apiKey": {"sha256":"abc"}, \n    "a": 1\n  }\n}\n',
    ],
    [
      'the second document',
      'spec:\n  a: 1\n---\nspec:\n  a: 2\n',
      1,
      'spec:\n  a: 1\n---\nspec:\n  apiKey: {sha256: abc}\n  a: 2\n',
    ],
    [
      'a document after an empty one',
      '# nothing\n---\nspec:\n  a: 1\n',
      0,
      '# nothing\n---\nspec:\n  apiKey: {sha256: abc}\n  a: 1\n',
    ],
    [
      'a document after two empty ones',
      '---\n# nothing\n---\nnull\n---\nspec:\n  a: 1\n',
      0,
      '---\n# nothing\n---\nnull\n---\nspec:\n  apiKey: {sha256: abc}\n  a: 1\n',
    ],
    [
      'a text in a block',
      'spec:\n  apiKey: |\n    a\n    b\n  c: 1\n',
      0,
      'spec:\n  apiKey: {sha256: abc}\n  c: 1\n',
    ],
    [
      'a key without a value',
      'spec:\n  apiKey:\n    sha256:\n  a: 1\n',
      0,
      'spec:\n  apiKey:\n    {sha256: abc}\n  a: 1\n',
    ],
    ['Windows line ends', 'spec:\r\n  a: 1\r\n', 0, 'spec:\r\n  apiKey: {sha256: abc}\r\n  a: 1\r\n'],
  ])('%s', (_, text, index, expected) => {
    const changed = setField(text, index, ['spec'], 'apiKey', key);
    expect(changed).toBe(expected);
    const value = readDocuments('a.yaml', Buffer.from(changed ?? '')).documents[index]?.value;
    expect(value).toMatchObject({ spec: { apiKey: key } });
  });

  it.each([
    ['no such mapping', 'spec: 1\n'],
    ['no such document', ''],
  ])('%s: nothing is changed', (_, text) => {
    expect(setField(text, 0, ['spec'], 'apiKey', key)).toBeUndefined();
  });

  it('lists and texts that need quotes', () => {
    const digests = { sha256: ['0a1', 'f00'] };
    expect(setField('spec:\n  a: 1\n', 0, ['spec'], 'apiKey', digests)).toBe(
      'spec:\n  apiKey: {sha256: ["0a1", f00]}\n  a: 1\n',
    );
  });
});
