import type { Diagnostic, Severity } from '../../kernel/index.ts';
import { tally } from '../output/pretty-diagnostics.ts';
import { messageWithHint, type Renderer } from './report.ts';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };
const order: readonly Severity[] = ['error', 'warning', 'info'];

/**
 * Workflow commands of GitHub Actions, which become annotations of a pull request. A step shows only its first few
 * of each kind, so errors come first. Paths are those of the repository, which GitHub compares with.
 */
export const renderGithub: Renderer = ({ findings, prefix }, withNotes) => {
  const lines = order
    .filter((severity) => withNotes || severity !== 'info')
    .flatMap((severity) => findings.filter((finding) => finding.severity === severity))
    .map((finding) => commandOf(finding, prefix));
  const summary = tally(findings);
  return [...lines, ...(summary === '' ? [] : [summary])].join('\n');
};

function commandOf(finding: Diagnostic, prefix: string): string {
  const { severity, code, file, range } = finding;
  const properties = Object.entries({
    file: `${prefix}${file}`,
    ...linesOf(range),
    title: `reshapr ${code}`,
  });
  const given = properties.map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${commands[severity]} ${given.join(',')}::${escapeData(messageWithHint(finding))}`;
}

/** Columns only within one line: GitHub takes none for more. Its last column is the last character's. */
function linesOf({ start, end }: Diagnostic['range']): Record<string, number> {
  if (start.line !== end.line) return { line: start.line, endLine: end.line };
  const endColumn = Math.max(start.column, end.column - 1);
  return { line: start.line, endLine: end.line, col: start.column, endColumn };
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
