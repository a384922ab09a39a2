import fc from 'fast-check';
import type { Report } from '../../../src/cli/report/report.ts';
import type { SuppressedFinding } from '../../../src/compiler/index.ts';
import type { Diagnostic, Range } from '../../../src/kernel/index.ts';

export function rangeOf(line: number, column: number, endLine: number, endColumn: number): Range {
  return { start: { line, column }, end: { line: endLine, column: endColumn } };
}

/** One finding of each severity, one that may show a secret, and one that was suppressed. */
export const sampleReport: Report = {
  findings: [
    {
      code: 'RSH3004',
      severity: 'error',
      file: 'plans/ä b.yaml',
      range: rangeOf(2, 3, 2, 7),
      message: "there is no Service 'Mian', 100%: <none>",
      hint: "did you mean 'Main'?",
      related: [{ file: 'b.yaml', range: rangeOf(7, 1, 8, 2), message: 'defined here' }],
    },
    {
      code: 'RSH3016',
      severity: 'error',
      file: 'secrets.yaml',
      range: rangeOf(5, 10, 5, 10),
      message: 'a credential in clear',
      sensitive: true,
    },
    {
      code: 'RSH3018',
      severity: 'warning',
      file: 'plans/ä b.yaml',
      range: rangeOf(9, 1, 11, 4),
      message: 'odd',
    },
    { code: 'RSH3022', severity: 'info', file: 'c.yaml', range: rangeOf(1, 1, 1, 1), message: 'by the way' },
  ],
  suppressed: [
    {
      finding: {
        code: 'RSH3018',
        severity: 'warning',
        file: 'c.yaml',
        range: rangeOf(4, 1, 4, 9),
        message: 'odd & old',
      },
      reason: 'legacy clients, see ticket 12',
      by: 'comment',
    },
  ],
  files: ['b.yaml', 'c.yaml', 'plans/ä b.yaml', 'secrets.yaml'],
  prefix: 'deploy/reshapr.d/',
  contents: undefined,
  version: '1.2.3',
  madeAt: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
};

const text = fc.string({ unit: 'binary', maxLength: 40 });
const anyText = fc.oneof(
  text,
  fc.constantFrom(
    '\u0000\u001b[31m',
    '\ud800',
    ']]>',
    '\r\n::error::x',
    '%0A',
    'a,b:c',
    '\ufffe\uffff',
    '🛶',
  ),
);
const position = fc.record({
  line: fc.integer({ min: 1, max: 99 }),
  column: fc.integer({ min: 1, max: 99 }),
});
const range = fc
  .tuple(position, position)
  .map(
    ([a, b]): Range =>
      a.line < b.line || (a.line === b.line && a.column <= b.column)
        ? { start: a, end: b }
        : { start: b, end: a },
  );
const file = anyText.filter((path) => path !== '');

const finding: fc.Arbitrary<Diagnostic> = fc.record(
  {
    code: fc.constantFrom('RSH1004', 'RSH3004', 'RSH9999'),
    severity: fc.constantFrom('error', 'warning', 'info'),
    file,
    range,
    message: anyText,
    hint: anyText,
    related: fc.array(fc.record({ file, range, message: anyText }), { minLength: 1, maxLength: 2 }),
    sensitive: fc.constant(true),
  },
  { requiredKeys: ['code', 'severity', 'file', 'range', 'message'] },
);

/** Reports whose texts are anything that a JavaScript string can hold. */
export const reportArbitrary: fc.Arbitrary<Report> = fc.record({
  findings: fc.array(finding, { maxLength: 6 }),
  suppressed: fc.array(
    fc.record({
      finding,
      reason: anyText,
      by: fc.constantFrom('comment', 'project'),
    }) as fc.Arbitrary<SuppressedFinding>,
    { maxLength: 2 },
  ),
  files: fc.uniqueArray(file, { maxLength: 3 }),
  prefix: fc.constantFrom('', 'deploy/', 'a b/ü/'),
  contents: fc.constantFrom(undefined, { manifests: 3, endpoints: 1, tools: 9 }),
  version: fc.constant('1.2.3'),
  madeAt: fc.integer({ min: 0, max: 4e12 }),
});
