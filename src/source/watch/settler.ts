import type { Clock } from '../../kernel/index.ts';
import { mapBounded } from '../map-bounded.ts';
import type { Sample } from './sample.ts';

export interface SettlerOptions {
  readonly sample: (path: string) => Promise<Sample>;
  /** Takes the paths that changed and came to rest. */
  readonly deliver: (paths: ReadonlySet<string>) => void;
  readonly clock: Clock;
  /** How long a path must look the same, milliseconds. */
  readonly debounceMs: number;
  readonly signal: AbortSignal;
}

/** An empty or missing file is waited for this long: an editor is about to fill it or to put it back. */
const hollowMs = 100;
/** Paths that never come to rest are delivered all the same. */
const mostMs = 1000;
/** The watcher below swallows a change that follows another within 50 ms; a second look finds it. */
const secondLookMs = 80;
const looksAtOnce = 16;

/**
 * Gathers changed paths until all of them came to rest, so that a save that takes several writes is one
 * change. Returns the function that says that a path changed.
 */
export function settler(options: SettlerOptions): (path: string) => void {
  const { clock, debounceMs, signal, deliver } = options;
  /** Paths that changed, with how they looked last; undefined when not looked at since. */
  let pending = new Map<string, Sample | undefined>();
  let running = false;

  function touch(path: string): void {
    pending.set(path, undefined);
    if (running || signal.aborted) return;
    running = true;
    void settle();
  }

  async function settle(): Promise<void> {
    while (pending.size > 0 && !signal.aborted) {
      const startedAt = clock.now();
      while (!(await atRest(clock.now() - startedAt)) && !signal.aborted)
        await clock.sleep(debounceMs, signal);
      if (signal.aborted) break;
      const batch = pending;
      pending = new Map();
      deliver(new Set(batch.keys()));
      void lookAgain(batch);
    }
    running = false;
  }

  /** Looks at all that is pending; whether none of it moved since the look before. */
  async function atRest(waitedMs: number): Promise<boolean> {
    let rest = true;
    await mapBounded([...pending], looksAtOnce, async ([path, before]) => {
      const now = await options.sample(path);
      const same = before !== undefined && before.stamp === now.stamp;
      if (!same || (now.hollow && waitedMs < hollowMs)) rest = false;
      // a touch meanwhile asks for another look
      if (pending.get(path) === before) pending.set(path, now);
    });
    for (const sample of pending.values()) if (sample === undefined) rest = false;
    return rest || waitedMs >= mostMs;
  }

  async function lookAgain(batch: ReadonlyMap<string, Sample | undefined>): Promise<void> {
    await clock.sleep(secondLookMs, signal);
    if (signal.aborted) return;
    await mapBounded([...batch], looksAtOnce, async ([path, before]) => {
      const now = await options.sample(path);
      if (before !== undefined && before.stamp !== now.stamp && !signal.aborted) touch(path);
    });
  }

  return touch;
}
