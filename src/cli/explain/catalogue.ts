import { compilerFindings } from '../../compiler/index.ts';
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
}

/** Every kind of finding about a tree, by code. */
export function findingCatalogue(): readonly FindingKind<never>[] {
  const all = [...manifestFindings, ...compilerFindings] as readonly FindingKind<never>[];
  return all.toSorted((a, b) => compareText(a.code, b.code));
}

/** Every code there is, by code. */
export function catalogue(): Explained[] {
  const problems = [
    malformedLabels,
    ...sourceProblems,
    ...Object.values(cli),
    ...reconcilerProblems,
    ...gatewayProblems,
  ] as readonly ProblemKind<never>[];
  return [
    ...findingCatalogue().map(({ code, severity, title, help }) => ({ code, severity, title, help })),
    ...problems.map(({ code, title, help }) => ({ code, severity: 'problem', title, help })),
  ].sort((a, b) => (a.code < b.code ? -1 : 1));
}
