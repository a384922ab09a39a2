import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, onTestFinished } from 'vitest';
import type { GitRepository, GitRepositoryOptions } from '../../../src/source/index.ts';
import { gitRepository } from '../../../src/source/index.ts';
import { temporaryDirectory, writeFiles } from './temporary.ts';

const hasGit = spawnSync('git', ['--version']).status === 0;
const mustHaveGit = Boolean(process.env['CI'] || process.env['RESHAPR_REQUIRE_GIT']);
if (!hasGit && !mustHaveGit) console.warn('git tests are skipped: git is not installed');

/** `describe` for tests that need git: skipped, and said so, where it is missing and nothing requires it. */
export const describeGit = hasGit || mustHaveGit ? describe : describe.skip;

/** An environment in which no configuration of the machine counts. */
export const testEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env['PATH'],
  HOME: '/nonexistent',
  XDG_CONFIG_HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

/** Runs git as a user would, and gives what it prints. */
export function git(cwd: string, ...args: string[]): string {
  const env = { ...testEnvironment, GIT_ALLOW_PROTOCOL: 'file' };
  return execFileSync('git', args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

/** A repository with a work tree on branch `main`, and one commit if there are files. */
export function workRepository(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  ...initArgs: string[]
): string {
  const directory = temporaryDirectory();
  git(directory, 'init', '--quiet', '--template=', '-b', 'main', ...initArgs);
  if (Object.keys(files).length > 0) commit(directory, files, 'first');
  return directory;
}

/** Writes files, commits all that changed, and gives the id of the commit. */
export function commit(
  directory: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  message = 'change',
): string {
  writeFiles(directory, files);
  git(directory, 'add', '--all', '--force');
  git(directory, 'commit', '--quiet', '--allow-empty', '-m', message);
  return git(directory, 'rev-parse', 'HEAD');
}

/** A bare repository beside a work tree whose `origin` it is. */
export function remoteRepository(files: Readonly<Record<string, string | Uint8Array>>): {
  work: string;
  bare: string;
  url: string;
} {
  const work = workRepository(files);
  const bare = join(temporaryDirectory(), 'remote.git');
  git(work, 'clone', '--quiet', '--template=', '--bare', work, bare);
  git(work, 'remote', 'add', 'origin', bare);
  return { work, bare, url: `file://${bare}` };
}

/** Opens a repository with a cache of its own; closed after the test. */
export async function open(
  address: string,
  options: Partial<GitRepositoryOptions> = {},
): Promise<GitRepository> {
  const repository = await gitRepository(address, {
    cacheDir: options.cacheDir ?? temporaryDirectory(),
    environment: testEnvironment,
    ...options,
  });
  onTestFinished(() => repository.close());
  return repository;
}
