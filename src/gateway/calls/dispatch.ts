import type { IncomingHttpHeaders } from 'node:http';
import type { Log } from '../../kernel/index.ts';
import { isToolOf } from '../../snapshot/index.ts';
import type { ToolCaller } from '../backends/call-tool.ts';
import type { CallerFacts } from '../backends/forwarding.ts';
import { failedResult } from '../backends/result.ts';
import { applyFilter } from '../filters/apply-filter.ts';
import type { CallTool } from '../mcp/options.ts';
import { callTarget } from './target-call.ts';

export interface CallParts {
  readonly http: ToolCaller;
  readonly log: Log;
}

/** Calls a tool by whatever it is, a request to a backend or a custom tool that calls others, and filters its answer. */
export function dispatchCalls({ http, log }: CallParts): CallTool {
  const answer: CallTool = async (surface, { object: tool }, args, context) => {
    const { exposition } = surface;
    const { signal, headers, remoteAddress } = context;
    if (isToolOf(tool, 'http'))
      return http({ exposition, tool, args, caller: callerOf(headers, remoteAddress), signal });
    if (isToolOf(tool, 'tool')) return callTarget(surface, tool, args, context, answer);
    return { ...failedResult({ text: 'This gateway does not make such calls yet.' }), upstreamMs: 0 };
  };

  return async (surface, tool, args, context) => {
    const filter = surface.filters.get(tool.name);
    const result = await answer(surface, tool, args, context);
    if (filter === undefined) return result;
    const filtered = applyFilter(result, filter);
    if (filtered.failure !== undefined) {
      const facts = { exposition: surface.id, tool: tool.name, reason: filtered.failure };
      log.warn('an output filter cannot be applied', facts);
    }
    return filtered.result;
  };
}

/** What a backend may learn of the client. */
function callerOf(headers: IncomingHttpHeaders, address: string): CallerFacts {
  const text = (name: string): string | undefined => {
    const value = headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  };
  return {
    address,
    forwarded: headers.forwarded,
    xForwardedFor: text('x-forwarded-for'),
    traceparent: text('traceparent'),
    tracestate: text('tracestate'),
  };
}
