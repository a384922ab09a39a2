import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, makeDirectory, messageOf, problem } from '../../kernel/index.ts';
import { withoutCredentials } from '../address/git-url.ts';
import { systemCode } from '../directory/system-error.ts';
import { problems } from '../problems.ts';
import { type GitClient, type GitClientOptions, gitClient } from './git-client.ts';
import { gitProblem, type Subject } from './git-failure.ts';
import { outputOf } from './origin.ts';

export interface MirrorOptions extends Omit<GitClientOptions, 'directory' | 'gitDir'> {
  readonly cacheDir: string;
  readonly clock: Clock;
  /** Counts questions to the remote and fetches, for tests and metrics. */
  readonly work: { remoteAsks: number; fetches: number };
}

/** The bare repository in the cache directory that holds what was fetched. */
export interface MirrorStore {
  /** Runs in the mirror; fails while that does not exist. */
  readonly client: GitClient;
  /** Runs beside it. */
  readonly outside: GitClient;
  exists(): boolean;
  /** Makes the mirror when it is not there. `sample` is an id of the remote, for the kind of its ids. */
  make(sample: string | undefined): Promise<void>;
  fetch(refspecs: readonly string[]): Promise<void>;
  /** Runs one task at a time, so that two callers never fetch the same. */
  inTurn<T>(task: () => Promise<T>): Promise<T>;
}

/** Another process fetches into the same mirror: it is worth another try. */
const heldLock = /cannot lock ref|unable to create .*\.lock|another git process/i;
const lockTries = 4;
const lockMs = 50;

/** The mirror of a remote. The address is given to each command and never written down: it may hold credentials. */
export function mirrorStore(url: string, subject: Subject, options: MirrorOptions): MirrorStore {
  const { cacheDir, work } = options;
  const gitDir = join(cacheDir, mirrorName(url));
  const outside = gitClient({ ...options, directory: cacheDir });
  const client = gitClient({ ...options, directory: gitDir, gitDir });
  let queue = Promise.resolve<unknown>(undefined);

  return {
    client,
    outside,
    exists: () => existsSync(gitDir),
    async make(sample) {
      if (existsSync(gitDir)) return;
      const format = sample?.length === 64 ? ['--object-format=sha256'] : [];
      // it appears complete or not at all, whoever else makes it at the same time
      const fresh = await mkdtemp(join(cacheDir, '.new-'));
      try {
        outputOf(await outside.run(['init', '--bare', ...format, fresh]), subject);
        await rename(fresh, gitDir);
      } catch (error) {
        if (!existsSync(gitDir)) throw error;
      } finally {
        await rm(fresh, { recursive: true, force: true });
      }
    },
    async fetch(refspecs) {
      work.fetches++;
      const args = ['fetch', '--progress', '--prune', '--no-tags', '--no-write-fetch-head', '--', url];
      for (let attempt = 1; ; attempt++) {
        const result = await client.run([...args, ...refspecs]);
        if (result.ok) return;
        if (attempt === lockTries || !heldLock.test(result.failure.stderr))
          throw gitProblem(result.failure, subject);
        await options.clock.sleep(attempt * lockMs, options.signal);
      }
    },
    inTurn(task) {
      const turn = queue.then(() => makeCache(cacheDir)).then(task);
      queue = turn.catch(() => undefined);
      return turn;
    },
  };
}

async function makeCache(path: string): Promise<void> {
  try {
    await makeDirectory(path, 0o700);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    throw problem(problems.cacheUnwritable, { path, reason: messageOf(error) });
  }
}

/** A name that people recognize, and that differs for each address. */
function mirrorName(url: string): string {
  const address = withoutCredentials(url);
  const last = /([\w.-]+?)(?:\.git)?\/*$/.exec(address)?.[1] ?? 'repository';
  return `${last.slice(0, 40)}-${createHash('sha256').update(address).digest('hex').slice(0, 16)}.git`;
}
