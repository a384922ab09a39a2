import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Json } from '../../../src/kernel/index.ts';
import { type LocatedDocument, readDocuments, type ValuePath } from '../../../src/manifest/index.ts';

function documentOf(file: string, text: string): LocatedDocument {
  const { documents, diagnostics } = readDocuments(file, Buffer.from(text));
  expect(diagnostics).toEqual([]);
  return documents[0] as LocatedDocument;
}

/** The text that a document says stands at a path. */
function textAt(text: string, document: LocatedDocument, path: ValuePath, part?: 'key' | 'value'): string {
  const { start, end } = document.locate(path, part).range;
  const lines = text.split('\n');
  const offset = ({ line, column }: typeof start): number =>
    lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  return text.slice(offset(start), offset(end));
}

/** A comment that makes a text so large that its nodes are kept. */
const large = `\n# ${'x'.repeat(20_000)}\n`;

describe.each([
  ['small, parsed again when asked', ''],
  ['large, kept', large],
])('places in YAML (%s)', (_, more) => {
  const text = `a: 1\nb:\n  - x\n  - { c: "two", d: &d [3, 4] }\ne: *d\nf: &f\n  g: 5\nh:\n  <<: *f\n  i: 6\n"j k": | \n  text\n200: ok\n${more}`;
  it.each<[ValuePath, string, string]>([
    [['a'], 'a', '1'],
    [['b', 0], 'x', 'x'],
    [['b', 1, 'c'], 'c', '"two"'],
    [['b', 1, 'd', 1], '4', '4'],
    [['e'], 'e', '*d'],
    [['e', 1], '4', '4'],
    [['h', 'i'], 'i', '6'],
    [['j k'], '"j k"', '| \n  text\n'],
    [['200'], '200', 'ok'],
    [['a', 'nothing'], 'a', '1'],
    [['nothing'], text.trimEnd().slice(0, 4), ''],
  ])('%j', (path, key, value) => {
    const document = documentOf('a.yaml', text);
    if (path[0] === 'nothing') {
      expect(document.locate(path).range.start).toEqual({ line: 1, column: 1 });
      return;
    }
    expect(textAt(text, document, path, 'key')).toBe(key);
    expect(textAt(text, document, path)).toBe(value);
  });

  it('in the second document of a file', () => {
    const two = `a: 1\n---\nb: 2\n${more}`;
    const [, second] = readDocuments('a.yaml', Buffer.from(two)).documents;
    expect(second?.locate(['b']).range.start).toEqual({ line: 3, column: 4 });
  });
});

it('every value of any JSON is found where it stands, in JSON and in YAML', () => {
  const places = (value: Json, path: ValuePath = []): [ValuePath, Json][] => {
    if (typeof value !== 'object' || value === null) return [[path, value]];
    const members = Array.isArray(value) ? (value as Json[]).entries() : Object.entries(value);
    return [
      [path, value],
      ...[...members].flatMap(([key, member]) => places(member as Json, [...path, key])),
    ];
  };
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (drawn) => {
      const root = JSON.parse(JSON.stringify({ root: drawn })) as { root: Json };
      fc.pre(JSON.stringify(root).isWellFormed() && !JSON.stringify(root).includes('<<'));
      const json = JSON.stringify(root, null, 1);
      const yaml = stringify(root, { lineWidth: 0, aliasDuplicateObjects: false });
      const inJson = documentOf('a.json', json);
      const inYaml = documentOf('a.yaml', yaml);
      expect(inJson.value).toEqual(JSON.parse(json));
      expect(inYaml.value).toEqual(inJson.value);
      for (const [path, value] of places(root)) {
        if (path.length === 0) continue;
        expect(JSON.parse(textAt(json, inJson, path))).toEqual(JSON.parse(JSON.stringify(value)));
        if (typeof value === 'number' || typeof value === 'boolean')
          expect(JSON.parse(textAt(yaml, inYaml, path))).toBe(JSON.parse(JSON.stringify(value)));
      }
    }),
  );
});
