import { createHash } from 'node:crypto';
import { problem } from '../../kernel/index.ts';
import { problems } from '../problems.ts';
import type { Subject } from './git-failure.ts';
import { type MirrorOptions, mirrorStore } from './mirror-store.ts';
import { commitOf, type LatestCommit, noSuchRef, type Origin, outputOf } from './origin.ts';
import {
  branchNames,
  defaultBranch,
  fullNames,
  isId,
  parseRemoteRefs,
  type RemoteRefs,
} from './remote-refs.ts';

/** A name, the full one that the remote has for it, and its commit there. */
interface Asked {
  readonly ref: string;
  readonly name: string | undefined;
  readonly commit: string | undefined;
}

const everything = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];

/**
 * A remote repository, of which a bare mirror is kept in the cache directory. What was asked for is kept
 * under names of its own, flat ones, so that no branch stands in the way of another (`a` of `a/b`).
 */
export function mirror(url: string, subject: Subject, options: MirrorOptions): Origin {
  const store = mirrorStore(url, subject, options);
  const { client } = store;

  async function ask(patterns: readonly string[]): Promise<RemoteRefs> {
    options.work.remoteAsks++;
    const answer = await store.outside.run(['ls-remote', '--symref', '--', url, ...patterns]);
    return parseRemoteRefs(outputOf(answer, subject));
  }

  async function latest(given: string | undefined): Promise<LatestCommit> {
    if (given !== undefined && isId(given) && store.exists()) {
      const here = await commitOf(client, subject, given);
      if (here !== undefined) return { commit: here, ref: given, fetched: false };
    }
    const { ref, name, commit } = await askFor(given);
    await store.make(commit);
    if (name === undefined || commit === undefined) return fetchNamed(ref);
    const here = await commitOf(client, subject, commit);
    if (here !== undefined) return { commit: here, ref, fetched: false };
    const kept = `refs/kept/${createHash('sha256').update(name).digest('hex')}`;
    await store.fetch([`+${name}:${kept}`]);
    // the remote may have moved on between the question and the fetch
    const brought = await commitOf(client, subject, kept);
    if (brought === undefined) throw noSuchRef(subject.label, ref, []);
    return { commit: brought, ref, fetched: true };
  }

  /** What the remote has under a name: one small question, for the default branch too unless HEAD points nowhere. */
  async function askFor(given: string | undefined): Promise<Asked> {
    if (given !== undefined && given !== 'HEAD') {
      const { commits } = await ask(fullNames(given));
      const name = fullNames(given).find((full) => commits.has(full));
      return { ref: given, name, commit: name === undefined ? undefined : commits.get(name) };
    }
    let refs = await ask(['HEAD']);
    const atHead = refs.commits.get('HEAD');
    if (atHead !== undefined)
      return {
        ref: refs.head ?? 'HEAD',
        name: refs.head === undefined ? 'HEAD' : `refs/heads/${refs.head}`,
        commit: atHead,
      };
    refs = await ask([]);
    const branch = defaultBranch(refs);
    const branches = branchNames(refs.commits.keys());
    if (branch === undefined) throw problem(problems.noDefaultBranch, { label: subject.label, branches });
    return { ref: branch, name: `refs/heads/${branch}`, commit: refs.commits.get(`refs/heads/${branch}`) };
  }

  /** What is no branch or tag of the remote: a commit id, or `main~2`. */
  async function fetchNamed(ref: string): Promise<LatestCommit> {
    await store.fetch(everything);
    for (const name of [`refs/heads/${ref}`, ref]) {
      const commit = await commitOf(client, subject, name);
      if (commit !== undefined) return { commit, ref, fetched: true };
    }
    throw noSuchRef(subject.label, ref, (await ask([])).commits.keys());
  }

  return {
    subject,
    client,
    prefix: '',
    latest: (ref) => store.inTurn(() => latest(ref)),
    fetch: () =>
      store.inTurn(async () => {
        await store.make((await ask(['HEAD'])).commits.get('HEAD'));
        await store.fetch(everything);
      }),
    isDirty: () => Promise.resolve(false),
  };
}
