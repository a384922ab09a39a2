import { LRUCache } from 'lru-cache';
import type { Clock, Metrics, Random } from '../../kernel/index.ts';
import type { ExpositionObject } from '../../snapshot/index.ts';

/** Why an attempt may be followed by another one. */
export interface Again {
  /** A label of the metrics. */
  readonly reason: string;
  /** Milliseconds that the backend asks to be left alone. */
  readonly afterMs?: number | undefined;
}

/** A call that may be tried more than once. */
export interface RetriedCall<T> {
  /** Whose budget another attempt is taken from: origin or address. */
  readonly backend: string;
  /** Without one there is a single attempt. */
  readonly policy: ExpositionObject['backend']['retry'];
  /** Milliseconds for all attempts and what lies between them. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Calls once, within so many milliseconds. */
  attempt(timeoutMs: number): Promise<T>;
  /** Undefined when an outcome is final. `now` is in milliseconds since 1970. */
  again(outcome: T, now: number): Again | undefined;
}

/** Makes a call, again where that is safe and may help, and gives the last outcome. */
export type Retries = <T>(call: RetriedCall<T>) => Promise<T>;

export interface RetryParts {
  readonly clock: Clock;
  readonly random: Random;
  readonly metrics: Metrics;
}

const defaultBackoff = 100;

/** Retries that a backend gets without any call before, and the part of its calls that may be repeated for long. */
const budget = { most: 10, perCall: 0.1, backends: 1024 };

export function retriesOf({ clock, random, metrics }: RetryParts): Retries {
  const made = metrics.counter(
    'reshapr_backend_retries_total',
    'Attempts of calls to backends after the first one, by why the one before came to nothing.',
    ['reason'],
  );
  const withheld = metrics.counter(
    'reshapr_backend_retries_withheld_total',
    'Attempts that were not made for lack of time, or because too many calls of the backend were repeated.',
    ['why'],
  );
  const takeFrom = retryBudgets();

  return async (call) => {
    const { policy, backend, signal } = call;
    if (policy === undefined) return call.attempt(call.timeoutMs);
    const end = clock.now() + call.timeoutMs;
    takeFrom(backend, -budget.perCall);
    let outcome = await call.attempt(call.timeoutMs);
    for (let count = 1; count < policy.attempts; count++) {
      const again = call.again(outcome, clock.now());
      if (again === undefined || signal?.aborted) return outcome;
      const backoff = (policy.backoffMs ?? defaultBackoff) * 2 ** (count - 1);
      // Up to half as long again, so that calls which failed together do not come back together.
      const wait = Math.max(backoff * (1 + random.fraction() / 2), again.afterMs ?? 0);
      const lacks = clock.now() + wait >= end ? 'time' : takeFrom(backend, 1) ? undefined : 'budget';
      if (lacks !== undefined) {
        withheld.add(1, { why: lacks });
        return outcome;
      }
      await clock.sleep(wait, signal);
      const left = end - clock.now();
      if (signal?.aborted || left <= 0) return outcome;
      made.add(1, { reason: again.reason });
      outcome = await call.attempt(left);
    }
    return outcome;
  };
}

/**
 * Takes retries from the budget of a backend, if they are there; a negative number gives some. Each call gives a tenth of
 * one, so that a dead backend gets a tenth more calls than there are, and not a multiple of them.
 */
function retryBudgets(): (backend: string, retries: number) => boolean {
  const left = new LRUCache<string, number>({ max: budget.backends });
  return (backend, retries) => {
    const after = (left.get(backend) ?? budget.most) - retries;
    if (after < 0) return false;
    left.set(backend, Math.min(budget.most, after));
    return true;
  };
}
