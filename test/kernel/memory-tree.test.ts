import { describe, expect, it } from 'vitest';
import { blobId, compareDiagnostics, type Diagnostic, memoryTree } from '../../src/kernel/index.ts';

it.each([
  // git hash-object
  ['', 'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'],
  ['hello\n', 'ce013625030ba8dba906f756967f9e9ca394464a'],
])('the blob id of %j is the one that git gives', (text, id) => {
  expect(blobId(Buffer.from(text))).toBe(id);
});

it('a tree in memory lists its files by path, with sizes in bytes', async () => {
  const tree = memoryTree({ 'b.yaml': 'ü', 'a/b.yaml': Buffer.from('x'), 'a.yaml': '' });
  expect(tree.files.map(({ path, size }) => `${path} ${size}`)).toEqual([
    'a.yaml 0',
    'a/b.yaml 1',
    'b.yaml 2',
  ]);
  expect(Buffer.from(await tree.read('b.yaml')).toString()).toBe('ü');
  expect(() => tree.read('c.yaml')).toThrow("no file 'c.yaml'");
});

describe('findings are listed by file, place and code', () => {
  const at = (file: string, line: number, column: number, code: string, message = ''): Diagnostic => {
    const position = { line, column };
    return { code, severity: 'error', message, file, range: { start: position, end: position } };
  };
  const sorted = [
    at('a', 1, 2, 'X'),
    at('a', 1, 10, 'A'),
    at('a', 2, 1, 'A'),
    at('a', 2, 1, 'B', 'a'),
    at('a', 2, 1, 'B', 'b'),
    at('b', 1, 1, 'A'),
  ];
  it.each([
    ['backwards', sorted.toReversed()],
    ['shuffled', [3, 0, 5, 1, 4, 2].map((index) => sorted[index] as Diagnostic)],
  ])('%s', (_, given) => {
    expect(given.toSorted(compareDiagnostics)).toEqual(sorted);
  });
});
