import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answer } from './child.ts';

export interface FuzzOptions {
  readonly first: number;
  readonly inputs: number;
  /** Milliseconds of processor time that one input may take. */
  readonly limit: number;
  onProgress?(done: number): void;
}

export interface FuzzResult {
  readonly inputs: number;
  readonly compiled: number;
  /** Milliseconds of the slowest input. */
  readonly slowest: { readonly seed: number; readonly cpu: number };
  readonly failures: readonly { readonly seed: number; readonly problem: string }[];
}

/** Megabytes that a child may have on its heap. */
const memory = 256;

/** Milliseconds without an answer after which an input is taken to never end. */
const patience = 60_000;

/** Gives inputs to a child process that has little memory, and starts another one when it dies or hangs. */
export async function fuzz({ first, inputs, limit, onProgress }: FuzzOptions): Promise<FuzzResult> {
  const failures: { seed: number; problem: string }[] = [];
  let slowest = { seed: first, cpu: 0 };
  let compiled = 0;
  let child: ChildProcess | undefined;
  for (let seed = first; seed < first + inputs; seed++) {
    child ??= start();
    const answer = await ask(child, seed);
    if (typeof answer === 'string') {
      failures.push({ seed, problem: answer });
      child.kill('SIGKILL');
      child = undefined;
      continue;
    }
    if (answer.compiled) compiled++;
    if (answer.cpu > slowest.cpu) slowest = { seed, cpu: answer.cpu };
    if (answer.problem !== undefined) failures.push({ seed, problem: answer.problem });
    else if (answer.cpu > limit) failures.push({ seed, problem: `took ${Math.round(answer.cpu)} ms` });
    onProgress?.(seed - first + 1);
  }
  child?.disconnect();
  return { inputs, compiled, slowest, failures };
}

function start(): ChildProcess {
  return fork(fileURLToPath(new URL('child.ts', import.meta.url)), [], {
    execArgv: ['--import', 'tsx', `--max-old-space-size=${memory}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/** The answer, or how the child failed to give one. */
function ask(child: ChildProcess, seed: number): Promise<Answer | string> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(`no answer within ${patience} ms`), patience);
    const onExit = (code: number | null, signal: string | null): void =>
      done(`the process died: ${code ?? signal}`);
    const done = (answer: Answer | string): void => {
      clearTimeout(timer);
      child.off('message', done).off('exit', onExit);
      resolve(answer);
    };
    child.on('message', done).on('exit', onExit);
    child.send(seed);
  });
}
