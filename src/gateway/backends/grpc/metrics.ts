import type { Metrics } from '../../../kernel/index.ts';
import { statusName } from './statuses.ts';

export interface GrpcMetrics {
  began(): void;
  /** A gRPC status code. */
  ended(code: number, ms: number): void;
}

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function grpcMetrics(metrics: Metrics): GrpcMetrics {
  const inFlight = metrics.gauge(
    'reshapr_backend_grpc_calls_in_flight',
    'Calls to gRPC backends that have not ended.',
  );
  const duration = metrics.histogram(
    'reshapr_backend_grpc_call_duration_seconds',
    'Time from the start of a gRPC call to its status, by that status.',
    seconds,
    ['status'],
  );
  let count = 0;
  return {
    began: () => inFlight.set(++count),
    ended: (code, ms) => {
      inFlight.set(--count);
      duration.observe(ms / 1000, { status: statusName(code) });
    },
  };
}
