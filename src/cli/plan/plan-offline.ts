import { Problem, problem } from '../../kernel/index.ts';
import { makePlan, policiesOf, resolveHead } from '../../reconciler/index.ts';
import { noSuchPathCode } from '../../source/index.ts';
import { type Compiled, compileTree } from '../compile/compile-tree.ts';
import { compiledSide } from '../compile/compiled-side.ts';
import type { OpenedTree } from '../compile/open-tree.ts';
import { renderFindings } from '../compile/render-findings.ts';
import type { Io } from '../io.ts';
import { shortCommit } from '../output/commit.ts';
import { baseNotCompiled, usage } from '../problems.ts';
import { softwareVersion } from '../version.ts';
import { judgePlan } from './judge-plan.ts';
import { withTheirCommits } from './plan-commits.ts';
import { documentOf, type PlanDocument } from './render/document.ts';

/**
 * Compares with another revision of the same tree, and asks nobody. The plan names no base that is deployed, so that
 * it cannot be applied.
 */
export async function planOffline(
  compiled: Compiled,
  opened: OpenedTree,
  ref: string,
  io: Io,
): Promise<PlanDocument> {
  const { repository } = opened;
  if (repository === undefined)
    throw problem(usage, {
      why: '--base needs a tree in a git repository',
      hint: 'run it inside of a clone',
    });
  const comparedWith = await repository.resolve(ref);
  const before = await compiledAt(comparedWith, repository, io);
  const base = before && { sequence: 1, side: compiledSide(before) };
  const { organization, source } = compiled.snapshot;
  const tree = compiledSide(compiled);
  const { side } = resolveHead({ base: base?.side, head: tree, others: [], takenBy: new Map() });
  const { base: _offline, ...offline } = makePlan({
    ...{ organization, source, base, head: side, commit: opened.commit },
    ...{ compiler: softwareVersion, others: 'unknown' },
  });
  const contract = await withTheirCommits(offline, opened, comparedWith);
  const deployed = base === undefined ? [] : policiesOf(base.side, `commit ${shortCommit(comparedWith)}`);
  const judged = await judgePlan(contract, side, {
    deployed: deployed.map((policy) => ({ ...policy, source: contract.source })),
    // Labels of groups of other sources are not in the tree.
    groups: new Map(),
  });
  return documentOf(contract, { comparedWith, ...judged });
}

/** What the tree compiled to at a commit; undefined where the commit has no such tree yet. */
async function compiledAt(
  commit: string,
  repository: NonNullable<OpenedTree['repository']>,
  io: Io,
): Promise<Compiled | undefined> {
  const tree = await repository.tree(commit).catch((error: unknown) => {
    if (error instanceof Problem && error.code === noSuchPathCode) return undefined;
    throw error;
  });
  if (tree === undefined || tree.files.length === 0) return undefined;
  const before = await compileTree(tree);
  if (before.result.compiled !== undefined) return before.result.compiled;
  io.console.err(await renderFindings(before.tree, before.result, false));
  io.console.err('');
  throw problem(baseNotCompiled, { commit: shortCommit(commit) });
}
