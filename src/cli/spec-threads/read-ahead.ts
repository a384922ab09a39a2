import { setImmediate } from 'node:timers/promises';
import type { ReadAhead, SpecAnswer, SpecInput, SpecsAhead } from '../../compiler/index.ts';
import { type SpecThread, startThread, type Task } from './thread.ts';

export interface ReadAheadOptions {
  /** Bytes of specs for which threads are worth their start. */
  readonly worth: number;
  /** Specs that a thread is given before it is done with the first, so that it never waits for the next. */
  readonly given: number;
}

const usual: ReadAheadOptions = { worth: 1024 * 1024, given: 4 };

const nothing: SpecsAhead = { take: () => Promise.resolve(undefined), turn: () => Promise.resolve() };

/**
 * Reads specs on threads, from the last to the first, while the caller asks for them from the first to the last: what
 * no thread has begun by then, the caller does. Threads start while manifests are still looked at, if there is that
 * much to read. They end when nothing is left; what a thread cannot do (it ran out of memory) is left to the caller too.
 */
export function readAheadOn(threads: number, { worth, given } = usual): ReadAhead {
  return (tree, unread) => {
    const sizes = new Map(tree.files.map(({ path, size }) => [path, size]));
    const started = (files: readonly number[]): SpecThread[] =>
      Array.from({ length: sum(files) < worth ? 0 : threads }, () => startThread(sizes, largest(files)));
    const early = started(unread.map(({ size }) => size));
    return (inputs) => {
      const groups = grouped(inputs);
      const bytes = [...groups.keys()].map((path) => sizes.get(path) ?? 0);
      if (sum(bytes) < worth) {
        for (const thread of early) thread.end();
        return nothing;
      }
      const tasks = [...groups.values()].map(newTask);
      const ready = early.length > 0 && largest(bytes) <= largest(unread.map(({ size }) => size));
      if (!ready) for (const thread of early) thread.end();
      for (const thread of ready ? early : started(bytes)) thread.run(tasks.toReversed(), given, tree);
      return { take: takeFrom(tasks), turn: () => setImmediate() };
    };
  };
}

function takeFrom(tasks: readonly Task[]): SpecsAhead['take'] {
  const taskOf = new Map(tasks.flatMap((task) => task.inputs.map((input) => [input, task] as const)));
  return async (input) => {
    // What threads have said meanwhile is heard first.
    await setImmediate();
    const task = taskOf.get(input);
    if (task?.isTaken === true) return (await task.answers)?.[task.inputs.indexOf(input)];
    if (task !== undefined) task.isTaken = true;
    // Other services of this spec come next, from the same caller.
    task?.settle(undefined);
    return undefined;
  };
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}

function largest(sizes: readonly number[]): number {
  return sizes.reduce((most, size) => Math.max(most, size), 0);
}

function newTask(inputs: readonly SpecInput[]): Task {
  let settle: Task['settle'] = () => undefined;
  const answers = new Promise<readonly SpecAnswer[] | undefined>((resolve) => {
    settle = resolve;
  });
  return { inputs, answers, settle, isTaken: false };
}

function grouped(inputs: readonly SpecInput[]): Map<string, SpecInput[]> {
  const groups = new Map<string, SpecInput[]>();
  for (const input of inputs) {
    const group = groups.get(input.path);
    if (group === undefined) groups.set(input.path, [input]);
    else group.push(input);
  }
  return groups;
}
