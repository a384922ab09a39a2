import { type Diagnostic, didYouMean, finding, type Severity } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import { fixedSeverity, unknownRule } from '../bind/diagnostics.ts';
import { ruleTwice } from '../suppress/diagnostics.ts';
import { codeOf, codesAndNames, severities } from './codes.ts';

/**
 * Applies the severities of `reshapr.yaml`. What is an error by itself stays one: without it there would be
 * nothing sound to apply.
 */
export function withSeverities(
  diagnostics: readonly Diagnostic[],
  project: ManifestOf<'Project'> | undefined,
): Diagnostic[] {
  const rules = new Map<string | undefined, Severity | 'off'>();
  for (const [rule, severity] of Object.entries(project?.spec.rules ?? {})) rules.set(codeOf(rule), severity);
  const settled = [...diagnostics, ...(project === undefined ? [] : checkRules(project))];
  return settled.flatMap((diagnostic) => {
    const severity = rules.get(diagnostic.code);
    if (severity === undefined || diagnostic.severity === 'error') return [diagnostic];
    return severity === 'off' ? [] : [{ ...diagnostic, severity }];
  });
}

/** Reports rules that change nothing, and those that contradict each other. */
function checkRules(project: ManifestOf<'Project'>): Diagnostic[] {
  const seen = new Set<string>();
  return Object.entries(project.spec.rules ?? {}).flatMap(([rule, severity]): Diagnostic[] => {
    const at = project.at(['rules', rule], 'key');
    const code = codeOf(rule);
    if (code === undefined)
      return [finding(unknownRule, { rule, suggestion: didYouMean(rule, codesAndNames) }, at)];
    const twice = seen.has(code) ? [finding(ruleTwice, { rule, code }, at)] : [];
    seen.add(code);
    const fixed = severities.get(code) === 'error' && severity !== 'error';
    return [...twice, ...(fixed ? [finding(fixedSeverity, { rule }, at)] : [])];
  });
}
