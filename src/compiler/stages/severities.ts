import { type Diagnostic, didYouMean, type FindingKind, finding } from '../../kernel/index.ts';
import { type ManifestOf, manifestFindings } from '../../manifest/index.ts';
import { fixedSeverity, unknownRule } from '../bind/diagnostics.ts';
import { compilerFindings } from '../findings.ts';

/** How bad each kind of finding is by nature. */
export const severities = new Map(
  ([...manifestFindings, ...compilerFindings] as readonly FindingKind<never>[]).map(({ code, severity }) => [
    code,
    severity,
  ]),
);

/**
 * Applies the severities of `reshapr.yaml`. What is an error by itself stays one: without it there would be
 * nothing sound to apply.
 */
export function withSeverities(
  diagnostics: readonly Diagnostic[],
  project: ManifestOf<'Project'> | undefined,
): Diagnostic[] {
  const rules = project?.spec.rules ?? {};
  const settled = [...diagnostics, ...(project === undefined ? [] : checkRules(project))];
  return settled.flatMap((diagnostic) => {
    const severity = rules[diagnostic.code];
    if (severity === undefined || diagnostic.severity === 'error') return [diagnostic];
    return severity === 'off' ? [] : [{ ...diagnostic, severity }];
  });
}

/** Reports rules that change nothing. */
function checkRules(project: ManifestOf<'Project'>): Diagnostic[] {
  return Object.entries(project.spec.rules ?? {}).flatMap(([rule, severity]): Diagnostic[] => {
    const at = project.at(['rules', rule], 'key');
    const own = severities.get(rule);
    if (own === undefined)
      return [finding(unknownRule, { rule, suggestion: didYouMean(rule, severities.keys()) }, at)];
    return own === 'error' && severity !== 'error' ? [finding(fixedSeverity, { rule }, at)] : [];
  });
}
