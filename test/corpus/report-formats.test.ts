import { Validator } from '@cfworker/json-schema';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderJunit } from '../../src/cli/report/junit.ts';
import type { Report } from '../../src/cli/report/report.ts';
import { renderSarif } from '../../src/cli/report/sarif.ts';
import { reportArbitrary, sampleReport } from '../cli/support/sample-report.ts';
import { junitSchema, sarifSchema, xmlErrors } from '../support/report-oracles.ts';

const reports: readonly Report[] = [sampleReport, ...fc.sample(reportArbitrary, { numRuns: 300, seed: 3 })];

describe('SARIF', () => {
  const validator = new Validator(sarifSchema(), '7', false);

  it('fits the schema of its standard, whatever it says', () => {
    for (const report of reports) {
      const { errors, valid } = validator.validate(JSON.parse(renderSarif(report, true)));
      expect(errors.slice(-3)).toEqual([]);
      expect(valid).toBe(true);
    }
  });

  it('would not fit with a field that the standard lacks', () => {
    const sarif = JSON.parse(renderSarif(sampleReport, true)) as { runs: Record<string, unknown>[] };
    sarif.runs[0] = { ...sarif.runs[0], column: 1 };
    expect(validator.validate(sarif).valid).toBe(false);
  });
});

describe.each(['JUnit.xsd', 'jenkins-junit.xsd'])('JUnit XML and %s', (name) => {
  it('fits it, whatever it says', async () => {
    expect(
      await xmlErrors(
        reports.map((report) => renderJunit(report, true)),
        junitSchema(name),
      ),
    ).toEqual([]);
  });

  it('would not fit with an element that it lacks', async () => {
    const broken = renderJunit(sampleReport, true).replaceAll('system-err', 'system-error');
    expect(await xmlErrors([broken], junitSchema(name))).not.toEqual([]);
  });
});
