import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commit, describeGit, git, open, remoteRepository, workRepository } from '../support/git.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary.ts';
import { problemOf, textsOf } from '../support/trees.ts';

describeGit('a remote repository', () => {
  test('is asked and not fetched while nothing was pushed', async () => {
    const { work, url } = remoteRepository({ 'a.yaml': '1' });
    const repository = await open(url);
    const first = git(work, 'rev-parse', 'HEAD');
    expect(await repository.latest('main')).toEqual({ commit: first, ref: 'main', fetched: true });
    for (let poll = 0; poll < 3; poll++)
      expect(await repository.latest('main')).toEqual({ commit: first, ref: 'main', fetched: false });
    expect(repository.work).toMatchObject({ remoteAsks: 4, fetches: 1, objectsRead: 0 });

    const second = commit(work, { 'a.yaml': '2' });
    git(work, 'push', '--quiet', 'origin', 'main');
    expect(await repository.latest('main')).toEqual({ commit: second, ref: 'main', fetched: true });
    expect(await textsOf(await repository.tree(second))).toEqual({ 'a.yaml': '2' });
    expect(await textsOf(await repository.tree(first))).toEqual({ 'a.yaml': '1' });
  });

  test('follows its default branch, a branch with a slash, a tag and a commit id', async () => {
    const { work, url } = remoteRepository({ 'a.yaml': '1' });
    const first = git(work, 'rev-parse', 'HEAD');
    git(work, 'tag', '-a', 'v1', '-m', 'first');
    git(work, 'checkout', '--quiet', '-b', 'feature/x');
    const feature = commit(work, { 'a.yaml': 'feature' });
    git(work, 'push', '--quiet', 'origin', 'feature/x', 'v1');
    const repository = await open(url);
    expect(await repository.latest()).toMatchObject({ commit: first, ref: 'main' });
    expect(await repository.resolve('HEAD')).toBe(first);
    expect(await repository.resolve('feature/x')).toBe(feature);
    expect(await repository.resolve('v1')).toBe(first);
    expect(await repository.resolve('refs/tags/v1')).toBe(first);
    expect(await repository.resolve(first)).toBe(first);
    expect(await repository.resolve('feature/x~1')).toBe(first);
    expect(await repository.resolve(feature.slice(0, 10))).toBe(feature);
  });

  test('takes a branch before a tag of the same name', async () => {
    const { work, url } = remoteRepository({ 'a.yaml': '1' });
    git(work, 'tag', 'release');
    git(work, 'checkout', '--quiet', '-b', 'release');
    const branch = commit(work, { 'a.yaml': '2' });
    git(work, 'push', '--quiet', 'origin', 'refs/heads/release', 'refs/tags/release');
    expect(await (await open(url)).resolve('release')).toBe(branch);
  });

  test('moves with a force push, and keeps what it read before', async () => {
    const { work, url } = remoteRepository({ 'a.yaml': '1' });
    const repository = await open(url);
    const first = await repository.resolve('main');
    git(work, 'checkout', '--quiet', '--orphan', 'other');
    const rewritten = commit(work, { 'a.yaml': 'rewritten' });
    git(work, 'push', '--quiet', '--force', 'origin', 'other:main');
    expect(await repository.latest('main')).toMatchObject({ commit: rewritten, fetched: true });
    expect(await textsOf(await repository.tree(first))).toEqual({ 'a.yaml': '1' });
    git(work, 'push', '--quiet', '--force', 'origin', `${first}:main`);
    expect(await repository.latest('main')).toEqual({ commit: first, ref: 'main', fetched: false });
  });

  test('a branch that becomes a folder of branches is no obstacle', async () => {
    const { work, url } = remoteRepository({ 'a.yaml': '1' });
    git(work, 'push', '--quiet', 'origin', 'main:topic');
    const repository = await open(url);
    await repository.latest('topic');
    await repository.fetch();
    git(work, 'push', '--quiet', 'origin', ':topic');
    const inFolder = commit(work, { 'a.yaml': '2' });
    git(work, 'push', '--quiet', 'origin', 'main:topic/part');
    expect(await repository.resolve('topic/part')).toBe(inFolder);
    await repository.fetch();
    expect(await problemOf(repository.resolve('topic'))).toMatchObject({ code: 'RSH7123' });
  });

  test('several callers at once cost one fetch', async () => {
    const { url } = remoteRepository({ 'a.yaml': '1' });
    const repository = await open(url);
    const commits = await Promise.all(Array.from({ length: 5 }, () => repository.resolve('main')));
    expect(new Set(commits).size).toBe(1);
    expect(repository.work.fetches).toBe(1);
  });

  test('two processes may share a cache', async () => {
    const { work, url } = remoteRepository({ 'a.yaml': '1' });
    const cacheDir = temporaryDirectory();
    const both = await Promise.all([open(url, { cacheDir }), open(url, { cacheDir })]);
    await Promise.all(both.map((repository) => repository.resolve('main')));
    for (let round = 0; round < 3; round++) {
      const head = commit(work, { 'a.yaml': `${round}` });
      git(work, 'push', '--quiet', 'origin', 'main');
      expect(await Promise.all(both.map((repository) => repository.resolve('main')))).toEqual([head, head]);
    }
  });

  test('a cache may be deleted at any time', async () => {
    const { url } = remoteRepository({ 'a.yaml': '1' });
    const cacheDir = temporaryDirectory();
    const repository = await open(url, { cacheDir });
    const head = await repository.resolve('main');
    repository.close();
    rmSync(cacheDir, { recursive: true });
    const again = await open(url, { cacheDir });
    expect(await textsOf(await again.tree(head))).toEqual({ 'a.yaml': '1' });
    rmSync(cacheDir, { recursive: true });
    expect(await again.resolve('main')).toBe(head);
    expect(await textsOf(await again.tree(head))).toEqual({ 'a.yaml': '1' });
  });

  test('a cache that cannot be made is a problem', async () => {
    const { url } = remoteRepository({ 'a.yaml': '1' });
    const directory = temporaryDirectory();
    writeFiles(directory, { file: '' });
    const repository = await open(url, { cacheDir: join(directory, 'file/cache') });
    expect(await problemOf(repository.resolve('main'))).toMatchObject({ code: 'RSH7134' });
  });

  test('without a branch that is named or sensible, its branches are', async () => {
    const { work, bare, url } = remoteRepository({ 'a.yaml': '1' });
    git(bare, 'symbolic-ref', 'HEAD', 'refs/heads/gone');
    const repository = await open(url);
    expect(await repository.latest()).toMatchObject({ ref: 'main' });
    git(work, 'push', '--quiet', 'origin', 'main:x', 'main:y', ':main');
    expect(await problemOf(repository.latest())).toEqual({
      code: 'RSH7125',
      message: `'${url}' has no default branch`,
      hint: 'name one of its branches, for example #x',
    });
  });

  test('an empty one has no commits yet', async () => {
    const work = workRepository();
    const repository = await open(`file://${work}`);
    expect(await problemOf(repository.latest())).toMatchObject({
      message: expect.stringMatching(/no commits yet/),
    });
    expect(await problemOf(repository.latest('main'))).toMatchObject({ code: 'RSH7123' });
    expect(await problemOf(repository.tree('a'.repeat(40)))).toMatchObject({ code: 'RSH7123' });
  });

  test('a wrong branch gets a suggestion', async () => {
    const { url } = remoteRepository({ 'a.yaml': '1' });
    expect(await problemOf((await open(url)).resolve('mian'))).toEqual({
      code: 'RSH7123',
      message: `'${url}' has no branch, tag or commit 'mian'`,
      hint: "did you mean 'main'?",
    });
  });

  test('may have SHA-256 ids', async () => {
    const work = workRepository({ 'a.yaml': '1' }, '--object-format=sha256');
    const repository = await open(`file://${work}`);
    expect(await textsOf(await repository.tree(await repository.resolve('main')))).toEqual({ 'a.yaml': '1' });
  });
});
