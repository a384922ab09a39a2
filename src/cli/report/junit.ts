import type { Diagnostic } from '../../kernel/index.ts';
import { countOf, messageWithHint, type Renderer, type Report } from './report.ts';
import { element, xmlText } from './xml.ts';

/**
 * JUnit XML as Ant and Jenkins take it: a suite for every file, a test for every finding. Only errors fail a test;
 * what is suppressed is told, and is no test.
 */
export const renderJunit: Renderer = (report) => {
  const files = [...new Set([...report.files, ...report.findings.map(({ file }) => file)])].sort();
  const findings = byFile(report.findings, ({ file }) => file);
  const suppressed = byFile(report.suppressed, ({ finding }) => finding.file);
  const suites = files.map((file, id) => {
    const notes = (suppressed.get(file) ?? []).map(
      ({ finding, reason }) => `suppressed: ${placeOf(finding)} ${finding.message} (${reason})`,
    );
    return suite(file, id, findings.get(file) ?? [], notes, report);
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', {}, [...suites, '\n'])}`;
};

function suite(
  file: string,
  id: number,
  findings: readonly Diagnostic[],
  notes: readonly string[],
  { prefix, version, madeAt }: Report,
): string {
  const path = `${prefix}${file}`;
  const told = findings.filter(({ severity }) => severity !== 'error').map(describe);
  const attributes = {
    name: path,
    package: 'reshapr',
    id,
    timestamp: new Date(madeAt).toISOString().slice(0, 19),
    hostname: 'localhost',
    tests: Math.max(1, findings.length),
    failures: countOf(findings, 'error'),
    errors: 0,
    time: 0,
  };
  const cases =
    findings.length === 0
      ? [element('testcase', { name: 'no findings', classname: path, time: 0 })]
      : findings.map((finding) => testCase(finding, path));
  return `\n${element('testsuite', attributes, [
    element('properties', {}, [element('property', { name: 'reshapr', value: version })]),
    ...cases,
    element('system-out', {}, [xmlText([...told, ...notes].join('\n'))]),
    element('system-err', {}),
  ])}`;
}

function testCase(finding: Diagnostic, path: string): string {
  const { code, severity, message } = finding;
  const attributes = { name: `${placeOf(finding)} ${message}`, classname: path, time: 0 };
  if (severity !== 'error') return element('testcase', attributes);
  return element('testcase', attributes, [
    element('failure', { type: code, message }, [xmlText(describe(finding))]),
  ]);
}

/** Everything about a finding, for a person. */
function describe(finding: Diagnostic): string {
  const { file, range, severity, related = [] } = finding;
  const others = related.map(
    (other) => `see ${other.file}:${other.range.start.line}:${other.range.start.column} ${other.message}`,
  );
  return [
    `${severity} ${finding.code} ${file}:${range.start.line}:${range.start.column} ${messageWithHint(finding)}`,
    ...others,
  ].join('\n');
}

function placeOf({ code, range: { start } }: Diagnostic): string {
  return `${code} ${start.line}:${start.column}`;
}

function byFile<T>(all: readonly T[], fileOf: (one: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const present = found.get(fileOf(one));
    if (present === undefined) found.set(fileOf(one), [one]);
    else present.push(one);
  }
  return found;
}
