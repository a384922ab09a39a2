import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { readDocuments } from '../../../src/manifest/index.ts';

/** What stands in the source where a part of the text at `a.b` is said to stand. */
function found(source: string, part: string, file = 'a.yaml'): string {
  const [document] = readDocuments(file, Buffer.from(source)).documents;
  const value = document?.value as { a: { b: string } };
  const start = value.a.b.indexOf(part);
  if (document === undefined || start < 0) throw new Error(`no ${part} in ${JSON.stringify(value)}`);
  const { range } = document.within(['a', 'b'], start, start + part.length);
  const lines = source.split('\n');
  const offset = ({ line, column }: typeof range.start): number =>
    lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  return source.slice(offset(range.start), offset(range.end));
}

it.each<[what: string, source: string, part: string, shown?: string]>([
  ['a literal block', 'a:\n  b: |\n    one\n    two three\n', 'two'],
  ['its first line', 'a:\n  b: |\n    one\n', 'one'],
  ['a literal block with empty lines', 'a:\n  b: |\n\n\n    one\n\n    two\n', 'two'],
  ['deeper lines', 'a:\n  b: |\n    if (x)\n      two()\n', 'two'],
  ['an indentation that is said', 'a:\n  b: |2\n      one\n    two\n', 'two'],
  ['a block that keeps its end', 'a:\n  b: |+\n    one\n    two\n\n', 'two'],
  ['a block that strips its end', 'a:\n  b: |-\n    one\n    two', 'two'],
  ['a comment behind the bar', 'a:\n  b: | # script\n    one\n    two\n', 'two'],
  ['lines that end in CRLF', 'a:\r\n  b: |\r\n    one\r\n    two\r\n', 'two'],
  ['a folded block', 'a:\n  b: >\n    one\n    two\n\n    three\n', 'three'],
  ['a plain text', 'a: { b: one two }\n', 'two'],
  ['a plain text over lines', 'a:\n  b: one\n    two\n    three\n', 'three'],
  ['double quotes', 'a: { b: "one two" }\n', 'two'],
  ['escapes', 'a: { b: "\\tone\\n\\x41\\u0042\\U0001F600 two" }\n', 'two'],
  ['an escape itself', 'a: { b: "one\\ntwo" }\n', '\n', '\\n'],
  ['escaped ends of lines', 'a:\n  b: "one \\\n    two \\\n    three"\n', 'three'],
  ['double quotes over lines', 'a:\n  b: "one\n    two\n\n    three"\n', 'three'],
  ['single quotes', "a: { b: 'it''s two' }\n", 'two'],
  ['single quotes over lines', "a:\n  b: 'one\n    two'\n", 'two'],
  ['an anchor', 'a:\n  b: &x |\n    one\n    two\n', 'two'],
])('finds a part of %s', (_, source, part, shown = part) => {
  expect(found(source, part)).toBe(shown);
});

it.each<[source: string, part: string, shown?: string]>([
  ['{"a": {"b": "one two"}}', 'two'],
  ['{"a": {"b": "\\"one\\"\\n\\u0041 two"}}', 'two'],
  ['{"a": {"b": "x\\ty"}}', '\t', '\\t'],
])('finds a part of %s in JSON', (source, part, shown = part) => {
  expect(found(source, part, 'a.json')).toBe(shown);
});

it('finds every word of any text, however it is written', () => {
  const gaps = fc.array(fc.constantFrom(' ', '\n', '\n\n', '\n  ', '  ', ' # ', "'", '"', '\\'), {
    maxLength: 12,
  });
  const style = fc.record({
    defaultStringType: fc.constantFrom(
      'PLAIN' as const,
      'QUOTE_DOUBLE' as const,
      'QUOTE_SINGLE' as const,
      'BLOCK_LITERAL' as const,
      'BLOCK_FOLDED' as const,
    ),
    lineWidth: fc.constantFrom(0, 20, 80),
    indent: fc.integer({ min: 2, max: 6 }),
  });
  fc.assert(
    fc.property(gaps, style, (between, options) => {
      const text = `word0${between.map((gap, at) => `${gap}word${at + 1}`).join('')}`;
      const source = stringify({ a: { b: text } }, null, options);
      // A long line may be broken inside of a word, by an escaped end of a line.
      for (let at = 0; at <= between.length; at++)
        expect(found(source, `word${at}`).replace(/\\\n */, '')).toBe(`word${at}`);
      const json = JSON.stringify({ a: { b: text } });
      for (let at = 0; at <= between.length; at++)
        expect(found(json, `word${at}`, 'a.json')).toBe(`word${at}`);
    }),
    { numRuns: 300 },
  );
});
