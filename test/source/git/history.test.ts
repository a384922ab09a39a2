import { expect, test } from 'vitest';
import { commit, describeGit, git, open, workRepository } from '../support/git.ts';
import { writeFiles } from '../support/temporary.ts';
import { problemOf } from '../support/trees.ts';

describeGit('the history of a repository', () => {
  test('says who made a commit, when and for what', async () => {
    const work = workRepository();
    const head = commit(work, { 'a.yaml': '1' }, 'Add ünï\n\nwith a body');
    git(work, 'commit', '--quiet', '--allow-empty', '-m', 'odd \x1b[31m subject');
    const repository = await open(work);
    expect(await repository.commitInfo(head)).toEqual({
      sha: head,
      author: 'Ada',
      email: 'ada@example.org',
      time: Number(git(work, 'log', '-1', '--format=%ct', head)) * 1000,
      subject: 'Add ünï',
    });
    expect((await repository.commitInfo(await repository.resolve())).subject).toBe('odd  [31m subject');
    expect(await problemOf(repository.commitInfo('a'.repeat(40)))).toMatchObject({ code: 'RSH7123' });
    await expect(repository.commitInfo('main')).rejects.toThrow(/no whole commit id/);
  });

  test('finds the last commit between two that touched each file', async () => {
    const work = workRepository({ 'd/a.yaml': '1', 'd/b.yaml': '1', 'd/gone.yaml': '1', 'd/old.yaml': '1' });
    const base = git(work, 'rev-parse', 'HEAD');
    const a1 = commit(work, { 'd/a.yaml': '2' });
    const b1 = commit(work, { 'd/b.yaml': '2', 'd/*.yaml': 'star', ':!d': 'magic' });
    const a2 = commit(work, { 'd/a.yaml': '3' });
    git(work, 'rm', '--quiet', 'd/gone.yaml');
    const removed = commit(work, {});
    git(work, 'mv', 'd/b.yaml', 'd/moved.yaml');
    const moved = commit(work, {});
    const repository = await open(work);
    const files = ['a.yaml', 'b.yaml', 'gone.yaml', 'old.yaml', 'moved.yaml', '*.yaml', 'never.yaml'];
    const found = await repository.lastCommitTouching({ base, head: moved, path: 'd', files });
    expect(Object.fromEntries([...found].map(([file, { sha }]) => [file, sha]))).toEqual({
      'a.yaml': a2,
      'b.yaml': moved,
      'gone.yaml': removed,
      'old.yaml': base,
      'moved.yaml': moved,
      '*.yaml': b1,
    });
    // no name is a pattern
    const odd = await repository.lastCommitTouching({ base, head: moved, files: [':!d', 'd/a.yaml'] });
    expect([odd.get(':!d')?.sha, odd.get('d/a.yaml')?.sha]).toEqual([b1, a2]);
    // as of an older head, what came later does not count
    const older = await repository.lastCommitTouching({ base, head: b1, path: 'd', files: ['a.yaml'] });
    expect(older.get('a.yaml')?.sha).toBe(a1);
  });

  test('a head older than the base, and a base that is not here', async () => {
    const work = workRepository({ 'a.yaml': '1' });
    const first = git(work, 'rev-parse', 'HEAD');
    const second = commit(work, { 'a.yaml': '2' });
    const repository = await open(work);
    for (const base of [second, 'b'.repeat(40)]) {
      const found = await repository.lastCommitTouching({ base, head: first, files: ['a.yaml'] });
      expect(found.get('a.yaml')?.sha).toBe(first);
    }
  });

  test('sees both sides of a merge, and what the merge itself changed', async () => {
    const work = workRepository({ 'left.yaml': '1', 'right.yaml': '1', 'both.yaml': '1' });
    const base = git(work, 'rev-parse', 'HEAD');
    git(work, 'checkout', '--quiet', '-b', 'side');
    const right = commit(work, { 'right.yaml': '2', 'both.yaml': 'right' });
    git(work, 'checkout', '--quiet', 'main');
    const left = commit(work, { 'left.yaml': '2', 'both.yaml': 'left' });
    git(work, 'merge', '--quiet', '--no-commit', '--strategy=ours', 'side');
    writeFiles(work, { 'right.yaml': '2', 'both.yaml': 'resolved' });
    const merge = commit(work, {});
    const repository = await open(work);
    const files = ['left.yaml', 'right.yaml', 'both.yaml'];
    const found = await repository.lastCommitTouching({ base, head: merge, files });
    expect(files.map((file) => found.get(file)?.sha)).toEqual([left, right, merge]);
  });

  test('of more files than a command line takes', async () => {
    const names = Array.from({ length: 300 }, (_, at) => `f${at}.yaml`);
    const work = workRepository(Object.fromEntries(names.map((name) => [name, name])));
    const head = git(work, 'rev-parse', 'HEAD');
    const found = await (await open(work)).lastCommitTouching({ head, files: names });
    expect(new Set([...found.values()].map(({ sha }) => sha))).toEqual(new Set([head]));
    expect(found.size).toBe(300);
  });

  test('no configuration of the user shows in it', async () => {
    const work = workRepository({ 'a.yaml': '1' });
    for (const [key, value] of [
      ['log.showSignature', 'true'],
      ['log.decorate', 'full'],
      ['color.ui', 'always'],
      ['diff.renames', 'copies'],
      ['diff.noprefix', 'true'],
      ['log.diffMerges', 'first-parent'],
      ['format.pretty', 'oneline'],
      ['core.quotePath', 'true'],
      ['status.short', 'true'],
    ] as const)
      git(work, 'config', key, value);
    const head = commit(work, { 'ü.yaml': '1' });
    const repository = await open(work);
    expect((await repository.commitInfo(head)).subject).toBe('change');
    expect((await repository.lastCommitTouching({ head, files: ['ü.yaml'] })).get('ü.yaml')?.sha).toBe(head);
    expect(await repository.isDirty()).toBe(false);
  });
});
