import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { contextOf, traceIdOf } from '../../../src/gateway/tracing/traceparent.ts';
import { planWith, smallTree } from '../../compiler/support/small-tree.ts';
import { type BackendServer, startBackend } from '../../support/backend-server.ts';
import { type ServedTree, serveTree } from '../../support/served-tree.ts';
import { rpc } from '../mcp/support/send.ts';

const canary = (where: string): string => `canary-${where}-5e11d`;
const trace = 'b7ad6b7169203331'.repeat(2);
const incoming = `00-${trace}-00f067aa0ba902b7-01`;
const call = (name: string, more: object = {}): object => ({
  jsonrpc: '2.0',
  id: 1,
  method: 'tools/call',
  params: { name, ...more },
});

/** Spans of a gateway as it runs, by the library of OpenTelemetry, with canaries in everything that must not be in them. */
describe('traces', () => {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  let backend: BackendServer;
  let traced: ServedTree;
  let untraced: ServedTree;

  beforeAll(async () => {
    backend = await startBackend(({ method }, response) => {
      response.writeHead(method === 'POST' ? 500 : 200, { 'x-answer': canary('answer header') });
      response.end(canary('answer'));
    });
    const plan = planWith('apiKey: { from: "${env:KEY}" }').replace('http://localhost:1', backend.origin);
    const spec = smallTree['orders.yaml']?.replace(
      '    get:\n',
      '    get:\n      parameters: [{ name: q, in: query, schema: { type: string } }]\n',
    );
    const exposition = `${smallTree['exposition.yaml']}  name: orders\n`;
    const tree = { ...smallTree, 'plan.yaml': plan, 'orders.yaml': spec, 'exposition.yaml': exposition };
    const env = { KEY: canary('key') };
    const tracing = { tracer: provider.getTracer('test'), close: () => Promise.resolve() };
    traced = await serveTree(tree, { env, tracing });
    untraced = await serveTree(tree, { env });
  });
  beforeEach(() => exporter.reset());
  afterAll(async () => {
    await traced.stop();
    await untraced.stop();
    await backend.close();
  });

  const headers = {
    traceparent: incoming,
    tracestate: 'vendor=1',
    'x-reshapr-key': canary('key'),
    'x-custom': canary('header'),
  };
  const spans = (): ReadableSpan[] => exporter.getFinishedSpans();
  const idOf = (span: ReadableSpan | undefined): string | undefined => span?.spanContext().spanId;

  it('continue that of the client, and the backend continues it', async () => {
    await rpc(traced.url('orders'), call('get_orders', { arguments: { q: canary('argument') } }), headers);
    const [backendSpan, toolSpan, requestSpan] = spans();
    expect(spans().map(({ name, kind, status }) => [name, kind, status.code])).toEqual([
      ['GET /orders', SpanKind.CLIENT, SpanStatusCode.UNSET],
      ['tools/call get_orders', SpanKind.INTERNAL, SpanStatusCode.UNSET],
      ['POST /mcp', SpanKind.SERVER, SpanStatusCode.UNSET],
    ]);
    expect(spans().map((span) => span.spanContext().traceId)).toEqual([trace, trace, trace]);
    expect(spans().map(({ parentSpanContext }) => parentSpanContext?.spanId)).toEqual([
      idOf(toolSpan),
      idOf(requestSpan),
      '00f067aa0ba902b7',
    ]);
    expect(backend.seen.at(-1)?.headers).toMatchObject({
      traceparent: `00-${trace}-${idOf(backendSpan)}-01`,
      tracestate: 'vendor=1',
    });
    expect(requestSpan?.attributes).toMatchObject({
      'http.request.method': 'POST',
      'http.response.status_code': 200,
      'client.address': '127.0.0.1',
      'reshapr.organization': 'acme',
      'reshapr.service': 'Orders:1',
    });
    expect(toolSpan?.attributes).toEqual({
      'mcp.method.name': 'tools/call',
      'gen_ai.tool.name': 'get_orders',
    });
    expect(backendSpan?.attributes).toEqual({
      'server.address': '127.0.0.1',
      'server.port': Number(new URL(backend.origin).port),
      'reshapr.protocol': 'http',
    });
  });

  it('begin anew without one, and with what is none', async () => {
    for (const traceparent of [undefined, canary('traceparent')])
      await rpc(traced.url('orders'), call('get_orders'), {
        'x-reshapr-key': canary('key'),
        ...(traceparent && { traceparent }),
      });
    const ids = new Set(spans().map((span) => span.spanContext().traceId));
    expect(ids.size).toBe(2);
    expect(spans().filter(({ parentSpanContext }) => parentSpanContext === undefined)).toHaveLength(2);
  });

  it.each([
    ['a tool that fails', call('post_orders'), headers, ['ERROR GET', 200]],
    ['a tool that is not there', call(canary('tool')), headers, ['-', 200]],
    ['a caller who is not let in', call('get_orders'), { 'x-reshapr-key': canary('wrong key') }, ['-', 401]],
    ['a message that is none', canary('body'), headers, ['-', 400]],
  ] as const)('say how it ended: %s', async (_, message, sent, [failed, status]) => {
    await rpc(traced.url('orders'), message, sent);
    const errors = spans().filter((span) => span.status.code === SpanStatusCode.ERROR);
    expect(errors.map(({ name }) => name)).toEqual(
      failed === '-' ? [] : ['POST /orders', 'tools/call post_orders'],
    );
    expect(spans().at(-1)?.attributes['http.response.status_code']).toBe(status);
  });

  it('hold nothing that a client or a backend wrote', async () => {
    const asked = `${traced.url('orders')}/${canary('path')}?key=${canary('query')}`;
    await rpc(asked, call('get_orders'), { ...headers, tracestate: 'a=b' });
    await rpc(traced.url('orders'), call('get_orders', { arguments: { q: canary('argument') } }), headers);
    await rpc(traced.url('orders'), call('post_orders'), headers);
    await rpc(traced.url('orders'), { ...call('x'), method: canary('method') }, headers);
    const all = spans().map(({ name, attributes, events, links, status }) => ({
      ...{ name, attributes, events, links, status },
    }));
    expect(all.length).toBeGreaterThan(7);
    expect(JSON.stringify(all)).not.toContain('canary');
  });

  it('are not made where nobody listens: the trace of the client goes by as it came', async () => {
    await rpc(untraced.url('orders'), call('get_orders'), headers);
    expect(spans()).toEqual([]);
    expect(backend.seen.at(-1)?.headers['traceparent']).toBe(incoming);
  });
});

it.each([
  [incoming, trace],
  [`01-${trace}-00f067aa0ba902b7-00`, trace],
  [`ff-${trace}-00f067aa0ba902b7-01`, undefined],
  [`00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, undefined],
  [`00-${trace}-${'0'.repeat(16)}-01`, undefined],
  [`${incoming}-more`, undefined],
  [incoming.toUpperCase(), undefined],
  [undefined, undefined],
  [[incoming, incoming], undefined],
])('the trace that %j names is %s', (traceparent, expected) => {
  expect(traceIdOf(traceparent)).toBe(expected);
  expect(contextOf(traceparent, 'x'.repeat(5000))).toBeDefined();
});
