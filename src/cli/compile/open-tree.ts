import { join, resolve } from 'node:path';
import { Problem, type SourceTree } from '../../kernel/index.ts';
import { directoryTree, type GitRepository, gitRepository } from '../../source/index.ts';
import type { Environment } from '../server/login-file.ts';

/** A directory with the git repository that it lies in, where it lies in one. */
export interface OpenedTree {
  readonly tree: SourceTree;
  readonly repository: GitRepository | undefined;
  /** `<sha>`, or `<sha>-dirty` when something is not committed. */
  readonly commit: string | undefined;
  /** Ends the git processes; the process would wait for them. */
  close(): void;
}

/** The tree of a directory, and the commit that it stands at. */
export async function openTree(directory: string, env: Environment): Promise<OpenedTree> {
  const tree = await directoryTree(directory);
  const repository = await repositoryOf(directory, env);
  const commit = repository && (await commitOf(repository));
  return { tree, repository, commit, close: () => repository?.close() };
}

/** Undefined where there is no repository, or no git. */
export async function repositoryOf(directory: string, env: Environment): Promise<GitRepository | undefined> {
  try {
    return await gitRepository(resolve(directory), { cacheDir: gitCacheDir(env) });
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

async function commitOf(repository: GitRepository): Promise<string | undefined> {
  try {
    const commit = await repository.resolve('HEAD');
    return (await repository.isDirty()) ? `${commit}-dirty` : commit;
  } catch (error) {
    // A repository without a commit names none.
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** Where mirrors of remote repositories are kept. */
export function gitCacheDir(env: Environment): string {
  const base = env['XDG_CACHE_HOME'] || join(env['HOME'] || '.', '.cache');
  return join(base, 'reshapr', 'git');
}
