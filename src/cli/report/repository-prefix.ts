import { realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { Environment } from '../server/login-file.ts';

/**
 * Where a directory lies in its repository, as a path with `/` at its end; empty for the root, and where there is no
 * repository. In GitHub Actions the root is the workspace, which annotations are relative to.
 */
export async function repositoryPrefix(directory: string, env: Environment): Promise<string> {
  const start = await realpath(directory);
  const workspace = await realpath(env['GITHUB_WORKSPACE'] || '.').catch(() => undefined);
  const root =
    env['GITHUB_WORKSPACE'] && workspace !== undefined && isInside(start, workspace)
      ? workspace
      : await repositoryRoot(start);
  const path = root === undefined ? '' : relative(root, start);
  return path === '' ? '' : `${path.split(sep).join('/')}/`;
}

/** The nearest directory at or above this one that git works in. */
async function repositoryRoot(directory: string): Promise<string | undefined> {
  for (let at = directory; ; at = dirname(at)) {
    // A work tree of another repository has a file of this name.
    const found = await stat(join(at, '.git')).catch(() => undefined);
    if (found !== undefined) return at;
    if (dirname(at) === at) return undefined;
  }
}

function isInside(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith(sep) ? directory : `${directory}${sep}`);
}
