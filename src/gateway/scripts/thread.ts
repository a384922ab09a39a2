import { MessageChannel, Worker, type WorkerOptions } from 'node:worker_threads';
import type { After } from '../backends/after.ts';
import {
  type CallMessage,
  cell,
  type ResultMessage,
  type RunMessage,
  type ScriptOutcome,
  type ThreadMessage,
} from './messages.ts';
import { fixedLimits } from './settings.ts';

/** A script with what it is run on, and the way out of it. */
export interface ScriptJob {
  readonly script: string;
  /** JSON of the arguments. */
  readonly input: string;
  readonly signal: AbortSignal;
  /**
   * Makes a call that the script asks for: JSON in, JSON out. Must not reject. Its signal aborts when the run is
   * over, whatever the reason.
   */
  call(request: string, signal: AbortSignal): Promise<string>;
  /** Takes something that the script tells its client meanwhile: JSON. */
  note?(json: string): void;
}

/** A thread that runs one script at a time. */
export interface ScriptThread {
  run(job: ScriptJob, timeoutMs: number): Promise<ScriptOutcome>;
  /** Whether it can run another script. */
  usable(): boolean;
  end(): Promise<void>;
}

const { graceMs, startMs } = fixedLimits;

const options: WorkerOptions = {
  env: {},
  execArgv: [],
  resourceLimits: { maxOldGenerationSizeMb: 128, stackSizeMb: 8 },
};

/** The thread of the compiled program; sources that run as they are, as tests do, need a loader in it. */
function newWorker(): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./worker.js', import.meta.url), options);
  const source = JSON.stringify(new URL('./worker.ts', import.meta.url).href);
  const load = `import('tsx/esm/api').then(({ register }) => { register(); return import(${source}); })`;
  return new Worker(load, { ...options, eval: true });
}

export function startThread(after: After, onBroken: (error: Error) => void): ScriptThread {
  const worker = newWorker();
  worker.unref();
  let usable = true;
  let onMessage: ((message: ThreadMessage) => void) | undefined;
  let onGone: (() => void) | undefined;
  worker.on('message', (message: ThreadMessage) => onMessage?.(message));
  worker.on('error', (error) => {
    usable = false;
    onBroken(error);
    onGone?.();
  });
  worker.on('exit', () => {
    usable = false;
    onGone?.();
  });

  async function end(): Promise<void> {
    usable = false;
    await worker.terminate();
  }

  function run(job: ScriptJob, timeoutMs: number): Promise<ScriptOutcome> {
    const { port1: port, port2 } = new MessageChannel();
    const cells = new SharedArrayBuffer(8);
    const shared = new Int32Array(cells);
    const over = new AbortController();
    return new Promise((resolve) => {
      let forget = after(startMs + Math.max(timeoutMs, 0), () => giveUp('timeout'));
      let isOver = false;

      function finish(outcome: ScriptOutcome): void {
        if (isOver) return;
        isOver = true;
        forget();
        job.signal.removeEventListener('abort', cancel);
        onMessage = undefined;
        onGone = undefined;
        over.abort();
        port.close();
        resolve(outcome);
      }

      /** The script did not end by itself, so its thread is ended. */
      function giveUp(type: 'timeout' | 'cancelled'): void {
        void end();
        finish({ type });
      }

      function cancel(): void {
        Atomics.store(shared, cell.stop, 1);
        wake();
        forget();
        forget = after(graceMs, () => giveUp('cancelled'));
      }

      function wake(): void {
        Atomics.add(shared, cell.results, 1);
        Atomics.notify(shared, cell.results);
      }

      onMessage = (message) => {
        if (message.type === 'ended') {
          if (message.spent) void end();
          finish(message.outcome);
          return;
        }
        if (message.type === 'note') {
          if (!job.signal.aborted) job.note?.(message.note);
          return;
        }
        if (job.signal.aborted) return;
        forget();
        if (timeoutMs > 0) forget = after(timeoutMs + graceMs, () => giveUp('timeout'));
      };
      onGone = () => finish({ type: 'threw', message: 'the script was ended: its thread stopped' });
      port.on('message', ({ handle, request }: CallMessage) => {
        void job.call(request, over.signal).then((result) => {
          if (isOver) return;
          const answer: ResultMessage = { handle, result };
          port.postMessage(answer);
          wake();
        });
      });
      port.unref();
      job.signal.addEventListener('abort', cancel);
      if (job.signal.aborted) cancel();
      const message: RunMessage = { script: job.script, input: job.input, timeoutMs, port: port2, cells };
      worker.postMessage(message, [port2]);
    });
  }

  return { run, usable: () => usable, end };
}
