import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderJunit } from '../../../src/cli/report/junit.ts';
import { element, xmlText } from '../../../src/cli/report/xml.ts';
import { reportArbitrary, sampleReport } from '../support/sample-report.ts';

describe('findings as JUnit XML', () => {
  it('are a suite for each file; only errors fail', () => {
    const lines = renderJunit(sampleReport, false).split('\n');
    const suites = lines.filter((line) => line.startsWith('<testsuite '));
    const head = (name: string, id: number, tests: number, failures: number): string =>
      `<testsuite name="deploy/reshapr.d/${name}" package="reshapr" id="${id}" timestamp="2026-01-02T03:04:05" hostname="localhost" tests="${tests}" failures="${failures}" errors="0" time="0">`;
    expect(suites.map((line) => line.replace(/><properties>.*/, '>'))).toEqual([
      head('b.yaml', 0, 1, 0),
      head('c.yaml', 1, 1, 0),
      head('plans/ä b.yaml', 2, 2, 1),
      head('secrets.yaml', 3, 1, 1),
    ]);
    const text = lines.join('\n');
    expect(text).toContain(
      '<failure type="RSH3004" message="there is no Service \'Mian\', 100%: &lt;none&gt;">error RSH3004 plans/ä b.yaml:2:3',
    );
    expect(text).toContain('see b.yaml:7:1 defined here</failure>');
    expect(text).toContain('suppressed: RSH3018 4:1 odd &amp; old (legacy clients, see ticket 12)');
    expect(text).toContain(
      '<testcase name="RSH3018 9:1 odd" classname="deploy/reshapr.d/plans/ä b.yaml" time="0"/>',
    );
  });

  it.each([
    ['a<b>&"', 'a&lt;b&gt;&amp;"'],
    ['\u0000 \u001b[31m', '\\u{0} \\u{1b}[31m'],
    ['\ud800', '\ufffd'],
    ['\ufffe', '\\u{fffe}'],
    ['a\r\nb\t', 'a&#13;\nb\t'],
    [']]>', ']]&gt;'],
    ['🛶', '🛶'],
  ])('write %j as text', (text, written) => {
    expect(xmlText(text)).toBe(written);
  });

  it('keep white space of attributes', () => {
    expect(element('a', { b: ' "x"\n\ty' })).toBe('<a b=" &quot;x&quot;&#10;&#9;y"/>');
  });

  it('count what they hold', () => {
    fc.assert(
      fc.property(reportArbitrary, (report) => {
        const xml = renderJunit(report, false);
        const sum = (attribute: string): number =>
          [...xml.matchAll(new RegExp(` ${attribute}="(\\d+)"`, 'g'))].reduce(
            (all, [, n]) => all + Number(n),
            0,
          );
        expect(sum('failures')).toBe([...xml.matchAll(/<failure /g)].length);
        expect(sum('tests')).toBe([...xml.matchAll(/<testcase /g)].length);
      }),
    );
  });
});
