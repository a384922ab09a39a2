import { LRUCache } from 'lru-cache';
import type { Log, Metrics, Uptime } from '../../kernel/index.ts';
import type { ExpositionObject } from '../../snapshot/index.ts';
import type { CallContext, CallTool } from '../mcp/options.ts';
import type { CallResult } from '../surface/call-result.ts';
import type { Surface, Tool } from '../surface/surface.ts';
import { type Buckets, bucketsUpTo } from './buckets.ts';
import { callerKey } from './caller-key.ts';

type RateLimit = NonNullable<ExpositionObject['rateLimit']>;

export interface LimitParts {
  readonly uptime: Uptime;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Among how many gateways the limits of a group are divided; 1 when nobody counts. */
  readonly sharesOf?: ((group: string) => number) | undefined;
  /** Callers or tools of one endpoint that are counted at once; 20,000 by default. */
  readonly most?: number;
}

/** Endpoints whose calls are counted at once. */
const mostEndpoints = 4096;

/**
 * Refuses calls of clients beyond the rate limits of their endpoints. Each endpoint has a table of its own, which the
 * callers of no other one can push anything out of, and keeps it when its surface is swapped. A refusal is a result, so that the model reads
 * when to come back. Each gateway counts for itself, and enforces its part of a limit: nothing is asked of another for a call.
 */
export function limitedCalls(
  callTool: CallTool,
  { uptime, log, metrics, sharesOf = () => 1, most = 20_000 }: LimitParts,
): CallTool {
  const tables = new LRUCache<string, Buckets>({ max: mostEndpoints });
  const refusals = metrics.counter(
    'reshapr_rate_limited_calls_total',
    'Tool calls that were refused because of a rate limit, by what it counts.',
    ['per'],
  );

  return async (surface, tool, args, context) => {
    const limit = surface.exposition.rateLimit;
    // Who was asked for input goes on with a call that was counted when it began.
    if (limit === undefined || (context.input?.rounds ?? 0) > 0)
      return callTool(surface, tool, args, context);
    const take = tables.get(surface.id) ?? bucketsUpTo(most);
    tables.set(surface.id, take);
    const { calls, periodMs } = limit;
    const gateways = sharesOf(surface.exposition.group);
    const rate = { calls: calls / gateways, periodMs };
    const taken = take(counted(limit, surface, tool, context), rate, uptime());
    if (taken.type === 'taken') return callTool(surface, tool, args, context);
    refusals.add(1, { per: limit.per });
    if (taken.isFirst)
      log.warn('a rate limit is reached', { endpoint: surface.id, tool: tool.name, ...limit, gateways });
    return refusal(limit, tool, Math.max(1, Math.ceil(taken.retryAfterMs / 1000)));
  };
}

function counted({ per }: RateLimit, surface: Surface, tool: Tool, context: CallContext): string {
  if (per === 'endpoint') return per;
  return per === 'tool' ? `tool ${tool.name}` : `caller ${callerKey(surface, context)}`;
}

function refusal({ calls, periodMs, per }: RateLimit, tool: Tool, seconds: number): CallResult {
  const whose = { endpoint: 'this endpoint', tool: tool.name, caller: 'each caller' }[per];
  const rate = `${calls} ${calls === 1 ? 'call' : 'calls'} in ${periodMs / 1000} s`;
  const text = `Rate limit exceeded: ${whose} has ${rate}. Nothing was called. Try again in ${seconds} s.`;
  return {
    content: [{ type: 'text', text }],
    isError: true,
    headers: { 'retry-after': String(seconds) },
    upstreamMs: 0,
  };
}
