import type { Clock } from '../../../../src/kernel/index.ts';

/** A clock that stands still until it is moved. */
export interface ManualClock extends Clock {
  advance(ms: number): void;
}

interface Timer {
  dueAt: number;
  /** Zero for timers that fire once. */
  readonly every: number;
  readonly fire: () => void;
}

export function manualClock(start = 1_700_000_000_000): ManualClock {
  let now = start;
  const timers = new Set<Timer>();

  const add = (ms: number, every: number, fire: () => void, signal?: AbortSignal): void => {
    const timer = { dueAt: now + ms, every, fire };
    timers.add(timer);
    signal?.addEventListener('abort', () => timers.delete(timer), { once: true });
  };

  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        add(ms, 0, resolve, signal);
        signal?.addEventListener('abort', () => resolve(), { once: true });
      }),
    every: (ms, tick, signal) => add(ms, ms, tick, signal),
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const [next] = [...timers].filter((timer) => timer.dueAt <= end).sort((a, b) => a.dueAt - b.dueAt);
        if (next === undefined) break;
        now = next.dueAt;
        if (next.every === 0) timers.delete(next);
        else next.dueAt += next.every;
        next.fire();
      }
      now = end;
    },
  };
}
