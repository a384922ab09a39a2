import { type Context, createTraceState, ROOT_CONTEXT, type Span, trace } from '@opentelemetry/api';

const pattern = /^(?!ff)[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})$/;

/** Characters of `tracestate` that go on; a longer one is left out. */
const longestState = 2048;

type Header = string | readonly string[] | undefined;

/** The trace that a `traceparent` continues (W3C Trace Context, 3.2); undefined when it is none. */
export function traceIdOf(traceparent: Header): string | undefined {
  return typeof traceparent === 'string' ? pattern.exec(traceparent)?.[1] : undefined;
}

/** What a span continues: the one that the headers name, or none. */
export function contextOf(traceparent: Header, tracestate: Header): Context {
  const [, traceId, spanId, flags] = (typeof traceparent === 'string' && pattern.exec(traceparent)) || [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return ROOT_CONTEXT;
  const state = typeof tracestate === 'string' && tracestate.length <= longestState ? tracestate : '';
  return trace.setSpanContext(ROOT_CONTEXT, {
    traceId,
    spanId,
    traceFlags: Number.parseInt(flags, 16) & 1,
    isRemote: true,
    ...(state !== '' && { traceState: createTraceState(state) }),
  });
}

/** A span as the header that continues it. */
export function traceparentOf(span: Span): string {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
