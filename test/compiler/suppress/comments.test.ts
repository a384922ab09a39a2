import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suppressionComments } from '../../../src/compiler/suppress/comments.ts';

const read = (path: string, text: string) => suppressionComments(path, Buffer.from(text));

/** `codes reason @line:column from-to`. */
function told(path: string, text: string): string[] {
  return read(path, text).map(
    ({ codes, reason, range: { start, end }, from, to }) =>
      `${codes.join('+')}|${reason}|${start.line}:${start.column}-${end.column}|${from}-${to}`,
  );
}

const note = '# reshapr-ignore RSH1: why';

describe('suppressions in comments', () => {
  it.each([
    ['at the end of a line', 'a.yaml', `a: 1\nb: 2 ${note}\nc: 3\n`, ['RSH1|why|2:6-32|2-2']],
    ['above a line', 'a.yaml', `a: 1\n${note}\nb: 2\n`, ['RSH1|why|2:1-27|2-3']],
    [
      'indented, above more comments and blank lines',
      'a.yml',
      `a:\n  ${note}\n  # more\n\n  b: 2\n`,
      ['RSH1|why|2:3-29|2-5'],
    ],
    ['at the head of a file', 'a.yaml', `# licence\n\n${note}\na: 1\n`, ['RSH1|why|3:1-27|1-4']],
    ['at the end of a file', 'a.yaml', `a: 1\n${note}`, ['RSH1|why|2:1-27|2-2']],
    [
      'several codes',
      'a.yaml',
      '# reshapr-ignore RSH1, RSH2 RSH3 : a: b\nx: 1',
      ['RSH1+RSH2+RSH3|a: b|1:1-40|1-2'],
    ],
    [
      'two above one line',
      'a.yaml',
      `x: 0\n${note}\n${note}\na: 1`,
      ['RSH1|why|2:1-27|2-4', 'RSH1|why|3:1-27|3-4'],
    ],
    ['with carriage returns', 'a.yaml', `a: 1 ${note}\r\nb: 2\r\n`, ['RSH1|why|1:6-32|1-1']],
    ['after a byte order mark', 'a.yaml', `\uFEFFa: 1 ${note}\n`, ['RSH1|why|1:6-32|1-1']],
    ['beside a flow mapping', 'a.yaml', `a: { b: 1, ${note}\n  c: 2 }\n`, ['RSH1|why|1:12-38|1-1']],
    ['after the head of a block of text', 'a.yaml', `a: | ${note}\n  text\n`, ['RSH1|why|1:6-32|1-1']],
    ['in a block of text', 'a.yaml', `a: |\n  ${note}\nb: >-\n  x\n  ${note}\n`, []],
    ['in quotes', 'a.yaml', `a: "${note}"\nb: '${note}'\n`, []],
    ['in a plain text', 'a.yaml', `a: b${note}\n`, []],
    ['another word', 'a.yaml', '# reshapr-ignored RSH1: why\n# reshapr-ignore-all RSH1: why\n', []],
    ['in JSON', 'a.json', `{ "a": "${note}" }`, []],
    [
      'in GraphQL',
      'a.graphql',
      `type Query { # reshapr-ignore RSH1: why\n  a: Int\n}`,
      ['RSH1|why|1:14-40|1-1'],
    ],
    ['in a proto file', 'a.proto', '// reshapr-ignore RSH1: why\nmessage A {}\n', ['RSH1|why|1:1-28|1-2']],
    ['in another file', 'a.md', `${note}\n`, []],
  ])('%s', (_, path, text, expected) => {
    expect(told(path, text)).toEqual(expected);
  });

  it('of any text have places inside of it', () => {
    const pieces = fc.constantFrom(
      note,
      '\n',
      '  ',
      'a: ',
      '|',
      '"',
      "'",
      '{',
      '}',
      '- ',
      '#',
      '---',
      '\r',
      '\u0002',
      '\u001f',
      'é🛶',
      '&a',
      '!t',
    );
    const text = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 20 });
    fc.assert(
      fc.property(text, fc.constantFrom('a.yaml', 'a.graphql', 'a.proto'), (parts, path) => {
        const whole = parts.join('');
        const lines = whole.split('\n').length;
        for (const { from, to, range } of read(path, whole)) {
          expect(from).toBeGreaterThanOrEqual(1);
          expect(to).toBeLessThanOrEqual(lines);
          expect(range.start.line).toBeGreaterThanOrEqual(from);
          expect(range.start.line).toBeLessThanOrEqual(to);
        }
      }),
    );
  });
});
