import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDirectory } from '../../src/kernel/index.ts';

describe('makeDirectory', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'reshapr-make-directory-'));
    await writeFile(join(root, 'file'), '');
    await symlink(root, join(root, 'link'));
    await symlink(join(root, 'nowhere'), join(root, 'dangling'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it.each(['', 'one', 'a/b/c', 'a/b/c', 'link/d/e'])(
    'makes %j and what is missing above it',
    async (path) => {
      await makeDirectory(join(root, path), 0o700);
      expect((await stat(join(root, path))).isDirectory()).toBe(true);
    },
  );

  it('gives the mode to every directory that it makes', async () => {
    await makeDirectory(join(root, 'x', 'y'), 0o700);
    for (const path of ['x', 'x/y']) expect((await stat(join(root, path))).mode & 0o777).toBe(0o700);
  });

  it('serves several who make the same one at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => makeDirectory(join(root, 'p', 'q', 'r'))));
    expect((await stat(join(root, 'p', 'q', 'r'))).isDirectory()).toBe(true);
  });

  it.each([
    ['file', 'EEXIST'],
    ['file/below', 'ENOTDIR'],
    ['dangling', 'EEXIST'],
  ])('fails at %s with %s', async (path, code) => {
    await expect(makeDirectory(join(root, path))).rejects.toMatchObject({ code });
  });

  it('fails at once where a parent is missing and cannot be made', async () => {
    await expect(makeDirectory('/proc/nowhere/below/it')).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
