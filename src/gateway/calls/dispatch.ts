import type { Log } from '../../kernel/index.ts';
import { isToolOf } from '../../snapshot/index.ts';
import type { ToolCaller } from '../backends/call-tool.ts';
import type { CallerFacts } from '../backends/forwarding.ts';
import type { GraphqlCaller } from '../backends/graphql/call-graphql.ts';
import type { GrpcCaller } from '../backends/grpc/grpc-caller.ts';
import { failedResult } from '../backends/result.ts';
import type { Elicited } from '../elicitation/elicited-tokens.ts';
import { applyFilter } from '../filters/apply-filter.ts';
import type { CallContext, CallTool } from '../mcp/options.ts';
import { isInputRequired } from '../surface/input-required.ts';
import { askBefore } from './ask-before.ts';
import { callScript, type ScriptParts } from './script-call.ts';
import { callTarget } from './target-call.ts';

export interface CallParts {
  readonly http: ToolCaller;
  readonly graphql: GraphqlCaller;
  readonly grpc: GrpcCaller['call'];
  readonly scripts: ScriptParts;
  readonly elicited: Elicited;
  readonly log: Log;
}

/** Calls a tool by whatever it is, a request to a backend or a custom tool that calls others, and filters its answer. */
export function dispatchCalls(parts: CallParts): CallTool {
  return callsAt(parts, 1);
}

/** `depth` is that of a script that would be called: 1, or one more than that of the script that calls. */
function callsAt(parts: CallParts, depth: number): CallTool {
  const { http, graphql, grpc, scripts, log } = parts;
  const answer: CallTool = async (surface, { object: tool }, args, context) => {
    const { exposition, credential, descriptors } = surface;
    const { signal, progress, grant, input } = context;
    const of = { grant, authorization: context.headers.authorization, input };
    const call = { exposition, credential, of, args, caller: callerOf(context), signal };
    if (isToolOf(tool, 'http')) return http({ ...call, tool });
    if (isToolOf(tool, 'graphql')) return graphql({ ...call, tool });
    if (isToolOf(tool, 'tool')) return callTarget(surface, tool, args, context, answer);
    if (isToolOf(tool, 'script')) {
      const asked = depth === 1 ? askBefore(surface, tool, context, parts) : undefined;
      if (asked !== undefined) return asked;
      const callTool = callsAt(parts, depth + 1);
      return callScript({ surface, tool, args, context, depth, callTool }, scripts);
    }
    if (isToolOf(tool, 'grpc')) {
      const descriptor = descriptors.get(tool.call.descriptor);
      if (descriptor === undefined) throw new Error(`no descriptor ${tool.call.descriptor}`);
      return grpc({ ...call, tool, descriptor, onMessage: progress });
    }
    return { ...failedResult({ text: 'This gateway does not make such calls yet.' }), upstreamMs: 0 };
  };

  return async (surface, tool, args, context) => {
    const filter = surface.filters.get(tool.name);
    if (filter === undefined) return answer(surface, tool, args, context);
    // Progress and messages would tell what the filter takes out.
    const result = await answer(surface, tool, args, { ...context, progress: undefined, log: undefined });
    if (isInputRequired(result)) return result;
    const filtered = applyFilter(result, filter);
    if (filtered.failure !== undefined) {
      const facts = { exposition: surface.id, tool: tool.name, reason: filtered.failure };
      log.warn('an output filter cannot be applied', facts);
    }
    return filtered.result;
  };
}

/** What a backend may learn of the client. */
export function callerOf({
  headers,
  remoteAddress,
  peerAddress,
}: Pick<CallContext, 'headers' | 'remoteAddress' | 'peerAddress'>): CallerFacts {
  const text = (name: string): string | undefined => {
    const value = headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  };
  return {
    address: peerAddress ?? remoteAddress,
    forwarded: headers.forwarded,
    xForwardedFor: text('x-forwarded-for'),
    traceparent: text('traceparent'),
    tracestate: text('tracestate'),
    headers,
  };
}
