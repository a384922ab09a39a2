import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const cliFile = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));

/** What a finished process left. */
export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A process that a test started; all of them are killed when the test file ends. */
export interface Running {
  readonly pid: number;
  readonly child: ChildProcess;
  out(): string;
  err(): string;
  /** Resolves when standard output and error together match; rejects with both when it takes too long. */
  seen(pattern: RegExp, timeoutMs?: number): Promise<RegExpExecArray>;
  kill(signal?: NodeJS.Signals): void;
  ended: Promise<Finished>;
}

const alive = new Set<ChildProcess>();

/** Kills what a test left running. Call it in `afterAll`. */
export function killAll(): void {
  for (const child of alive) child.kill('SIGKILL');
}

export function start(
  command: string,
  args: readonly string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string } = {},
): Running {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  alive.add(child);
  let out = '';
  let err = '';
  const watchers = new Set<() => void>();
  const told = (): void => {
    for (const watcher of watchers) watcher();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    told();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
    told();
  });
  const ended = new Promise<Finished>((resolve) => {
    child.on('close', (code) => {
      alive.delete(child);
      resolve({ code, out, err });
      told();
    });
  });
  return {
    pid: child.pid ?? 0,
    child,
    out: () => out,
    err: () => err,
    kill: (signal = 'SIGTERM') => void child.kill(signal),
    ended,
    seen: (pattern, timeoutMs = 20_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(
          () => done(new Error(`${command} ${args.join(' ')}: no ${pattern} in\n${out}\n${err}`)),
          timeoutMs,
        );
        function done(result: RegExpExecArray | Error): void {
          clearTimeout(timer);
          watchers.delete(look);
          if (result instanceof Error) reject(result);
          else resolve(result);
        }
        function look(): void {
          const match = pattern.exec(`${out}\n${err}`);
          if (match !== null) done(match);
          else if (child.exitCode !== null)
            done(new Error(`it ended with ${child.exitCode}: no ${pattern} in\n${out}\n${err}`));
        }
        watchers.add(look);
        look();
      }),
  };
}

/** Runs the command line to its end. */
export function reshapr(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  cwd?: string,
): Promise<Finished> {
  return start(process.execPath, [cliFile, ...args], { env, ...(cwd === undefined ? {} : { cwd }) }).ended;
}
