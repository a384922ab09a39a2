import { compilerFindings, type RuleEntry, ruleCatalogue } from '../../compiler/index.ts';
import { gatewayProblems } from '../../gateway/index.ts';
import { compareText, type FindingKind, type ProblemKind } from '../../kernel/index.ts';
import { manifestFindings } from '../../manifest/index.ts';
import { reconcilerProblems } from '../../reconciler/index.ts';
import { malformedLabels } from '../../snapshot/index.ts';
import { sourceProblems } from '../../source/index.ts';
import * as cli from '../problems.ts';

/** What `reshapr explain` says of a code. */
export interface Explained {
  readonly code: string;
  /** Of a finding about a tree; `problem` for an error of a command or a process. */
  readonly severity: string;
  readonly title: string;
  readonly help: string;
  /** Of a finding: whether `rules` of `reshapr.yaml` may give it another severity, or none. */
  readonly adjustable?: boolean;
  /** Of a rule: what it is called, what it reports, and what it does not. */
  readonly name?: string;
  readonly bad?: RuleEntry['bad'];
  readonly good?: RuleEntry['good'];
}

/** Every kind of finding about a tree, by code. */
export function findingCatalogue(): readonly FindingKind<never>[] {
  const all = [...manifestFindings, ...compilerFindings] as readonly FindingKind<never>[];
  return all.toSorted((a, b) => compareText(a.code, b.code));
}

/** Every code there is, by code. */
export function catalogue(): Explained[] {
  const rules = new Map(ruleCatalogue().map((rule) => [rule.code, rule]));
  const problems = [
    malformedLabels,
    ...sourceProblems,
    ...Object.values(cli),
    ...reconcilerProblems,
    ...gatewayProblems,
  ] as readonly ProblemKind<never>[];
  return [
    ...findingCatalogue().map(({ code, severity, title, help }): Explained => {
      const rule = rules.get(code);
      const parts = rule === undefined ? {} : { name: rule.name, bad: rule.bad, good: rule.good };
      return { code, severity, title, help, adjustable: severity !== 'error', ...parts };
    }),
    ...problems.map(({ code, title, help }) => ({ code, severity: 'problem', title, help })),
  ].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The files of one example that another one has not, or has otherwise. */
export function differing(files: RuleEntry['good'], others: RuleEntry['bad'] = {}): RuleEntry['good'] {
  return Object.fromEntries(Object.entries(files).filter(([file, text]) => others[file] !== text));
}
