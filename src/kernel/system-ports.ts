import { randomBytes } from 'node:crypto';
import type { Clock, Log, Random, Uptime } from './ports.ts';

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = setTimeout(done, ms);
      function done(): void {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      }
      signal?.addEventListener('abort', done);
    }),
  every: (ms, tick, signal) => {
    if (signal.aborted) return;
    const timer = setInterval(tick, ms);
    timer.unref();
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  },
};

export const systemUptime: Uptime = () => performance.now();

export const systemRandom: Random = {
  bytes: (length) => new Uint8Array(randomBytes(length)),
  fraction: () => Math.random(),
};

/** For pure callers and tests that do not read the log. */
export const silentLog: Log = { debug: noop, info: noop, warn: noop, error: noop };

function noop(): void {}
