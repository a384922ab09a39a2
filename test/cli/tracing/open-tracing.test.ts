import { SpanKind } from '@opentelemetry/api';
import { expect, it } from 'vitest';
import { openTracing } from '../../../src/cli/tracing/open-tracing.ts';
import { tracingSettings } from '../../../src/cli/tracing/settings.ts';
import { silentLog } from '../../../src/kernel/index.ts';
import { startBackend } from '../../support/backend-server.ts';
import { recordingLog, recordingMetrics } from '../../support/recording-ports.ts';
import { silentMetrics } from '../../support/silent-metrics.ts';

const endpoint = 'http://collector:4318';

it.each([
  [{}, undefined],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }, `${endpoint}/v1/traces`],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: `${endpoint}/` }, `${endpoint}/v1/traces`],
  [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${endpoint}/here` }, `${endpoint}/here`],
  [{ OTEL_TRACES_EXPORTER: 'otlp' }, 'http://localhost:4318/v1/traces'],
  [{ OTEL_TRACES_EXPORTER: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }, undefined],
  [{ OTEL_SDK_DISABLED: 'true', OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }, undefined],
])('%j sends traces to %s', (env, url) => {
  expect(tracingSettings(env, 'gateway')?.url).toBe(url);
});

it.each([
  [{ OTEL_TRACES_EXPORTER: 'zipkin' }, 'OTEL_TRACES_EXPORTER'],
  [
    { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
    'OTEL_EXPORTER_OTLP_PROTOCOL',
  ],
  [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' }, 'OTEL_EXPORTER_OTLP_ENDPOINT'],
])('%j is refused: %s', (env, name) => {
  expect(() => tracingSettings(env, 'gateway')).toThrow(name);
});

it('sends spans to a collector as OTLP in JSON, with what the variables say', async () => {
  const collector = await startBackend((_, response) => response.writeHead(200).end('{}'));
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.origin,
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Basic%20abc,x-tenant=acme',
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment=test,host.name=a',
    OTEL_SERVICE_NAME: 'edge',
  };
  const settings = tracingSettings(env, 'gateway');
  if (settings === undefined) throw new Error('no settings');
  const tracing = await openTracing(settings, '1', { log: silentLog, metrics: silentMetrics });
  const span = tracing.tracer.startSpan('one', {
    kind: SpanKind.SERVER,
    attributes: { text: 'a', whole: 7, part: 0.5, is: true },
  });
  span.end();
  await tracing.close();
  const [request] = collector.seen;
  expect(request).toMatchObject({
    target: '/v1/traces',
    headers: { authorization: 'Basic abc', 'x-tenant': 'acme', 'content-type': 'application/json' },
  });
  const { traceId, spanId } = span.spanContext();
  expect(JSON.parse(request?.body ?? '')).toEqual({
    resourceSpans: [
      {
        resource: {
          attributes: [
            { key: 'service.name', value: { stringValue: 'edge' } },
            { key: 'deployment.environment', value: { stringValue: 'test' } },
            { key: 'host.name', value: { stringValue: 'a' } },
          ],
        },
        scopeSpans: [
          {
            scope: { name: 'reshapr' },
            spans: [
              {
                ...{
                  traceId,
                  spanId,
                  flags: 1,
                  name: 'one',
                  kind: 2,
                  droppedAttributesCount: 0,
                  status: { code: 0 },
                },
                startTimeUnixNano: expect.stringMatching(/^\d{19}$/),
                endTimeUnixNano: expect.stringMatching(/^\d{19}$/),
                attributes: [
                  { key: 'text', value: { stringValue: 'a' } },
                  { key: 'whole', value: { intValue: '7' } },
                  { key: 'part', value: { doubleValue: 0.5 } },
                  { key: 'is', value: { boolValue: true } },
                ],
              },
            ],
          },
        ],
      },
    ],
  });
  await collector.close();
});

it('goes on without a collector, says so once and counts what is lost', async () => {
  const [log, metrics] = [recordingLog(), recordingMetrics()];
  const settings = tracingSettings(
    { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://user:hidden@127.0.0.1:1' },
    'gateway',
  );
  if (settings === undefined) throw new Error('no settings');
  const tracing = await openTracing(settings, '1', { log, metrics });
  tracing.tracer.startSpan('one').end();
  await tracing.close();
  expect(metrics.observed).toEqual([
    { name: 'reshapr_trace_spans_total', value: 1, labels: { outcome: 'lost' } },
  ]);
  expect(log.lines.map(({ level }) => level)).toEqual(['warn']);
  expect(JSON.stringify(log.lines)).not.toContain('hidden');
});
