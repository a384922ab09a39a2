import { type CommitInfo, type LoggedCommit, logArguments, nameArguments, parseLog } from './commits.ts';
import type { GitClient } from './git-client.ts';
import type { Subject } from './git-failure.ts';
import { outputOf } from './origin.ts';

export interface TouchedQuery {
  /** The commit before the changes; without one, or when it is unknown here, all of the history counts. */
  readonly base?: string | undefined;
  readonly head: string;
  /** Paths from the root of the repository, those that `head` no longer has among them. */
  readonly paths: readonly string[];
}

/** Commits that are looked at. */
const mostCommits = 5000;
/** Paths that one command line takes; more of them are looked for together, without naming them. */
const mostPaths = 200;

/**
 * The last commit between base and head that touched each path. A path that no commit between them touched
 * (head is older than base, say) gets the last one before head that did. A path without any is left out.
 */
export async function lastCommitTouching(
  client: GitClient,
  subject: Subject,
  { base, head, paths }: TouchedQuery,
): Promise<Map<string, CommitInfo>> {
  const last = new Map<string, CommitInfo>();
  const ranges = base === undefined ? [head] : [`${base}..${head}`, head];
  for (const range of ranges) {
    const missing = paths.filter((path) => !last.has(path));
    if (missing.length === 0) break;
    for (const commit of await logOf(client, subject, range, missing)) note(commit, missing, last);
  }
  return last;
}

async function logOf(
  client: GitClient,
  subject: Subject,
  range: string,
  paths: readonly string[],
): Promise<LoggedCommit[]> {
  const args = [...logArguments, ...nameArguments, `--max-count=${mostCommits}`, range, '--'];
  const named = paths.length > mostPaths ? [] : paths;
  return parseLog(outputOf(await client.run([...args, ...named]), subject));
}

function note(commit: LoggedCommit, paths: readonly string[], last: Map<string, CommitInfo>): void {
  const { files, ...info } = commit;
  const touched = new Set(files);
  for (const path of paths) if (touched.has(path) && !last.has(path)) last.set(path, info);
}
