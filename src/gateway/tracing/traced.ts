import { type Attributes, type Span, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { ExpositionObject } from '../../snapshot/index.ts';
import type { CallerFacts } from '../backends/forwarding.ts';
import type { ClientOf } from '../client/client.ts';
import type { CallTool, FetchContent, McpHandler } from '../mcp/options.ts';
import type { Surface, Surfaces } from '../surface/surface.ts';
import { contextOf, traceparentOf } from './traceparent.ts';

/**
 * Spans of a request, of a tool call in it, and of the calls of backends in that. The headers `traceparent` and
 * `tracestate` are what carries a trace through the gateway, as they do outside of it: each span continues the one that
 * they name, and is named by them to whoever comes next. Attributes hold what was compiled, addresses and numbers; nothing
 * that a client or a backend wrote.
 */
function tracedHandler(
  handler: McpHandler,
  tracer: Tracer,
  parts: { readonly surfaces: Surfaces; readonly clientOf: ClientOf },
): McpHandler {
  return {
    ...handler,
    handle: async (request, response, segments) => {
      const { headers } = request;
      const method = methods.has(request.method ?? '') ? request.method : '_OTHER';
      const surface = parts.surfaces.route(segments)?.surface;
      const attributes = {
        'http.request.method': method,
        'client.address': parts.clientOf(request).address,
        ...(surface && endpointOf(surface)),
      };
      const parent = contextOf(headers['traceparent'], headers['tracestate']);
      const span = tracer.startSpan(`${method} /mcp`, { kind: SpanKind.SERVER, attributes }, parent);
      headers['traceparent'] = traceparentOf(span);
      try {
        await handler.handle(request, response, segments);
      } finally {
        span.setAttribute('http.response.status_code', response.statusCode);
        if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
        span.end();
      }
    },
  };
}

/** A call as clients make it, whatever it does then. */
function tracedCalls(call: CallTool, tracer: Tracer): CallTool {
  return (surface, tool, args, context) => {
    const { headers } = context;
    const attributes = { 'mcp.method.name': 'tools/call', 'gen_ai.tool.name': tool.name };
    const parent = contextOf(headers['traceparent'], headers['tracestate']);
    const span = tracer.startSpan(`tools/call ${tool.name}`, { kind: SpanKind.INTERNAL, attributes }, parent);
    const own = { ...context, headers: { ...headers, traceparent: traceparentOf(span) } };
    return ended(span, call(surface, tool, args, own));
  };
}

/** What a caller of backends is given, whatever its protocol. */
interface BackendCall {
  readonly exposition: ExpositionObject;
  readonly tool: {
    readonly operation?: string | undefined;
    readonly name: string;
    readonly call: { readonly protocol: string };
  };
  readonly caller: CallerFacts;
}

/** The call of a backend, with all of its attempts. */
function tracedBackend<C extends BackendCall, R extends object>(
  call: (call: C) => Promise<R>,
  tracer: Tracer,
): (call: C) => Promise<R> {
  return (made) => {
    const { exposition, tool, caller } = made;
    const attributes = { ...backendOf(exposition), 'reshapr.protocol': tool.call.protocol };
    const parent = contextOf(caller.traceparent, caller.tracestate);
    const span = tracer.startSpan(tool.operation ?? tool.name, { kind: SpanKind.CLIENT, attributes }, parent);
    return ended(span, call({ ...made, caller: { ...caller, traceparent: traceparentOf(span) } }));
  };
}

/** The content of a resource, fetched from a backend or the web. */
function tracedContent(fetch: FetchContent, tracer: Tracer): FetchContent {
  return (surface, resource, context) => {
    const { headers } = context;
    const attributes = { 'mcp.method.name': 'resources/read', ...endpointOf(surface) };
    const parent = contextOf(headers['traceparent'], headers['tracestate']);
    const span = tracer.startSpan('resources/read', { kind: SpanKind.CLIENT, attributes }, parent);
    return ended(
      span,
      fetch(surface, resource, { ...context, headers: { ...headers, traceparent: traceparentOf(span) } }),
    );
  };
}

/** The parts of a gateway that make spans when there is a tracer, and are left as they are when there is none. */
export interface Traced {
  handler(
    handler: McpHandler,
    parts: { readonly surfaces: Surfaces; readonly clientOf: ClientOf },
  ): McpHandler;
  calls(call: CallTool): CallTool;
  backend<C extends BackendCall, R extends object>(call: (call: C) => Promise<R>): (call: C) => Promise<R>;
  content(fetch: FetchContent): FetchContent;
}

export function tracedBy(tracer: Tracer | undefined): Traced {
  if (tracer === undefined)
    return {
      handler: (each) => each,
      calls: (each) => each,
      backend: (each) => each,
      content: (each) => each,
    };
  return {
    handler: (handler, parts) => tracedHandler(handler, tracer, parts),
    calls: (call) => tracedCalls(call, tracer),
    backend: (call) => tracedBackend(call, tracer),
    content: (fetch) => tracedContent(fetch, tracer),
  };
}

const methods = new Set(['GET', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PUT', 'PATCH']);

function endpointOf({ id, exposition: { organization, name, service } }: Surface): Attributes {
  return {
    'http.route': name === undefined ? `/mcp/${id}` : `/mcp/${organization}/${name}`,
    'reshapr.endpoint': id,
    'reshapr.organization': organization,
    'reshapr.service': `${service.name}:${service.version}`,
  };
}

function backendOf({ backend }: ExpositionObject): Attributes {
  const { hostname, port } = new URL(backend.endpoint);
  return { 'server.address': hostname, ...(port !== '' && { 'server.port': Number(port) }) };
}

async function ended<R extends object>(span: Span, work: Promise<R>): Promise<R> {
  try {
    const result = await work;
    if ('isError' in result && result.isError) span.setStatus({ code: SpanStatusCode.ERROR });
    return result;
  } catch (error) {
    // Its message may hold what a backend wrote.
    span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    span.end();
  }
}
