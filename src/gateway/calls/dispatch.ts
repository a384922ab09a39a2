import type { IncomingHttpHeaders } from 'node:http';
import { isToolOf } from '../../snapshot/index.ts';
import type { ToolCaller } from '../backends/call-tool.ts';
import type { CallerFacts } from '../backends/forwarding.ts';
import type { GrpcCaller } from '../backends/grpc/grpc-caller.ts';
import { failedResult } from '../backends/result.ts';
import type { CallTool } from '../mcp/options.ts';

export interface CallParts {
  readonly http: ToolCaller;
  readonly grpc: GrpcCaller['call'];
}

/** Calls a tool by whatever it is: a request to a backend, or a custom tool that calls others. */
export function dispatchCalls({ http, grpc }: CallParts): CallTool {
  return async ({ exposition, descriptors }, { object: tool }, args, context) => {
    const { signal, headers, remoteAddress, progress } = context;
    const caller = callerOf(headers, remoteAddress);
    if (isToolOf(tool, 'http')) return http({ exposition, tool, args, caller, signal });
    if (isToolOf(tool, 'grpc')) {
      const descriptor = descriptors.get(tool.call.descriptor);
      if (descriptor === undefined) throw new Error(`no descriptor ${tool.call.descriptor}`);
      return grpc({ exposition, tool, descriptor, args, caller, signal, onMessage: progress });
    }
    return { ...failedResult({ text: 'This gateway does not make such calls yet.' }), upstreamMs: 0 };
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
