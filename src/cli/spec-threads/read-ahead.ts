import { setImmediate } from 'node:timers/promises';
import { type ResourceLimits, Worker, type WorkerOptions } from 'node:worker_threads';
import type { ReadAhead, SpecAnswer, SpecInput } from '../../compiler/index.ts';
import type { SourceTree } from '../../kernel/index.ts';
import { fileSizeLimit } from '../../manifest/index.ts';
import type { FromThread, ThreadData, ToThread } from './messages.ts';

export interface ReadAheadOptions {
  /** Bytes of specs for which threads are worth their start. */
  readonly worth: number;
  /** Specs that a thread is given before it is done with the first, so that it never waits for the next. */
  readonly given: number;
}

/** What the compiler itself takes, and what is new: with more a thread leaves more to be collected. */
const baseHeapMb = 64;
const youngHeapMb = 16;

const usual: ReadAheadOptions = { worth: 1024 * 1024, given: 4 };

/** All services of one spec, which is parsed once for them. */
interface Task {
  readonly inputs: readonly SpecInput[];
  readonly answers: Promise<readonly SpecAnswer[] | undefined>;
  settle(answers: readonly SpecAnswer[] | undefined): void;
  isTaken: boolean;
}

/**
 * Reads specs on threads, from the last to the first, while the caller asks for them from the first to the last: what
 * no thread has begun by then, the caller does. Threads end when nothing is left; what a thread cannot do (it ran out
 * of memory) is left to the caller too.
 */
export function readAheadOn(threads: number, { worth, given } = usual): ReadAhead {
  return (tree, inputs) => {
    const sizes = new Map(tree.files.map(({ path, size }) => [path, size]));
    const groups = grouped(inputs);
    const bytes = [...groups.keys()].map((path) => sizes.get(path) ?? 0);
    const total = bytes.reduce((sum, size) => sum + size, 0);
    if (total < worth) return { take: () => Promise.resolve(undefined), turn: () => Promise.resolve() };
    const tasks = [...groups.values()].map(newTask);
    const heap = heapFor(bytes.reduce((most, size) => Math.max(most, size), 0));
    for (let thread = 0; thread < threads; thread++)
      runThread(tasks.toReversed(), given, tree, { sizes }, heap);
    const taskOf = new Map(tasks.flatMap((task) => task.inputs.map((input) => [input, task] as const)));
    const take = async (input: SpecInput): Promise<SpecAnswer | undefined> => {
      // What threads have said meanwhile is heard first.
      await setImmediate();
      const task = taskOf.get(input);
      if (task?.isTaken === true) return (await task.answers)?.[task.inputs.indexOf(input)];
      if (task !== undefined) task.isTaken = true;
      // Other services of this spec come next, from the same caller.
      task?.settle(undefined);
      return undefined;
    };
    return { take, turn: () => setImmediate() };
  };
}

/** Megabytes for a thread, by the bytes of the largest spec that it may have to read: some 60 for each, and room. */
function heapFor(largest: number): ResourceLimits {
  const old = baseHeapMb + Math.ceil((largest * 80) / 1024 ** 2);
  return { maxOldGenerationSizeMb: old, maxYoungGenerationSizeMb: youngHeapMb };
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

/** One thread, which takes tasks until there are none that nobody took. */
function runThread(
  tasks: readonly Task[],
  given: number,
  tree: SourceTree,
  data: ThreadData,
  resourceLimits: ResourceLimits,
): void {
  const worker = newWorker(data, resourceLimits);
  worker.unref();
  const running = new Map<number, Task>();
  let at = 0;
  const say = (message: ToThread): void => worker.postMessage(message);

  function give(): void {
    for (; at < tasks.length && running.size < given; at++) {
      const task = tasks[at] as Task;
      if (task.isTaken) continue;
      task.isTaken = true;
      running.set(at, task);
      void send(at, task.inputs);
    }
    if (running.size === 0) void worker.terminate();
  }

  /** A copy: what small files are read into is shared by many. */
  async function bytesOf(path: string): Promise<Uint8Array> {
    return (await tree.read(path)).slice();
  }

  async function send(task: number, inputs: readonly SpecInput[]): Promise<void> {
    const path = inputs[0]?.path ?? '';
    const isTooLarge = (data.sizes.get(path) ?? 0) > fileSizeLimit;
    say({ type: 'spec', task, inputs, bytes: isTooLarge ? new Uint8Array() : await bytesOf(path) });
  }

  worker.on('message', (message: FromThread) => {
    if (message.type === 'read') {
      const { path } = message;
      void bytesOf(path).then((bytes) => say({ type: 'file', path, bytes }));
      return;
    }
    running.get(message.task)?.settle(message.answers);
    running.delete(message.task);
    give();
  });
  // It may have run out of memory. A mistake of ours is made again, and thrown, where the caller reads the spec.
  worker.on('error', () => undefined);
  worker.on('exit', () => {
    for (const { settle } of running.values()) settle(undefined);
  });
  give();
}

/** The thread of the compiled program; sources that run as they are, as tests do, need a loader in it. */
function newWorker(workerData: ThreadData, resourceLimits: ResourceLimits): Worker {
  const options: WorkerOptions = { env: {}, execArgv: [], workerData, resourceLimits };
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./worker.js', import.meta.url), options);
  const source = JSON.stringify(new URL('./worker.ts', import.meta.url).href);
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import(${source}); })`;
  return new Worker(load, { ...options, eval: true });
}
