import { type ResourceLimits, Worker, type WorkerOptions } from 'node:worker_threads';
import type { SpecAnswer, SpecInput } from '../../compiler/index.ts';
import type { SourceTree } from '../../kernel/index.ts';
import { fileSizeLimit } from '../../manifest/index.ts';
import type { FromThread, ThreadData, ToThread } from './messages.ts';

/** All services of one spec, which is parsed once for them. */
export interface Task {
  readonly inputs: readonly SpecInput[];
  readonly answers: Promise<readonly SpecAnswer[] | undefined>;
  settle(answers: readonly SpecAnswer[] | undefined): void;
  isTaken: boolean;
}

/** A thread that reads specs. */
export interface SpecThread {
  /** Takes tasks that nobody took, in their order, `given` at a time, until none is left; then it ends. */
  run(tasks: readonly Task[], given: number, tree: SourceTree): void;
  end(): void;
}

/** What the compiler itself takes, and what is new, as on the main thread: with a third of it a thread takes a sixth longer. */
const baseHeapMb = 64;
const youngHeapMb = 48;

/** Starts a thread for specs of at most so many bytes. It is given its work when that is known. */
export function startThread(sizes: ThreadData['sizes'], largest: number): SpecThread {
  const worker = newWorker({ sizes }, heapFor(largest));
  worker.unref();
  let isGone = false;
  // It may have run out of memory. A mistake of ours is made again, and thrown, where the caller reads the spec.
  worker.on('error', () => undefined);
  worker.on('exit', () => {
    isGone = true;
  });
  const end = (): void => void worker.terminate();
  return {
    end,
    run: (tasks, given, tree) => {
      if (!isGone) deal(worker, tasks, { sizes, given, tree, end });
    },
  };
}

interface Dealing {
  readonly sizes: ThreadData['sizes'];
  readonly given: number;
  readonly tree: SourceTree;
  readonly end: () => void;
}

function deal(worker: Worker, tasks: readonly Task[], { sizes, given, tree, end }: Dealing): void {
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
    if (running.size === 0) end();
  }

  /** A copy: what small files are read into is shared by many. */
  async function bytesOf(path: string): Promise<Uint8Array> {
    return (await tree.read(path)).slice();
  }

  async function send(task: number, inputs: readonly SpecInput[]): Promise<void> {
    const path = inputs[0]?.path ?? '';
    const isTooLarge = (sizes.get(path) ?? 0) > fileSizeLimit;
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
  worker.on('exit', () => {
    for (const { settle } of running.values()) settle(undefined);
  });
  give();
}

/** Megabytes for a thread, by the bytes of the largest spec that it may have to read: some 60 for each, and room. */
function heapFor(largest: number): ResourceLimits {
  const old = baseHeapMb + Math.ceil((largest * 80) / 1024 ** 2);
  return { maxOldGenerationSizeMb: old, maxYoungGenerationSizeMb: youngHeapMb };
}

/** The thread of the compiled program; sources that run as they are, as tests do, need a loader in it. */
function newWorker(workerData: ThreadData, resourceLimits: ResourceLimits): Worker {
  const options: WorkerOptions = { env: {}, execArgv: [], workerData, resourceLimits };
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./worker.js', import.meta.url), options);
  const source = JSON.stringify(new URL('./worker.ts', import.meta.url).href);
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import(${source}); })`;
  return new Worker(load, { ...options, eval: true });
}
