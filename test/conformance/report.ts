import { notApplicable } from './not-applicable.ts';
import type { ScenarioResult } from './run-conformance.ts';

/** The results as a table in Markdown, with what failed below and what was not run below that. */
export function renderReport(results: readonly ScenarioResult[]): string {
  const rows = results.map(({ scenario, passed, excused, failures }) => [
    scenario.suite,
    scenario.version,
    scenario.name,
    String(passed),
    String(excused),
    String(failures.length),
  ]);
  const failed = results.flatMap(({ scenario, failures }) =>
    failures.map((failure) => `- ${scenario.suite} ${scenario.version} ${scenario.name}: ${failure}`),
  );
  const excuses = results.flatMap(({ scenario }) =>
    Object.entries(scenario.excused ?? {}).map(([id, why]) => `- ${id}: ${why}`),
  );
  return [
    ...table(['suite', 'version', 'scenario', 'passed', 'excused', 'failed'], rows),
    ...section('Failed', failed),
    ...section('Excused checks', [...new Set(excuses)]),
    ...section(
      'Not run',
      notApplicable.map(({ scenarios, why }) => `- ${scenarios}: ${why}`),
    ),
    '',
    summary(results),
  ].join('\n');
}

function summary(results: readonly ScenarioResult[]): string {
  const sum = (of: (result: ScenarioResult) => number): number =>
    results.reduce((total, result) => total + of(result), 0);
  const failed = sum((result) => result.failures.length);
  const whole = results.filter((result) => result.failures.length === 0).length;
  const passed = sum((result) => result.passed);
  return `${whole} of ${results.length} scenarios; checks: ${passed} passed, ${failed} failed, ${sum((result) => result.excused)} excused`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const widths = head.map((cell, column) =>
    Math.max(cell.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines];
}
