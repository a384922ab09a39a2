import { lstatSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { directoryTree } from '../../../src/source/index.ts';
import { commit, describeGit, git, open, workRepository } from '../support/git.ts';
import { writeFiles } from '../support/temporary.ts';
import { pathsOf, problemOf, textsOf } from '../support/trees.ts';

describeGit('the tree of a commit', () => {
  test('has the bytes of the objects, whatever a checkout would make of them', async () => {
    const files = {
      'crlf.yaml': 'a: 1\r\nb: 2\r\n',
      'ünï cödé ✓.yaml': 'ü: 1\n',
      'with "quotes"\nand newline.json': '{}',
      ':(glob)*.yaml': 'colon: 1\n',
      '-dash.yaml': 'x',
      'deep/er/x.proto': 'a\nb\n',
      'bytes.desc': new Uint8Array([0, 10, 13, 255]),
    };
    const work = workRepository(files);
    commit(work, { '.gitattributes': '*.proto text eol=crlf\n' });
    const repository = await open(work);
    const tree = await repository.tree(await repository.resolve());
    expect(pathsOf(tree)).toEqual(Object.keys(files).sort());
    expect(await textsOf(tree)).toMatchObject({
      'crlf.yaml': 'a: 1\r\nb: 2\r\n',
      'deep/er/x.proto': 'a\nb\n',
    });
    expect(tree.label).toMatch(/@[0-9a-f]{12}$/);
  });

  test('is that of the directory it was made from, for any files and links', async () => {
    const name = fc.oneof(
      fc.constantFrom('a', 'b', 'dist', '.x', 'a.yaml', 'b.json', 'c.proto', 'README.md', 'd.yaml'),
      fc.stringMatching(/^[a-zé"\\ ✓-]{1,6}\.yaml$/),
    );
    const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    const content = fc.oneof(
      fc.uint8Array({ maxLength: 40 }).map((bytes) => ({ bytes })),
      fc
        .constantFrom('a', '../a.yaml', 'b/a.yaml', '..', '/etc/hostname', '../../nowhere')
        .map((link) => ({ link })),
    );
    const work = workRepository();
    const repository = await open(work);
    await fc.assert(
      fc.asyncProperty(fc.dictionary(path, content, { maxKeys: 8 }), async (files) => {
        for (const name of readdirSync(work))
          if (name !== '.git') rmSync(join(work, name), { recursive: true, force: true });
        for (const [at, made] of Object.entries(files)) make(work, at, made);
        const head = commit(work, {});
        const [ofCommit, ofDirectory] = await Promise.all([repository.tree(head), directoryTree(work)]);
        expect(ofCommit.files).toEqual(ofDirectory.files);
        expect(ofCommit.unreadable).toEqual(ofDirectory.unreadable);
        expect(await textsOf(ofCommit)).toEqual(await textsOf(ofDirectory));
      }),
      { numRuns: 25 },
    );
  });

  test('reads 500 files through one process', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 500 }, (_, at) => [`d${at % 40}/f${at}.yaml`, `n: ${at}\n`]),
    );
    const work = workRepository(files);
    const repository = await open(work);
    const head = await repository.resolve();
    expect(await textsOf(await repository.tree(head))).toEqual(files);
    expect(repository.work).toMatchObject({ batches: 1, objectsRead: 500 });
    // a second look reads nothing, and the next commit only what is new
    await textsOf(await repository.tree(head));
    const next = commit(work, { 'd0/f0.yaml': 'n: new\n' });
    await textsOf(await repository.tree(next));
    expect(repository.work).toMatchObject({ batches: 1, objectsRead: 501 });
  });

  test('of a sub path holds nothing of the rest, and links out of it are reported', async () => {
    const work = workRepository({ 'a/x.yaml': 'x', 'a/b/y.yaml': 'y', 'z.yaml': 'z' });
    symlinkSync('../z.yaml', join(work, 'a/out.yaml'));
    symlinkSync('b/y.yaml', join(work, 'a/in.yaml'));
    const head = commit(work, {});
    const repository = await open(work);
    const tree = await repository.tree(head, '/a/');
    expect(await textsOf(tree)).toEqual({ 'b/y.yaml': 'y', 'in.yaml': 'y', 'x.yaml': 'x' });
    expect(tree.unreadable).toEqual([
      { path: 'out.yaml', reason: 'is a symbolic link to a place outside of the tree' },
    ]);
    expect(tree.label).toMatch(/@[0-9a-f]{12}:a$/);
    expect(await problemOf(repository.tree(head, 'a/d'))).toEqual({
      code: 'RSH7124',
      message: `commit ${head.slice(0, 12)} of '${work}' has no directory 'a/d'`,
      hint: "did you mean 'a/b' or 'a'?",
    });
    expect(await problemOf(repository.tree(head, 'z.yaml'))).toMatchObject({ code: 'RSH7124' });
    expect(await problemOf(repository.tree(head, '../x'))).toMatchObject({ code: 'RSH7110' });
  });

  test('reports a submodule, whose files are elsewhere', async () => {
    const library = workRepository({ 'lib.yaml': 'x' });
    const work = workRepository({ 'a.yaml': 'a' });
    git(work, 'submodule', '--quiet', 'add', library, 'lib');
    const head = commit(work, {});
    const tree = await (await open(work)).tree(head);
    expect(pathsOf(tree)).toEqual(['a.yaml']);
    expect(tree.unreadable).toEqual([
      { path: 'lib', reason: 'is a submodule, whose files are in another repository' },
    ]);
  });

  test('of a commit that deleted everything is empty', async () => {
    const work = workRepository({ 'a.yaml': 'a', 'sub/b.yaml': 'b' });
    git(work, 'rm', '-r', '--quiet', '.');
    const head = commit(work, {});
    const repository = await open(work);
    const tree = await repository.tree(head);
    expect([tree.files, tree.unreadable]).toEqual([[], []]);
    expect(await problemOf(repository.tree(head, 'sub'))).toMatchObject({ code: 'RSH7124' });
  });

  test('lists a file over the limit and never reads it', async () => {
    const work = workRepository({ 'big.json': 'x'.repeat(2000), 'small.json': '{}' });
    const repository = await open(work, { limits: { fileBytes: 1000 } });
    const tree = await repository.tree(await repository.resolve());
    expect(tree.files.map(({ path, size }) => [path, size])).toEqual([
      ['big.json', 2000],
      ['small.json', 2],
    ]);
    await expect(tree.read('big.json')).rejects.toThrow(/no readable file/);
    await expect(tree.read('none.json')).rejects.toThrow(/no readable file/);
    expect(repository.work.objectsRead).toBe(0);
  });

  test('gives SHA-1 blob ids where the repository has SHA-256 ones', async () => {
    const work = workRepository({ 'a.yaml': 'a: 1\n' }, '--object-format=sha256');
    const repository = await open(work);
    const tree = await repository.tree(await repository.resolve());
    expect(tree.files).toEqual((await directoryTree(work)).files);
    expect(await textsOf(tree)).toEqual({ 'a.yaml': 'a: 1\n' });
  });
});

/** Makes a file or a link, unless something is in its way; never through a link. */
function make(root: string, path: string, made: { bytes: Uint8Array } | { link: string }): void {
  const parts = path.split('/');
  for (let end = 1; end <= parts.length; end++) {
    const found = lstatSync(join(root, ...parts.slice(0, end)), { throwIfNoEntry: false });
    if (found !== undefined && (end === parts.length || !found.isDirectory())) return;
  }
  writeFiles(root, { [path]: 'bytes' in made ? made.bytes : '' });
  if ('bytes' in made) return;
  rmSync(join(root, path));
  symlinkSync(made.link, join(root, path));
}
