import type { Log } from '../../kernel/index.ts';
import { type After, systemAfter } from '../backends/after.ts';
import type { ScriptOutcome } from './messages.ts';
import { fixedLimits, type ScriptSettings } from './settings.ts';
import { type ScriptJob, type ScriptThread, startThread } from './thread.ts';

/** Threads that run scripts, off the event loop. */
export interface ScriptPool {
  /**
   * Runs a script that is `depth` scripts deep (the first is 1). `busy`: too many wait, or it waited for as long as
   * it might have run.
   */
  run(job: ScriptJob, depth: number): Promise<ScriptOutcome | { readonly type: 'busy' }>;
  close(): Promise<void>;
}

export interface PoolParts {
  readonly settings: Pick<ScriptSettings, 'timeoutMs' | 'threads'>;
  readonly log: Log;
  readonly after?: After;
}

/** Threads of one depth. */
interface Lane {
  readonly idle: ScriptThread[];
  readonly waiting: ((thread: ScriptThread | undefined) => void)[];
  threads: number;
}

/**
 * Threads are started when they are needed and kept. A script blocks its thread while it waits for a call, and that
 * call may be another script: each depth has threads of its own, so that no script waits for one that waits for it.
 */
export function scriptPool({ settings, log, after = systemAfter }: PoolParts): ScriptPool {
  const lanes = new Map<number, Lane>();
  const all = new Set<ScriptThread>();
  let closed = false;

  function laneOf(depth: number): Lane {
    let lane = lanes.get(depth);
    if (lane === undefined) {
      lane = { idle: [], waiting: [], threads: 0 };
      lanes.set(depth, lane);
    }
    return lane;
  }

  function start(lane: Lane): ScriptThread {
    const thread = startThread(after, (error) => {
      log.error('a thread of scripts broke', { error: error.name });
    });
    lane.threads++;
    all.add(thread);
    return thread;
  }

  function discard(lane: Lane, thread: ScriptThread): void {
    all.delete(thread);
    lane.threads--;
  }

  /** A thread of the lane; undefined when there is none to be had in time. */
  function take(lane: Lane, signal: AbortSignal): Promise<ScriptThread | undefined> {
    for (let idle = lane.idle.pop(); idle !== undefined; idle = lane.idle.pop()) {
      if (idle.usable()) return Promise.resolve(idle);
      discard(lane, idle);
    }
    if (lane.threads < settings.threads) return Promise.resolve(start(lane));
    if (lane.waiting.length >= fixedLimits.waiting) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const limit = settings.timeoutMs > 0 ? settings.timeoutMs : fixedLimits.startMs;
      const forget = after(limit, leave);
      function given(thread: ScriptThread | undefined): void {
        forget();
        signal.removeEventListener('abort', leave);
        resolve(thread);
      }
      function leave(): void {
        const at = lane.waiting.indexOf(given);
        if (at >= 0) lane.waiting.splice(at, 1);
        given(undefined);
      }
      signal.addEventListener('abort', leave);
      lane.waiting.push(given);
    });
  }

  /** The next script in line gets the thread, or another one where it cannot be used again. */
  function giveBack(lane: Lane, thread: ScriptThread): void {
    if (!thread.usable()) discard(lane, thread);
    const next = closed ? undefined : lane.waiting.shift();
    if (next !== undefined) next(thread.usable() ? thread : start(lane));
    else if (thread.usable()) lane.idle.push(thread);
  }

  return {
    run: async (job, depth) => {
      if (closed) return { type: 'cancelled' };
      const lane = laneOf(depth);
      const thread = await take(lane, job.signal);
      if (job.signal.aborted || closed) {
        if (thread !== undefined) giveBack(lane, thread);
        return { type: 'cancelled' };
      }
      if (thread === undefined) return { type: 'busy' };
      const outcome = await thread.run(job, settings.timeoutMs);
      giveBack(lane, thread);
      return outcome;
    },
    close: async () => {
      closed = true;
      for (const { waiting } of lanes.values()) for (const next of waiting.splice(0)) next(undefined);
      await Promise.all([...all].map((thread) => thread.end()));
      all.clear();
    },
  };
}
