import type { IncomingHttpHeaders } from 'node:http';
import { isToolOf } from '../../snapshot/index.ts';
import type { ToolCaller } from '../backends/call-tool.ts';
import type { CallerFacts } from '../backends/forwarding.ts';
import { failedResult } from '../backends/result.ts';
import type { CallTool } from '../mcp/options.ts';

export interface CallParts {
  readonly http: ToolCaller;
}

/** Calls a tool by whatever it is: a request to a backend, or a custom tool that calls others. */
export function dispatchCalls({ http }: CallParts): CallTool {
  return async ({ exposition }, { object: tool }, args, { signal, headers, remoteAddress }) => {
    if (isToolOf(tool, 'http'))
      return http({ exposition, tool, args, caller: callerOf(headers, remoteAddress), signal });
    return { ...failedResult({ text: 'This gateway does not make such calls yet.' }), upstreamMs: 0 };
  };
}

/** What a backend may learn of the client. */
export function callerOf(headers: IncomingHttpHeaders, address: string): CallerFacts {
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
