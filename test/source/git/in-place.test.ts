import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commit, describeGit, git, open, remoteRepository, workRepository } from '../support/git.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary.ts';
import { problemOf, textsOf } from '../support/trees.ts';

describeGit('a repository in place', () => {
  test('is read at HEAD and at any branch, tag or commit, whatever is checked out', async () => {
    const work = workRepository({ 'a.yaml': '1' });
    const first = git(work, 'rev-parse', 'HEAD');
    git(work, 'tag', '-a', 'v1', '-m', 'v1');
    git(work, 'checkout', '--quiet', '-b', 'topic/x');
    const topic = commit(work, { 'a.yaml': '2' });
    writeFiles(work, { 'a.yaml': 'not committed' });
    const repository = await open(work);
    expect(await repository.latest()).toEqual({ commit: topic, ref: 'HEAD', fetched: false });
    expect(await repository.resolve('main')).toBe(first);
    expect(await repository.resolve('topic/x')).toBe(topic);
    expect(await repository.resolve('v1')).toBe(first);
    expect(await repository.resolve('HEAD~1')).toBe(first);
    expect(await repository.resolve(topic)).toBe(topic);
    expect(await textsOf(await repository.tree(first))).toEqual({ 'a.yaml': '1' });
    expect(repository.work).toMatchObject({ remoteAsks: 0, fetches: 0 });
  });

  test('may be bare, a linked work tree, or reached through a link', async () => {
    const { work, bare } = remoteRepository({ 'a.yaml': '1' });
    const linked = join(temporaryDirectory(), 'linked');
    git(work, 'worktree', 'add', '--quiet', '-b', 'linked', linked);
    const head = commit(linked, { 'a.yaml': 'linked' });
    const link = join(temporaryDirectory(), 'link');
    symlinkSync(linked, link);
    expect(await textsOf(await (await open(bare)).tree(git(bare, 'rev-parse', 'main')))).toEqual({
      'a.yaml': '1',
    });
    for (const path of [linked, link]) {
      const repository = await open(path);
      expect(await repository.resolve()).toBe(head);
      expect(await repository.isDirty()).toBe(false);
      expect(await textsOf(await repository.tree(head))).toEqual({ 'a.yaml': 'linked' });
    }
  });

  test('opened at a directory of its work tree, is that directory in each commit', async () => {
    const work = workRepository({ 'tree.d/a.yaml': '1', 'tree.d/sub/b.yaml': 'b', 'other.yaml': 'x' });
    const first = git(work, 'rev-parse', 'HEAD');
    const second = commit(work, { 'tree.d/a.yaml': '2' });
    const repository = await open(join(work, 'tree.d'));
    expect(await textsOf(await repository.tree(first))).toEqual({ 'a.yaml': '1', 'sub/b.yaml': 'b' });
    expect(await textsOf(await repository.tree(second, 'sub'))).toEqual({ 'b.yaml': 'b' });
    const touched = await repository.lastCommitTouching({ head: second, files: ['a.yaml', 'sub/b.yaml'] });
    expect([...touched].map(([file, { sha }]) => [file, sha])).toEqual([
      ['a.yaml', second],
      ['sub/b.yaml', first],
    ]);
    writeFiles(work, { 'other.yaml': 'dirty' });
    expect(await repository.isDirty()).toBe(false);
    writeFiles(work, { 'tree.d/new.yaml': 'dirty' });
    expect(await repository.isDirty()).toBe(true);
    expect(await repository.isDirty('sub')).toBe(false);
  });

  test('is never written to', async () => {
    const work = workRepository({ 'a.yaml': '1', 'b.yaml': '2' });
    const repository = await open(work);
    // a stat that differs from the index tempts `git status` to refresh the index
    writeFiles(work, { 'a.yaml': '1', 'b.yaml': 'changed' });
    const index = join(work, '.git/index');
    const state = (): unknown[] => [
      readFileSync(index).toString('hex'),
      statSync(index).mtimeMs,
      listing(work),
    ];
    const before = state();
    expect(await repository.isDirty()).toBe(true);
    await repository.fetch();
    await textsOf(await repository.tree(await repository.resolve('main')));
    expect(state()).toEqual(before);
    expect(readFileSync(join(work, 'b.yaml'), 'utf8')).toBe('changed');
  });

  test('falls back on the branch of its origin', async () => {
    const { bare } = remoteRepository({ 'a.yaml': '1' });
    const clone = join(temporaryDirectory(), 'clone');
    git(bare, 'branch', 'release');
    git(temporaryDirectory(), 'clone', '--quiet', bare, clone);
    const repository = await open(clone);
    expect(await repository.resolve('release')).toBe(git(bare, 'rev-parse', 'release'));
    expect(await problemOf(repository.resolve('relaese'))).toMatchObject({
      hint: expect.stringContaining("did you mean 'release'"),
    });
  });

  test('an empty one, and a bare one whose HEAD points nowhere', async () => {
    const empty = workRepository();
    expect(await problemOf((await open(empty)).resolve())).toMatchObject({ code: 'RSH7125' });
    const { bare } = remoteRepository({ 'a.yaml': '1' });
    git(bare, 'symbolic-ref', 'HEAD', 'refs/heads/gone');
    expect(await (await open(bare)).latest()).toMatchObject({ ref: 'main' });
  });

  test('a directory that is no repository, a file, and nothing at all', async () => {
    const directory = temporaryDirectory();
    mkdirSync(join(directory, '.git'));
    writeFiles(directory, { 'file.yaml': '' });
    expect(await problemOf(open(directory))).toEqual({
      code: 'RSH7121',
      message: `'${directory}' is not a git repository`,
      hint: expect.stringContaining('#branch'),
    });
    expect(await problemOf(open(join(directory, 'file.yaml')))).toMatchObject({ code: 'RSH7101' });
    expect(await problemOf(open(join(directory, 'gone')))).toMatchObject({ code: 'RSH7100' });
  });

  test('that is deleted while it is open', async () => {
    const work = workRepository({ 'a.yaml': '1' });
    const repository = await open(work);
    const head = await repository.resolve();
    rmSync(work, { recursive: true });
    const attempts = [repository.resolve(), repository.tree(head), repository.isDirty()].map(problemOf);
    for (const found of await Promise.all(attempts)) expect(found).toMatchObject({ code: 'RSH7100' });
  });

  test.each(['-x', '--all', 'main..topic', 'main:a.yaml', '@{-1}', ''])(
    '%j is not even tried',
    async (ref) => {
      const repository = await open(workRepository({ 'a.yaml': '1' }));
      const { processes } = repository.work;
      expect(await problemOf(repository.resolve(ref))).toMatchObject({ code: 'RSH7133' });
      expect(repository.work.processes).toBe(processes);
    },
  );
});

/** Everything below `.git`, so that no file of git's own came or went. */
function listing(work: string): string[] {
  return readdirSync(join(work, '.git'), { recursive: true }).map(String).sort();
}
