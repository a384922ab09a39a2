import ansis from 'ansis';
import type { Diagnostic, Severity } from '../../kernel/index.ts';
import { codeFrame } from './code-frame.ts';

const colours: Record<Severity, (text: string) => string> = {
  error: (text) => ansis.bold.red(text),
  warning: (text) => ansis.bold.yellow(text),
  info: (text) => ansis.bold.cyan(text),
};

/** Findings for a person, each with the line that it is about; notes only when asked for. */
export function prettyDiagnostics(
  diagnostics: readonly Diagnostic[],
  textOf: (file: string) => string | undefined,
  withNotes: boolean,
): string {
  const shown = diagnostics.filter(({ severity }) => withNotes || severity !== 'info');
  const secret = sensitiveLines(diagnostics);
  const blocks = shown.map((diagnostic) => {
    const { severity, code, file, range, message, hint, related } = diagnostic;
    const place = `${file}:${range.start.line}:${range.start.column}`;
    const text = secret.has(`${file}:${range.start.line}`) ? undefined : textOf(file);
    const frame = text === undefined ? [] : codeFrame(text, range);
    return [
      `${colours[severity](severity)} ${ansis.dim(code)} ${place}`,
      `  ${message}`,
      ...frame.map((line) => `  ${line}`),
      ...(related ?? []).map(
        (other) =>
          `  ${ansis.dim('see')} ${other.file}:${other.range.start.line}:${other.range.start.column} ${other.message}`,
      ),
      ...(hint === undefined ? [] : [`  ${ansis.cyan('hint:')} ${hint}`]),
    ].join('\n');
  });
  const hidden = diagnostics.length - shown.length;
  if (hidden > 0) blocks.push(ansis.dim(`${count(hidden, 'note')}: show with --notes`));
  return blocks.join('\n\n');
}

/** Lines that may hold a secret, as `file:line`; no finding shows one, whatever it is about. */
function sensitiveLines(diagnostics: readonly Diagnostic[]): Set<string> {
  const lines = new Set<string>();
  for (const { sensitive, file, range } of diagnostics)
    if (sensitive)
      for (let line = range.start.line; line <= range.end.line; line++) lines.add(`${file}:${line}`);
  return lines;
}

/** `2 errors, 1 warning`, or an empty text when there are neither. */
export function tally(diagnostics: readonly Diagnostic[]): string {
  const of = (severity: Severity): number =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return [
    ...(of('error') > 0 ? [count(of('error'), 'error')] : []),
    ...(of('warning') > 0 ? [count(of('warning'), 'warning')] : []),
  ].join(', ');
}

export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}
