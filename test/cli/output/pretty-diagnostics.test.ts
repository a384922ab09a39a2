import { describe, expect, it } from 'vitest';
import { codeFrame } from '../../../src/cli/output/code-frame.ts';
import { prettyDiagnostics, tally } from '../../../src/cli/output/pretty-diagnostics.ts';
import type { Diagnostic, Range } from '../../../src/kernel/index.ts';
import { plain } from '../support/test-io.ts';

const range = (line: number, from: number, to: number, endLine = line): Range => ({
  start: { line, column: from },
  end: { line: endLine, column: to },
});

describe('the line that a finding is about', () => {
  const long = `${'a'.repeat(300)}HERE${'b'.repeat(300)}`;
  it.each([
    ['one\ntwo words\n', range(2, 5, 10), ['2 │ two words', '  │     ^^^^^']],
    ['a\r\nb\r\n', range(2, 1, 2), ['2 │ b', '  │ ^']],
    ['\tkey: x', range(1, 2, 5), ['1 │  key: x', '  │  ^^^']],
    ['first\nsecond', range(1, 3, 2, 2), ['1 │ first', '  │   ^^^']],
    ['text', range(1, 5, 5), ['1 │ text', '  │     ^']],
    ['text', range(9, 1, 2), []],
  ])('%j at %o', (text, where, lines) => {
    expect(codeFrame(text, where).map(plain)).toEqual(lines);
  });

  it('is cut around the place, where it is long', () => {
    const [line = '', carets = ''] = codeFrame(long, range(1, 301, 305)).map(plain);
    expect(line).toHaveLength(4 + 102);
    expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('HERE');
  });
});

describe('findings', () => {
  const findings: Diagnostic[] = [
    {
      code: 'RSH3004',
      severity: 'error',
      file: 'a.yaml',
      range: range(2, 3, 7),
      message: "there is no Service 'Mian'",
      hint: "did you mean 'Main'?",
      related: [{ file: 'b.yaml', range: range(7, 1, 2), message: 'defined here' }],
    },
    { code: 'RSH4001', severity: 'warning', file: 'a.yaml', range: range(1, 1, 2), message: 'odd' },
    { code: 'RSH4002', severity: 'info', file: 'c.yaml', range: range(1, 1, 2), message: 'by the way' },
  ];
  const text = (file: string): string | undefined => (file === 'a.yaml' ? 'x: 1\n  Mian: 2\n' : undefined);

  it('stand with place, line, related places and hint; notes are counted', () => {
    expect(plain(prettyDiagnostics(findings, text, false))).toBe(
      [
        'error RSH3004 a.yaml:2:3',
        "  there is no Service 'Mian'",
        '  2 │   Mian: 2',
        '    │   ^^^^',
        '  see b.yaml:7:1 defined here',
        "  hint: did you mean 'Main'?",
        '',
        'warning RSH4001 a.yaml:1:1',
        '  odd',
        '  1 │ x: 1',
        '    │ ^',
        '',
        '1 note: show with --notes',
      ].join('\n'),
    );
  });

  it('show notes when asked, without a line where the text is not at hand', () => {
    expect(plain(prettyDiagnostics(findings.slice(2), text, true))).toBe(
      'info RSH4002 c.yaml:1:1\n  by the way',
    );
  });

  it.each([
    [findings, '1 error, 1 warning'],
    [[...findings, ...findings], '2 errors, 2 warnings'],
    [findings.slice(2), ''],
  ])('are counted', (list, counted) => {
    expect(tally(list)).toBe(counted);
  });
});
