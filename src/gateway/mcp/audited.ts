import type { Exchange, McpCore } from './core.ts';
import { lengthOf } from './http/write-answer.ts';
import type { Reply } from './rpc/answer.ts';
import type { RpcRequest } from './rpc/message.ts';

/** Serves a request, and writes an audit event of it where the plan of the endpoint asks for that. */
export function audited<R extends Reply>(
  core: McpCore,
  exchange: Exchange,
  request: RpcRequest,
  serve: () => R | Promise<R>,
): R | Promise<R> {
  const { audit } = core;
  if (audit === undefined || !audit.wants(exchange.surface)) return serve();
  const startedAt = core.clock.now();
  return Promise.resolve(serve()).then((reply) => {
    const { surface, client, grant } = exchange;
    const { headers } = exchange.request;
    const id = headers['mcp-session-id'];
    const session = typeof id === 'string' ? core.sessions.find(id, surface.id, grant?.owner) : undefined;
    audit.call(surface, {
      method: core.metrics.knownMethod(request.method),
      requestId: request.idJson,
      session: session?.key,
      target: targetOf(exchange, request),
      succeeded: reply.outcome === 'ok' || reply.outcome === 'input-required',
      errorCode: reply.type === 'answer' ? reply.errorCode : undefined,
      durationMs: core.clock.now() - startedAt,
      responseSize: reply.type === 'answer' ? lengthOf(reply.body) : 0,
      client,
      subject: grant?.subject,
      traceparent: headers['traceparent'],
    });
    return reply;
  });
}

/** Only what is offered here has a name: anything else is a text of the client, which may hold anything. */
function targetOf({ surface }: Exchange, { method, params: { name, uri } }: RpcRequest): string | undefined {
  if (method === 'tools/call' && typeof name === 'string' && surface.tools.has(name)) return name;
  if (method === 'prompts/get' && typeof name === 'string' && surface.prompts.has(name)) return name;
  if (method === 'resources/read' && typeof uri === 'string' && surface.resources.has(uri)) return uri;
  return undefined;
}
