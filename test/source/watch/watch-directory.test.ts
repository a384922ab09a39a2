import { spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { watchDirectory } from '../../../src/source/index.ts';
import { commit, describeGit, git, workRepository } from '../support/git.ts';
import { temporaryDirectory, writeFiles } from '../support/temporary.ts';
import { problemOf } from '../support/trees.ts';

/** A watched directory, and the changes that were told of it. */
async function watched(root: string) {
  const changes: string[][] = [];
  const stop = new AbortController();
  const watch = await watchDirectory(root, (paths) => void changes.push([...paths].sort()), {
    signal: stop.signal,
    onProblem: (problem) => {
      throw problem;
    },
  });
  onTestFinished(async () => {
    stop.abort();
    await watch.closed;
  });
  return {
    changes,
    /** Waits for the next change, and gives it. */
    next: async (): Promise<string[] | undefined> => {
      await vi.waitFor(() => expect(changes.length).toBeGreaterThan(0), { timeout: 8000, interval: 5 });
      return changes.shift();
    },
    /** Waits long enough for a change to be told of, if there were one. */
    quiet: async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 250));
      expect(changes).toEqual([]);
    },
  };
}

test('a save is one change, however the editor does it', async () => {
  const root = temporaryDirectory();
  const path = join(root, 'sub/a.yaml');
  writeFiles(root, { 'sub/a.yaml': 'a: 1\n' });
  const { next, quiet } = await watched(root);
  const saves: (() => void)[] = [
    () => writeFileSync(path, 'a: in place\n'),
    () => {
      writeFileSync(join(root, 'sub/.a.yaml.tmp'), 'a: renamed over\n');
      renameSync(join(root, 'sub/.a.yaml.tmp'), path);
    },
    () => {
      renameSync(path, `${path}~`);
      writeFileSync(path, 'a: with a backup\n');
      unlinkSync(`${path}~`);
    },
    () => {
      unlinkSync(path);
      writeFileSync(path, 'a: made anew\n');
    },
  ];
  for (const save of saves) {
    save();
    expect(await next()).toEqual(['sub/a.yaml']);
    await quiet();
  }
});

test('a save that empties the file first is told of when it is complete', async () => {
  const root = temporaryDirectory();
  const path = join(root, 'a.yaml');
  writeFiles(root, { 'a.yaml': 'a: 1\n' });
  const { next, quiet } = await watched(root);
  writeFileSync(path, '');
  await new Promise((resolve) => setTimeout(resolve, 20));
  writeFileSync(path, 'a: complete\n');
  expect(await next()).toEqual(['a.yaml']);
  await quiet();
});

test('tells of what a tree lists and of nothing else', async () => {
  const root = temporaryDirectory();
  writeFiles(root, { 'old.yaml': 'x', 'README.md': 'x', 'node_modules/x.json': '{}', '.git/x.json': '{}' });
  const { next, quiet } = await watched(root);
  await quiet();
  writeFiles(root, { 'README.md': 'y', 'node_modules/x.json': '[]', '.git/x.json': '[]', 'dist/x.js': 'x' });
  writeFiles(root, { '.hidden.yaml': 'x', 'a.yaml~': 'x', 'notes.txt': 'x' });
  await quiet();
  writeFiles(root, { 'new/deep/er.proto': 'x' });
  expect(await next()).toEqual(['new/deep/er.proto']);
  rmSync(join(root, 'new'), { recursive: true });
  expect(await next()).toEqual(['new/deep/er.proto']);
  unlinkSync(join(root, 'old.yaml'));
  expect(await next()).toEqual(['old.yaml']);
});

test('a change of what a link leads to is a change of the link, as in a mounted ConfigMap', async () => {
  const root = temporaryDirectory();
  writeFiles(root, { '..v1/a.yaml': 'one', '..v2/a.yaml': 'two!', 'sub/text.txt': 'x' });
  symlinkSync('..v1', join(root, '..data'));
  symlinkSync('..data/a.yaml', join(root, 'a.yaml'));
  symlinkSync('text.txt', join(root, 'sub/link.yaml'));
  symlinkSync('/', join(root, 'sub/everything'));
  const { next, quiet } = await watched(root);
  await quiet();
  symlinkSync('..v2', join(root, '..new'));
  renameSync(join(root, '..new'), join(root, '..data'));
  expect(await next()).toContain('a.yaml');
  writeFiles(root, { 'sub/text.txt': 'changed' });
  expect(await next()).toEqual(['sub/link.yaml']);
});

test('goes on when the root is deleted, made again, or replaced', async () => {
  const root = join(temporaryDirectory(), 'root');
  writeFiles(root, { 'a.yaml': '1' });
  const { next, changes } = await watched(root);
  /** Saves a file until it and the root are told of: a root that is just made again is not watched at once. */
  async function untilTold(path: string): Promise<void> {
    await vi.waitFor(
      () => {
        writeFiles(root, { [path]: `${changes.length} ${Math.random()}` });
        expect(changes.flat()).toEqual(expect.arrayContaining(['.', path]));
      },
      { timeout: 8000, interval: 200 },
    );
    changes.length = 0;
  }
  rmSync(root, { recursive: true });
  while (!(await next())?.includes('.'));
  mkdirSync(root);
  await untilTold('b.yaml');
  renameSync(root, `${root}-moved`);
  mkdirSync(root);
  await untilTold('c.yaml');
  rmSync(root, { recursive: true });
  mkdirSync(root);
  await untilTold('d.yaml');
});

test('misses nothing that another process makes in new directories', async () => {
  const root = temporaryDirectory();
  const { changes } = await watched(root);
  const script = `const fs = require('node:fs');
    const wait = (ms) => { for (const end = performance.now() + ms; performance.now() < end; ); };
    for (let at = 0; at < 150; at++) {
      const dir = process.argv[1] + '/d' + at;
      fs.mkdirSync(dir); wait(Math.random() * 6); fs.writeFileSync(dir + '/x.yaml', 'x');
      fs.mkdirSync(dir + '/e'); wait(Math.random() * 3); fs.writeFileSync(dir + '/e/y.yaml', 'y');
    }`;
  spawn(process.execPath, ['-e', script, root], { stdio: 'inherit' });
  const expected = Array.from({ length: 150 }, (_, at) => [`d${at}/x.yaml`, `d${at}/e/y.yaml`]).flat();
  await vi.waitFor(() => expect(new Set(changes.flat())).toEqual(new Set(expected)), {
    timeout: 15_000,
    interval: 100,
  });
});

test('a root that is missing or a file is a problem', async () => {
  const root = temporaryDirectory();
  writeFiles(root, { 'file.yaml': '' });
  const options = { signal: AbortSignal.abort(), onProblem: () => undefined };
  const start = (path: string) => watchDirectory(join(root, path), () => undefined, options);
  expect(await problemOf(start('gone'))).toMatchObject({ code: 'RSH7100' });
  expect(await problemOf(start('file.yaml'))).toMatchObject({ code: 'RSH7101' });
});

describeGit('watching a work tree', () => {
  test('a checkout is one change or few, and git itself none', async () => {
    const files = (text: string) =>
      Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`f${at}.yaml`, text]));
    const work = workRepository(files('one'));
    git(work, 'checkout', '--quiet', '-b', 'two');
    commit(work, files('two!'));
    const { changes, quiet } = await watched(work);
    git(work, 'status');
    git(work, 'branch', 'other');
    await quiet();
    git(work, 'checkout', '--quiet', 'main');
    await vi.waitFor(() => expect(new Set(changes.flat()).size).toBe(200), { timeout: 8000 });
    expect(changes.length).toBeLessThanOrEqual(3);
  });
});
