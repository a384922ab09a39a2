import type { Diagnostic } from '../../kernel/index.ts';

/**
 * Applies the severities of `reshapr.yaml`. What is an error by itself stays one: without it there would be
 * nothing sound to apply.
 */
export function withSeverities(
  diagnostics: readonly Diagnostic[],
  rules: Readonly<Record<string, Diagnostic['severity'] | 'off'>>,
): Diagnostic[] {
  return diagnostics.flatMap((diagnostic) => {
    const severity = rules[diagnostic.code];
    if (severity === undefined || diagnostic.severity === 'error') return [diagnostic];
    return severity === 'off' ? [] : [{ ...diagnostic, severity }];
  });
}
