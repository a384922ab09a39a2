import { Problem } from '../../kernel/index.ts';
import { type Contract, filesOf, withCommits } from '../../reconciler/index.ts';
import type { OpenedTree } from '../compile/open-tree.ts';

/**
 * A contract whose changes name the last commit between base and head that touched their file. What is not committed
 * names none; nor does anything outside of git.
 */
export async function withTheirCommits(
  contract: Contract,
  { tree, repository, commit }: Pick<OpenedTree, 'commit' | 'repository' | 'tree'>,
  base: string | undefined,
): Promise<Contract> {
  const files = filesOf(contract);
  if (repository === undefined || commit === undefined || files.length === 0) return contract;
  const head = commit.replace(/-dirty$/, '');
  try {
    const committed = head === commit ? files : await onlyCommitted(files, tree, repository, head);
    const known = base !== undefined && /^[0-9a-f]{40,64}$/.test(base) ? { base } : {};
    const commits = await repository.lastCommitTouching({ ...known, head, files: committed });
    return withCommits(contract, (file) => commits.get(file)?.sha);
  } catch (error) {
    // A history that cannot be read (a shallow clone, say) takes the reasons from a plan, not the plan.
    if (error instanceof Problem) return contract;
    throw error;
  }
}

/** Files that are in the tree as the commit has them, or in neither. */
async function onlyCommitted(
  files: readonly string[],
  tree: OpenedTree['tree'],
  repository: NonNullable<OpenedTree['repository']>,
  head: string,
): Promise<string[]> {
  const blobs = new Map(tree.files.map(({ path, blob }) => [path, blob]));
  const committed = new Map((await repository.tree(head)).files.map(({ path, blob }) => [path, blob]));
  return files.filter((file) => blobs.get(file) === committed.get(file));
}
