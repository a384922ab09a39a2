import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderGithub } from '../../../src/cli/report/github.ts';
import { readWorkflowCommands } from '../support/read-workflow-commands.ts';
import { reportArbitrary, sampleReport } from '../support/sample-report.ts';

describe('findings as workflow commands', () => {
  it('come errors first, with paths of the repository', () => {
    expect(renderGithub(sampleReport, true).split('\n')).toEqual([
      "::error file=deploy/reshapr.d/plans/ä b.yaml,line=2,endLine=2,col=3,endColumn=6,title=reshapr RSH3004::there is no Service 'Mian', 100%25: <none>%0Ahint: did you mean 'Main'?",
      '::error file=deploy/reshapr.d/secrets.yaml,line=5,endLine=5,col=10,endColumn=10,title=reshapr RSH3016::a credential in clear',
      '::warning file=deploy/reshapr.d/plans/ä b.yaml,line=9,endLine=11,title=reshapr RSH3018::odd',
      '::notice file=deploy/reshapr.d/c.yaml,line=1,endLine=1,col=1,endColumn=1,title=reshapr RSH3022::by the way',
      '2 errors, 1 warning',
    ]);
  });

  it('leave notes away that nobody asked for', () => {
    expect(renderGithub(sampleReport, false)).not.toContain('::notice');
    expect(renderGithub({ ...sampleReport, findings: [] }, true)).toBe('');
  });

  it('say to a runner exactly what was found, whatever it is', () => {
    fc.assert(
      fc.property(reportArbitrary, (report) => {
        const read = readWorkflowCommands(renderGithub(report, true));
        const told = read.map(({ command, properties, message }) => [
          command,
          properties['file'],
          Number(properties['line']),
          message,
        ]);
        const order = ['error', 'warning', 'info'];
        const expected = report.findings
          .toSorted((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
          .map(({ severity, file, range, message, hint }) => [
            severity === 'info' ? 'notice' : severity,
            `${report.prefix}${file}`,
            range.start.line,
            hint === undefined ? message : `${message}\nhint: ${hint}`,
          ]);
        expect(told).toEqual(expected);
      }),
    );
  });
});
