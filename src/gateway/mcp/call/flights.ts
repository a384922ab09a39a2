import type { ServerResponse } from 'node:http';

/** One call in flight. */
interface Flight {
  /** Aborts when the client cancels or goes away, or the gateway closes. */
  readonly signal: AbortSignal;
  end(): void;
}

export interface Flights {
  /**
   * Takes a call on; undefined when there are too many, or the gateway is draining. With a key it can be cancelled
   * by name. A client that goes away cancels too. 2026-07-28 demands that ("Cancellation"); 2025-11-25 advises
   * against it ("Sending Messages") for servers that keep answers for clients which come back, as we do not.
   */
  begin(response: ServerResponse, key: string | undefined): Flight | undefined;
  cancel(key: string): void;
  /** Resolves when none is left; from then on, and meanwhile, `draining` is true. */
  drain(): Promise<void>;
  draining(): boolean;
  /** Aborts all of them and takes no more. */
  close(): void;
  closed(): boolean;
}

export function flightsUpTo(limit: number): Flights {
  const flying = new Set<AbortController>();
  const named = new Map<string, AbortController>();
  const waiting: (() => void)[] = [];
  let draining = false;
  let closed = false;

  const settle = (): void => {
    if (draining && flying.size === 0) for (const resolve of waiting.splice(0)) resolve();
  };

  return {
    begin(response, key) {
      if (draining || flying.size >= limit) return undefined;
      const controller = new AbortController();
      const abort = (): void => controller.abort();
      flying.add(controller);
      if (key !== undefined) named.set(key, controller);
      response.on('close', abort);
      if (response.destroyed) abort();
      return {
        signal: controller.signal,
        end() {
          response.off('close', abort);
          flying.delete(controller);
          if (key !== undefined && named.get(key) === controller) named.delete(key);
          settle();
        },
      };
    },
    cancel: (key) => named.get(key)?.abort(),
    drain() {
      draining = true;
      return new Promise((resolve) => {
        waiting.push(resolve);
        settle();
      });
    },
    draining: () => draining,
    closed: () => closed,
    close() {
      draining = true;
      closed = true;
      for (const controller of flying) controller.abort();
    },
  };
}
