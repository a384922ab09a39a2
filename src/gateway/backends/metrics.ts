import type { Metrics } from '../../kernel/index.ts';
import type { FailureKind } from './failure.ts';

/** What a call came to: an answer by its class of status, or no answer. */
export type Outcome = '2xx' | '3xx' | '4xx' | '5xx' | FailureKind;

export interface BackendMetrics {
  began(): void;
  ended(outcome: Outcome, ms: number): void;
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function backendMetrics(metrics: Metrics): BackendMetrics {
  const inFlight = metrics.gauge('reshapr_backend_calls_in_flight', 'Calls to backends that have not ended.');
  const duration = metrics.histogram(
    'reshapr_backend_call_duration_seconds',
    'Time from the start of a call to the last byte of its answer, by what it came to.',
    seconds,
    ['outcome'],
  );
  let count = 0;
  return {
    began: () => inFlight.set(++count),
    ended: (outcome, ms) => {
      inFlight.set(--count);
      duration.observe(ms / 1000, { outcome });
    },
  };
}

export function outcomeOfStatus(status: number): Outcome {
  if (status < 300) return '2xx';
  if (status < 400) return '3xx';
  return status < 500 ? '4xx' : '5xx';
}
