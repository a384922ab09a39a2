import { didYouMean, type Problem, problem } from '../../kernel/index.ts';
import { problems } from '../problems.ts';
import type { GitClient, GitResult } from './git-client.ts';
import { gitProblem, type Subject } from './git-failure.ts';
import { writableNames } from './remote-refs.ts';

/** The commit that a name stands for now. Its objects are here. */
export interface LatestCommit {
  readonly commit: string;
  /** The branch, tag or commit that was asked for; the default branch when none was. */
  readonly ref: string;
  /** Whether objects had to be fetched. */
  readonly fetched: boolean;
}

/** Where the objects of a repository come from: a repository in place, or a mirror of a remote one. */
export interface Origin {
  readonly subject: Subject;
  /** Runs in the repository that holds the objects. */
  readonly client: GitClient;
  /** Where the opened directory lies in the repository, ending with `/`; empty for the root. */
  readonly prefix: string;
  latest(ref: string | undefined): Promise<LatestCommit>;
  /** Brings every branch and tag. Does nothing for a repository in place. */
  fetch(): Promise<void>;
  /** Whether files below `path` differ from the last commit; never for a repository without a work tree. */
  isDirty(path: string): Promise<boolean>;
}

/** The output of git, or the problem that its failure means. */
export function outputOf(result: GitResult, subject: Subject): string {
  if (!result.ok) throw gitProblem(result.failure, subject);
  return result.stdout;
}

/** The commit that an expression means in the repository of a client; undefined when it means none. */
export async function commitOf(
  client: GitClient,
  subject: Subject,
  expression: string,
): Promise<string | undefined> {
  const result = await client.run(['rev-parse', '--verify', `${expression}^{commit}`]);
  if (result.ok) return result.stdout.trim();
  if (result.failure.stderr.includes('Needed a single revision')) return undefined;
  throw gitProblem(result.failure, subject);
}

export function noSuchRef(label: string, ref: string, fullNames: Iterable<string>): Problem {
  return problem(problems.noSuchRef, { label, ref, suggestion: didYouMean(ref, writableNames(fullNames)) });
}

export function missingObject(label: string, object: string): Problem {
  return problem(problems.missingObject, { label, object });
}
