import type { Clock, SourceTree } from '../../kernel/index.ts';
import type { TreeLimits } from '../limits.ts';
import type { CommitInfo } from './commits.ts';
import type { LatestCommit } from './origin.ts';

export interface GitRepositoryOptions {
  /** Where mirrors of remote repositories are kept. May be deleted at any time. */
  readonly cacheDir: string;
  readonly limits?: Partial<TreeLimits>;
  /** How long git may say nothing before it is stopped, milliseconds; default 60 s. */
  readonly timeoutMs?: number;
  readonly clock?: Clock;
  /** Default: that of this process. What steers git elsewhere is taken out. */
  readonly environment?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
}

/** What a repository cost so far. */
export interface GitWork {
  /** git processes, those for objects not counted. */
  processes: number;
  /** Questions to the remote (`ls-remote`). */
  remoteAsks: number;
  fetches: number;
  /** Processes that read objects. */
  batches: number;
  objectsRead: number;
}

/** Which files of a tree to ask about; `path` is the one that `tree` was given. */
export interface TouchedFiles {
  readonly base?: string;
  readonly head: string;
  readonly path?: string;
  readonly files: readonly string[];
}

/**
 * A git repository, read from its objects: there is no checkout, and nothing of a user's repository is
 * written. Paths are relative to the directory that was opened. Failures are problems without credentials.
 */
export interface GitRepository {
  /** Its address without credentials. */
  readonly label: string;
  readonly work: Readonly<GitWork>;
  /** The commit that a branch, tag, commit id or `HEAD~1` names now; the default branch when none is given. */
  resolve(ref?: string): Promise<string>;
  /** The same for a poll: one small question to the remote, and a fetch only for a commit that is not here. */
  latest(ref?: string): Promise<LatestCommit>;
  /** Brings every branch and tag of a remote. */
  fetch(): Promise<void>;
  /** The files below `path` in a commit (a whole id). */
  tree(commit: string, path?: string): Promise<SourceTree>;
  commitInfo(commit: string): Promise<CommitInfo>;
  /** The last commit between base and head that touched each file, by file; see `last-commit-touching.ts`. */
  lastCommitTouching(query: TouchedFiles): Promise<ReadonlyMap<string, CommitInfo>>;
  /** Whether files below `path` differ from the last commit or are new; never without a work tree. */
  isDirty(path?: string): Promise<boolean>;
  /** Ends the git processes. What is under way fails. */
  close(): void;
}
