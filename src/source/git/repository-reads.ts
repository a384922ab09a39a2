import { existsSync } from 'node:fs';
import { didYouMean, type Problem, problem } from '../../kernel/index.ts';
import { cleanSubPath } from '../address/sub-path.ts';
import { problems } from '../problems.ts';
import { type CommitTreeOptions, commitTree } from './commit-tree.ts';
import { logArguments, parseLog } from './commits.ts';
import { gitProblem } from './git-failure.ts';
import type { GitRepository } from './git-repository.ts';
import { lastCommitTouching } from './last-commit-touching.ts';
import { parseListing } from './listing.ts';
import { commitOf, noSuchRef, type Origin, outputOf } from './origin.ts';
import { isId } from './remote-refs.ts';

/** Directories that are looked at to suggest one. */
const mostDirectories = 10_000;

type Reads = Pick<GitRepository, 'tree' | 'commitInfo' | 'lastCommitTouching'>;

/** What is read from the objects of a repository once its commits are here. */
export function repositoryReads(origin: Origin, options: Omit<CommitTreeOptions, 'label'>): Reads {
  const { client, subject, prefix } = origin;

  /** Whether the commit is here; a mirror that was deleted meanwhile has none. */
  async function has(commit: string): Promise<boolean> {
    if (!isId(commit)) throw new Error(`'${commit}' is no whole commit id`);
    return existsSync(client.directory) && (await commitOf(client, subject, commit)) !== undefined;
  }

  async function mustHave(commit: string): Promise<void> {
    if (await has(commit)) return;
    await origin.fetch();
    if ((await commitOf(client, subject, commit)) === undefined) throw noSuchRef(subject.label, commit, []);
  }

  /** From the root of the repository, without `/` at the ends. */
  function fromRoot(path: string): string {
    const clean = cleanSubPath(path);
    if (clean !== undefined) return cleanSubPath(`${prefix}${clean}`) ?? '';
    throw problem(problems.badAddress, { text: path, reason: 'it climbs above the repository' });
  }

  async function noSuchPath(path: string, commit: string): Promise<Problem> {
    const listed = await client.run(['ls-tree', '-r', '-d', '-z', '--name-only', '--full-tree', commit]);
    const names = outputOf(listed, subject).split('\0').slice(0, mostDirectories);
    const suggestion = didYouMean(path, names.filter(Boolean));
    return problem(problems.noSuchPath, { label: subject.label, path, commit, suggestion });
  }

  return {
    async tree(commit, path = '') {
      const full = fromRoot(path);
      await mustHave(commit);
      const listed = await client.run(['ls-tree', '-r', '-l', '-z', '--full-tree', `${commit}:${full}`]);
      if (!listed.ok) {
        const isThere = !/not a valid object name|not a tree object/i.test(listed.failure.stderr);
        throw isThere ? gitProblem(listed.failure, subject) : await noSuchPath(full, commit);
      }
      const place = cleanSubPath(path);
      const label = `${subject.label}@${commit.slice(0, 12)}${place ? `:${place}` : ''}`;
      return commitTree(parseListing(listed.stdout), { ...options, label });
    },

    async commitInfo(commit) {
      await mustHave(commit);
      const [logged] = parseLog(
        outputOf(await client.run([...logArguments, '--max-count=1', commit]), subject),
      );
      if (logged === undefined) throw new Error(`git log said nothing about ${commit}`);
      const { files: _files, ...info } = logged;
      return info;
    },

    async lastCommitTouching({ base, head, path = '', files }) {
      await mustHave(head);
      const known = base !== undefined && (await has(base)) ? base : undefined;
      const full = fromRoot(path);
      const start = full === '' ? '' : `${full}/`;
      const paths = files.map((file) => start + file);
      const found = await lastCommitTouching(client, subject, { base: known, head, paths });
      return new Map([...found].map(([touched, info]) => [touched.slice(start.length), info]));
    },
  };
}
