import type { SpanExporter } from '@opentelemetry/sdk-trace-node';
import { request } from 'undici';
import type { GatewayTracing } from '../../gateway/index.ts';
import { type Log, type Metrics, messageOf, problem } from '../../kernel/index.ts';
import { usage } from '../problems.ts';
import { otlpJson } from './otlp-json.ts';
import type { TracingSettings } from './settings.ts';

/** Milliseconds that spans which are left get when the process stops. */
const lastChance = 3_000;

/** Traces by the library of OpenTelemetry, which is loaded for them alone. It keeps and sends a bounded number of spans. */
export async function openTracing(
  settings: TracingSettings,
  version: string,
  ports: { readonly log: Log; readonly metrics: Metrics },
): Promise<GatewayTracing> {
  const { BasicTracerProvider, BatchSpanProcessor } = await import('@opentelemetry/sdk-trace-node').catch(
    (error: unknown) => {
      const why = `traces are asked for, and their library cannot be loaded: ${messageOf(error)}`;
      const hint = 'install @opentelemetry/sdk-trace-node, or leave the OTEL_ variables out';
      throw problem(usage, { why, hint }, { cause: error });
    },
  );
  const processor = new BatchSpanProcessor(exporterTo(settings, ports));
  const provider = new BasicTracerProvider({ spanProcessors: [processor] });
  return {
    tracer: provider.getTracer('reshapr', version),
    close: async () => {
      const limit = new AbortController();
      const timer = setTimeout(() => limit.abort(), lastChance);
      const late = new Promise<void>((resolve) => limit.signal.addEventListener('abort', () => resolve()));
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      clearTimeout(timer);
    },
  };
}

/** What cannot be delivered is lost, and counted; the collector being away is said once, until it is back. */
function exporterTo(
  { url, headers, timeoutMs, resource }: TracingSettings,
  { log, metrics }: { readonly log: Log; readonly metrics: Metrics },
): SpanExporter {
  const exported = metrics.counter('reshapr_trace_spans_total', 'Spans of traces, by what became of them.', [
    'outcome',
  ]);
  let isAway = false;

  async function send(spans: Parameters<SpanExporter['export']>[0]): Promise<void> {
    const { statusCode, body } = await request(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(otlpJson(spans, resource)),
      signal: AbortSignal.timeout(timeoutMs),
    });
    await body.dump();
    if (statusCode >= 300) throw new Error(`it answers ${statusCode}`);
  }

  return {
    export: (spans, done) => {
      send(spans).then(
        () => {
          exported.add(spans.length, { outcome: 'sent' });
          isAway = false;
          done({ code: 0 });
        },
        (error: unknown) => {
          exported.add(spans.length, { outcome: 'lost' });
          // Not the URL: it may hold a credential.
          if (!isAway) log.warn('traces cannot be sent: spans are lost', { reason: messageOf(error) });
          isAway = true;
          // The library has nothing to do about it, and would only say it again.
          done({ code: 0 });
        },
      );
    },
    shutdown: () => Promise.resolve(),
  };
}
