import { problem } from '../../kernel/index.ts';
import { problems } from '../problems.ts';
import { type GitClientOptions, gitClient } from './git-client.ts';
import type { Subject } from './git-failure.ts';
import { commitOf, noSuchRef, type Origin, outputOf } from './origin.ts';
import { branchNames, defaultBranch, fullNames } from './remote-refs.ts';

type ClientSettings = Omit<GitClientOptions, 'directory' | 'gitDir'>;

/** Names that are looked at to suggest one. */
const mostNames = 10_000;

/**
 * A repository of this machine, bare or with a work tree, used where it is and never written to. `directory`
 * may lie anywhere in its work tree. git's own check of the owner applies.
 */
export async function inPlace(
  directory: string,
  subject: Subject,
  settings: ClientSettings,
): Promise<Origin> {
  const finder = gitClient({ ...settings, directory });
  const found = outputOf(
    await finder.run(['rev-parse', '--absolute-git-dir', '--is-inside-work-tree', '--show-prefix']),
    subject,
  ).split('\n');
  const [gitDir = '', inside, prefix = ''] = found;
  const hasWorkTree = inside === 'true';
  const client = gitClient({ ...settings, directory: gitDir, gitDir });

  async function allNames(): Promise<string[]> {
    const listed = await client.run(['for-each-ref', '--format=%(refname)', `--count=${mostNames}`]);
    return outputOf(listed, subject).split('\n').filter(Boolean);
  }

  /** HEAD where someone works; the default branch of a bare repository, as for a remote one. */
  async function startingRef(): Promise<string> {
    if ((await commitOf(client, subject, 'HEAD')) !== undefined) return 'HEAD';
    const names = await allNames();
    const commits = new Map(names.map((name) => [name, '']));
    const branch = hasWorkTree ? undefined : defaultBranch({ head: undefined, commits });
    if (branch !== undefined) return branch;
    throw problem(problems.noDefaultBranch, { label: subject.label, branches: branchNames(names) });
  }

  return {
    subject,
    client,
    prefix,
    async latest(given) {
      const ref = given ?? (await startingRef());
      for (const name of [...fullNames(ref), ref, `refs/remotes/origin/${ref}`]) {
        const commit = await commitOf(client, subject, name);
        if (commit !== undefined) return { commit, ref, fetched: false };
      }
      throw noSuchRef(subject.label, ref, await allNames());
    },
    fetch: () => Promise.resolve(),
    async isDirty(path) {
      if (!hasWorkTree) return false;
      const args = ['status', '--porcelain', '-z', '--untracked-files=all', '--', path || '.'];
      return outputOf(await finder.run(args), subject) !== '';
    },
  };
}
