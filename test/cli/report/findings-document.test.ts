import { readFileSync } from 'node:fs';
import { Validator } from '@cfworker/json-schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderJson } from '../../../src/cli/report/findings-document.ts';
import { reportArbitrary, sampleReport } from '../support/sample-report.ts';

const schema = JSON.parse(readFileSync('schemas/Findings.json', 'utf8')) as Record<string, unknown>;
const validator = new Validator(schema, '2020-12', false);

describe('findings as JSON', () => {
  it('are one document', () => {
    expect(JSON.parse(renderJson(sampleReport, false))).toEqual({
      format: 'findings@1',
      valid: false,
      compiler: '1.2.3',
      prefix: 'deploy/reshapr.d/',
      summary: { errors: 2, warnings: 1, notes: 1, suppressed: 1, files: 4 },
      findings: sampleReport.findings,
      suppressed: [
        {
          ...sampleReport.suppressed[0]?.finding,
          suppressed: { by: 'comment', reason: 'legacy clients, see ticket 12' },
        },
      ],
    });
  });

  it('tell what the tree compiles to, where it does', () => {
    const contents = { manifests: 3, endpoints: 1, tools: 9 };
    const document = JSON.parse(renderJson({ ...sampleReport, findings: [], contents }, false));
    expect(document).toMatchObject({ valid: true, summary: { contents } });
  });

  it('fit the published schema, whatever they say', () => {
    fc.assert(
      fc.property(reportArbitrary, fc.boolean(), (report, notes) => {
        const { valid, errors } = validator.validate(JSON.parse(renderJson(report, notes)));
        expect(errors).toEqual([]);
        expect(valid).toBe(true);
      }),
    );
  });

  it.each([
    ['another format', { format: 'findings@2' }],
    ['no findings', { findings: undefined }],
    ['a field that is not told', { extra: 1 }],
    [
      'a line 0',
      {
        findings: [
          {
            ...sampleReport.findings[1],
            range: { start: { line: 0, column: 1 }, end: { line: 1, column: 1 } },
          },
        ],
      },
    ],
  ])('with %s do not fit it', (_, changes) => {
    const document = { ...JSON.parse(renderJson(sampleReport, false)), ...changes };
    expect(validator.validate(JSON.parse(JSON.stringify(document))).valid).toBe(false);
  });
});
