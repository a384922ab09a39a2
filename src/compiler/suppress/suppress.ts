import { type Diagnostic, didYouMean, finding, type Location } from '../../kernel/index.ts';
import type { ManifestOf } from '../../manifest/index.ts';
import { codeOf, codesAndNames, severities } from '../stages/codes.ts';
import type { SuppressionComment } from './comments.ts';
import {
  suppressionOfError,
  suppressionOfNoFile,
  suppressionOfNothing,
  suppressionUnknownCode,
  suppressionUnreadable,
  suppressionWithoutReason,
} from './diagnostics.ts';

/** A finding that somebody gave a reason to live with. */
export interface SuppressedFinding {
  readonly finding: Diagnostic;
  readonly reason: string;
  /** Whether a comment beside the line says so, or `reshapr.yaml`. */
  readonly by: 'comment' | 'project';
}

/** What a tree says about findings. */
export interface Suppressions {
  /** By file; only files that have some. */
  readonly comments: ReadonlyMap<string, readonly SuppressionComment[]>;
  readonly project: ManifestOf<'Project'> | undefined;
  readonly files: { has(path: string): boolean; keys(): Iterable<string> };
}

/** One code that is to be ignored at some place. */
interface Request {
  readonly code: string;
  readonly file: string;
  /** Lines, both included. */
  readonly from: number;
  readonly to: number;
  readonly reason: string;
  readonly by: SuppressedFinding['by'];
  readonly at: Location;
}

/**
 * Takes out the findings that the tree itself says to ignore, with a reason, and reports what it says in vain. Costs
 * what there are findings and suppressions, not files.
 */
export function suppress(
  diagnostics: readonly Diagnostic[],
  tree: Suppressions,
): { readonly kept: readonly Diagnostic[]; readonly suppressed: readonly SuppressedFinding[] } {
  const reported: Diagnostic[] = [];
  const requests: Request[] = [];
  for (const asked of [...commentRequests(tree, reported), ...projectRequests(tree, reported)]) {
    const code = codeOf(asked.code);
    if (code !== undefined) requests.push({ ...asked, code });
    else {
      const suggestion = didYouMean(asked.code, codesAndNames);
      reported.push(finding(suppressionUnknownCode, { code: asked.code, suggestion }, asked.at));
    }
  }
  if (requests.length === 0) return { kept: [...diagnostics, ...reported], suppressed: [] };

  const byPlace = new Map<string, Request[]>();
  for (const request of requests) {
    const key = `${request.code} ${request.file}`;
    const present = byPlace.get(key);
    if (present === undefined) byPlace.set(key, [request]);
    else present.push(request);
  }
  const used = new Set<Request>();
  const suppressed: SuppressedFinding[] = [];
  const kept = diagnostics.filter((diagnostic) => {
    const { code, file, range, severity } = diagnostic;
    const asking = byPlace
      .get(`${code} ${file}`)
      ?.filter(({ from, to }) => from <= range.start.line && range.start.line <= to);
    const [first] = asking ?? [];
    if (severity === 'error' || first === undefined) return true;
    for (const request of asking ?? []) used.add(request);
    suppressed.push({ finding: diagnostic, reason: first.reason, by: first.by });
    return false;
  });

  const broken = diagnostics.some(({ severity }) => severity === 'error');
  for (const request of requests.filter((each) => !used.has(each))) {
    const { code, file, by, at } = request;
    const where = by === 'comment' ? 'here' : `in ${file}`;
    if (severities.get(code) === 'error') reported.push(finding(suppressionOfError, { code }, at));
    else if (!broken) reported.push(finding(suppressionOfNothing, { code, where }, at));
  }
  return { kept: [...kept, ...reported], suppressed };
}

function commentRequests({ comments }: Suppressions, reported: Diagnostic[]): Request[] {
  return [...comments].flatMap(([file, all]) =>
    all.flatMap(({ codes, reason, range, from, to }): Request[] => {
      const at = { file, range };
      if (codes.length === 0) reported.push(finding(suppressionUnreadable, {}, at));
      else if (reason === '')
        reported.push(finding(suppressionWithoutReason, { codes: codes.join(', ') }, at));
      if (reason === '') return [];
      return codes.map((code) => ({ code, file, from, to, reason, by: 'comment', at }));
    }),
  );
}

/** Those of `reshapr.yaml` hold for a whole file, whatever its language. */
function projectRequests({ project, files }: Suppressions, reported: Diagnostic[]): Request[] {
  return (project?.spec.suppressions ?? []).flatMap(({ code, file, reason }, index): Request[] => {
    const path = (field: string) => (project as ManifestOf<'Project'>).at(['suppressions', index, field]);
    if (files.has(file))
      return [{ code, file, from: 1, to: Infinity, reason, by: 'project', at: path('code') }];
    const suggestion = didYouMean(file, files.keys());
    reported.push(finding(suppressionOfNoFile, { file, suggestion }, path('file')));
    return [];
  });
}
