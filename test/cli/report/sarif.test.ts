import { describe, expect, it } from 'vitest';
import type { Report } from '../../../src/cli/report/report.ts';
import { renderSarif } from '../../../src/cli/report/sarif.ts';
import { compilerFindings } from '../../../src/compiler/index.ts';
import { manifestFindings } from '../../../src/manifest/index.ts';
import { rangeOf, sampleReport } from '../support/sample-report.ts';

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly partialFingerprints: Readonly<Record<string, string>>;
}

function runOf(report: Report) {
  const { runs } = JSON.parse(renderSarif(report, false)) as {
    runs: [
      {
        tool: { driver: { rules: { id: string; defaultConfiguration: { level: string } }[] } };
        results: Result[];
      },
    ];
  };
  return runs[0];
}

const prints = (report: Report): string[] =>
  runOf(report).results.map(({ partialFingerprints }) => partialFingerprints['reshapr/v1'] ?? '');

describe('findings as SARIF', () => {
  it('have places in the repository, related places, and why they are suppressed', () => {
    const { results } = runOf(sampleReport);
    const at = (uri: string, startLine: number, startColumn: number, endLine: number, endColumn: number) => ({
      artifactLocation: { uri: `deploy/reshapr.d/${uri}`, uriBaseId: '%SRCROOT%' },
      region: { startLine, startColumn, endLine, endColumn },
    });
    expect(results).toMatchObject([
      {
        ruleId: 'RSH3004',
        level: 'error',
        message: { text: "there is no Service 'Mian', 100%: <none>\nhint: did you mean 'Main'?" },
        locations: [{ physicalLocation: at('plans/%C3%A4%20b.yaml', 2, 3, 2, 7) }],
        relatedLocations: [
          { id: 0, message: { text: 'defined here' }, physicalLocation: at('b.yaml', 7, 1, 8, 2) },
        ],
        suppressions: [],
      },
      {
        ruleId: 'RSH3016',
        level: 'error',
        locations: [{ physicalLocation: at('secrets.yaml', 5, 10, 5, 10) }],
      },
      { ruleId: 'RSH3018', level: 'warning', suppressions: [] },
      { ruleId: 'RSH3022', level: 'note' },
      {
        ruleId: 'RSH3018',
        suppressions: [
          { kind: 'inSource', status: 'accepted', justification: 'legacy clients, see ticket 12' },
        ],
      },
    ]);
  });

  it('name rules of the catalogue, all of which are told', () => {
    const { tool, results } = runOf(sampleReport);
    const { rules } = tool.driver;
    expect(new Set(rules.map(({ id }) => id))).toEqual(
      new Set([...manifestFindings, ...compilerFindings].map(({ code }) => code)),
    );
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
    for (const { defaultConfiguration } of rules)
      expect(['error', 'warning', 'note']).toContain(defaultConfiguration.level);
  });

  it('are known again when lines move, and apart from each other', () => {
    const moved = sampleReport.findings.map((finding) => ({
      ...finding,
      range: rangeOf(finding.range.start.line + 40, 1, finding.range.end.line + 40, 9),
    }));
    expect(prints({ ...sampleReport, findings: moved })).toEqual(prints(sampleReport));
    const twice = { ...sampleReport, findings: [...sampleReport.findings, ...sampleReport.findings] };
    expect(new Set(prints(twice)).size).toBe(twice.findings.length + 1);
  });

  it('say nothing of the time or the machine', () => {
    const text = renderSarif(sampleReport, false);
    expect(renderSarif({ ...sampleReport, madeAt: 0 }, true)).toBe(text);
    expect(text).not.toContain(process.cwd());
  });
});
