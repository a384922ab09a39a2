import type { SourceTree } from '../../kernel/index.ts';
import type { OutcomeCache } from '../cache/outcome-cache.ts';
import type { TreeOutcome } from './outcome.ts';

/** What is to be said of a tree: from the cache, where it was compiled before. */
export async function validateTree(tree: SourceTree, cache?: OutcomeCache): Promise<TreeOutcome> {
  const known = await cache?.get(tree);
  if (known !== undefined) return { tree, outcome: known };
  // What is in the cache needs no compiler, which takes a while to load.
  const { compileTree } = await import('./compile-tree.ts');
  const { outcomeOf } = await import('./outcome.ts');
  const { result } = await compileTree(tree);
  const outcome = outcomeOf(result);
  await cache?.put(tree, outcome, result.work);
  return { tree, outcome };
}
