/** source: where trees come from — a directory, a commit of a git repository, a watcher. */
export { withoutCredentials } from './address/git-url.ts';
export { parseSourceAddress, type SourceAddress } from './address/parse-source-address.ts';
export { type DirectoryTreeOptions, directoryTree } from './directory/directory-tree.ts';
export { type StatCache, statCache } from './directory/stat-cache.ts';
export type { CommitInfo } from './git/commits.ts';
export type { GitRepository, GitRepositoryOptions, GitWork, TouchedFiles } from './git/git-repository.ts';
export { gitRepository } from './git/open-repository.ts';
export type { LatestCommit } from './git/origin.ts';
export type { TreeLimits } from './limits.ts';
export { noSuchPathCode, sourceProblems } from './problems.ts';
export { type Watch, type WatchOptions, watchDirectory } from './watch/watch-directory.ts';
