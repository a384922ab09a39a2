import type { Metrics } from '../../kernel/index.ts';
import type { Outcome } from './rpc/answer.ts';

/** The instruments of the MCP endpoint. None has a label that a client could invent values of. */
export interface McpMetrics {
  request(method: string, outcome: Outcome): void;
  /** A method as it is named in metrics and records; what nobody knows is `other`. */
  knownMethod(method: string): string;
  call(seconds: number, outcome: Outcome): void;
  streams(open: number): void;
  sessions(count: number): void;
}

const knownMethods = new Set([
  // Of HTTP requests without a message: a stream, the end of a session, and what was refused unread.
  'GET',
  'DELETE',
  'OPTIONS',
  'none',
  'batch',
  'initialize',
  'ping',
  'server/discover',
  'tools/list',
  'tools/call',
  'prompts/list',
  'prompts/get',
  'resources/list',
  'resources/templates/list',
  'resources/read',
  'completion/complete',
  'logging/setLevel',
  'subscriptions/listen',
  'notifications/initialized',
  'notifications/cancelled',
]);

function knownMethod(method: string): string {
  return knownMethods.has(method) ? method : 'other';
}

const callBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function mcpMetrics(metrics: Metrics): McpMetrics {
  const requests = metrics.counter(
    'reshapr_mcp_requests_total',
    'MCP messages received, by method and how they ended.',
    ['method', 'outcome'],
  );
  const calls = metrics.histogram(
    'reshapr_mcp_call_seconds',
    'Time that tool calls took, from the checked arguments to the result.',
    callBuckets,
    ['outcome'],
  );
  const streams = metrics.gauge('reshapr_mcp_streams_open', 'Event streams that are open.');
  const sessions = metrics.gauge(
    'reshapr_mcp_sessions',
    'Sessions in use, as far as this process remembers.',
  );
  return {
    request(method, outcome) {
      requests.add(1, { method: knownMethod(method), outcome });
    },
    knownMethod,
    call(seconds, outcome) {
      calls.observe(seconds, { outcome });
    },
    streams: (open) => streams.set(open),
    sessions: (count) => sessions.set(count),
  };
}
