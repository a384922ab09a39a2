import { existsSync } from 'node:fs';
import type { GitPluginError, outputHandler, SimpleGitOptions } from 'simple-git';
import { allowedVariables, gitEnvironment } from './git-environment.ts';

/** How a git process ended when not well. */
export interface GitFailure {
  /** `missing`: no git; `gone`: the directory it should run in is gone; `exit`: git itself said no. */
  readonly how: 'missing' | 'gone' | 'timeout' | 'too-much' | 'exit';
  /** What it said, credentials and all: never to be shown as it is. */
  readonly stderr: string;
}

export type GitResult =
  | { readonly ok: true; readonly stdout: string }
  | { readonly ok: false; readonly failure: GitFailure };

/** Runs git commands in one place. */
export interface GitClient {
  readonly directory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
  run(args: readonly string[]): Promise<GitResult>;
}

export interface GitClientOptions {
  /** The working directory, which exists. */
  readonly directory: string;
  /** The repository, where git must not look for one. */
  readonly gitDir?: string;
  readonly environment: NodeJS.ProcessEnv;
  /** How long git may say nothing before it is stopped. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Counts processes, for tests and metrics. */
  readonly onProcess: () => void;
}

/** The listing of a million files fits. */
const outputLimit = 256 * 1024 * 1024;

/** Throws the reason of the signal when that aborts; any other end is a result. */
export function gitClient(options: GitClientOptions): GitClient {
  const { directory, timeoutMs, signal } = options;
  const environment = gitEnvironment(options.environment, options.gitDir);

  async function run(args: readonly string[]): Promise<GitResult> {
    signal.throwIfAborted();
    // Loaded when it is used: most commands run no git.
    const simple = await import('simple-git');
    if (!existsSync(directory)) return { ok: false, failure: { how: 'gone', stderr: '' } };
    options.onProcess();
    const stop = new AbortController();
    const forward = (): void => stop.abort();
    signal.addEventListener('abort', forward);
    let stderr = '';
    const settings: Partial<SimpleGitOptions> = {
      baseDir: directory,
      abort: stop.signal,
      timeout: { block: timeoutMs },
      allowEnvironment: [...allowedVariables],
      errors: (error, result) => {
        stderr = Buffer.concat(result.stdErr).toString('utf8');
        // a process that a signal ended has no exit code
        return error ?? (result.exitCode === 0 ? undefined : new Error('exit'));
      },
    };
    try {
      const git = simple.simpleGit(settings).env(environment).outputHandler(stopAfter(outputLimit, forward));
      return { ok: true, stdout: await git.raw([...args]) };
    } catch (error) {
      signal.throwIfAborted();
      const how = pluginThatEnded(error, simple.GitPluginError) ?? howItEnded(stderr, directory);
      return { ok: false, failure: { how, stderr } };
    } finally {
      signal.removeEventListener('abort', forward);
    }
  }
  return { directory, environment, timeoutMs, run };
}

/** Why a process that was never started, or that ended with an error, did so. */
export function howItEnded(stderr: string, directory: string): GitFailure['how'] {
  if (!stderr.startsWith('Error: spawn git ENOENT')) return 'exit';
  return existsSync(directory) ? 'missing' : 'gone';
}

function pluginThatEnded(error: unknown, fromPlugin: typeof GitPluginError): GitFailure['how'] | undefined {
  if (!(error instanceof fromPlugin)) return undefined;
  if (error.plugin === 'timeout') return 'timeout';
  if (error.plugin === 'abort') return 'too-much';
  throw error; // a block of simple-git: the arguments were ours, so it is a bug
}

function stopAfter(limit: number, stop: () => void): outputHandler {
  return (_command, stdout) => {
    let length = 0;
    stdout.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) stop();
    });
  };
}
