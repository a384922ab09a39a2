import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { repositoryPrefix } from '../../../src/cli/report/repository-prefix.ts';

let root: string;
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'reshapr-prefix-')));
  for (const path of ['repo/.git', 'repo/deploy/tree', 'tree', 'worktree/sub', 'work-2/tree', 'work'])
    await mkdir(join(root, path), { recursive: true });
  await writeFile(join(root, 'worktree/.git'), 'gitdir: elsewhere\n');
});
afterAll(() => rm(root, { recursive: true, force: true }));

it.each([
  ['repo/deploy/tree', undefined, 'deploy/tree/'],
  ['repo', undefined, ''],
  ['worktree/sub', undefined, 'sub/'],
  ['repo/deploy/tree', 'repo', 'deploy/tree/'],
  ['repo/deploy/tree', '', 'repo/deploy/tree/'],
  ['repo/deploy/tree', 'missing', 'deploy/tree/'],
  ['repo/deploy', 'repo/deploy/tree', 'deploy/'],
  ['work-2/tree', 'work', ''],
])('%s with the workspace %s lies at "%s"', async (path, workspace, prefix) => {
  const env: Record<string, string> =
    workspace === undefined ? {} : { GITHUB_WORKSPACE: join(root, workspace) };
  // Nothing above the folder of the test is a repository, or what lies there has a prefix of its own.
  const outside = await repositoryPrefix(root, {});
  const found = await repositoryPrefix(join(root, path), env);
  const expected =
    prefix === '' && path.startsWith('work-2') ? `${outside}${outside === '' ? '' : `${path}/`}` : prefix;
  expect(found).toBe(expected);
});
