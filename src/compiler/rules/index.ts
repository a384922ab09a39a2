import type { FindingKind } from '../../kernel/index.ts';
import type { Example, Rule } from './rule.ts';
import { ignoredExclusion } from './selection/ignored-exclusion.ts';
import { repeatedSelection } from './selection/repeated-selection.ts';
import { undescribedTool } from './tools/undescribed-tool.ts';

/** Every rule, in the order of codes. */
export const rules: readonly Rule[] = [ignoredExclusion, repeatedSelection, undescribedTool];

/** The findings of rules, for `reshapr explain` and for severities. */
export const ruleFindings: readonly FindingKind<never>[] = rules.map(({ kind }) => kind);

/** What the rules page says of a rule. */
export interface RuleEntry {
  readonly code: string;
  readonly name: string;
  readonly severity: FindingKind<never>['severity'];
  readonly title: string;
  readonly docs: string;
  readonly bad: Example;
  readonly good: Example;
}

/** Every rule with its documentation and examples, by code. */
export function ruleCatalogue(): readonly RuleEntry[] {
  return rules.map(({ name, kind: { code, severity, title, help }, bad, good }) => ({
    code,
    name,
    severity,
    title,
    docs: help,
    bad,
    good,
  }));
}
