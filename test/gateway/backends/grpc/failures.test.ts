import { createServer } from 'node:http';
import { createServer as createHttp2 } from 'node:http2';
import { create, type Message } from '@bufbuild/protobuf';
import { Metadata, ServerCredentials, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { compile } from '../../../../src/compiler/index.ts';
import type { CallerFacts } from '../../../../src/gateway/backends/forwarding.ts';
import { type GrpcCallerOptions, grpcCaller } from '../../../../src/gateway/backends/grpc/grpc-caller.ts';
import { retriesOf } from '../../../../src/gateway/backends/retries.ts';
import { memoryTree, systemClock, systemRandom } from '../../../../src/kernel/index.ts';
import type {
  BackendSecret,
  DescriptorObject,
  ExpositionObject,
  HeaderPolicy,
  ToolOf,
} from '../../../../src/snapshot/index.ts';
import { isToolOf, openObject } from '../../../../src/snapshot/index.ts';
import { listen } from '../../../support/backend-server.ts';
import { selfSignedCertificate } from '../../../support/certificates.ts';
import { finished } from '../../../support/finished.ts';
import {
  type Answer,
  type OracleBackend,
  type ProtoOracle,
  protoOracle,
  startOracleBackend,
} from '../../../support/grpc-oracle.ts';
import { presentFrom } from '../../../support/present.ts';
import { recordingLog, recordingMetrics } from '../../../support/recording-ports.ts';
import { answers, grpcTree, protoNames, protoText } from './support.ts';

let oracle: ProtoOracle;
let backend: OracleBackend;
const tools = new Map<string, ToolOf<'grpc'>>();
let descriptor: DescriptorObject;
let exposition: ExpositionObject;
const log = recordingLog();
const present = presentFrom({ TOKEN: 'marker-secret', ODD: 'snow ☃', HEADER: 'x-key' });

beforeAll(async () => {
  oracle = protoOracle(Object.fromEntries(protoNames.map((name) => [`${name}.proto`, protoText(name)])));
  backend = await startOracleBackend(oracle, answers(oracle));
  const { compiled } = await compile(memoryTree(grpcTree(`http://127.0.0.1:${backend.port}`)));
  for (const { kind, bytes } of compiled?.snapshot.objects ?? [])
    if (kind === 'tool') {
      const tool = openObject(kind, bytes);
      if (isToolOf(tool, 'grpc') && tool.call.descriptor.includes('everything')) tools.set(tool.name, tool);
    } else if (kind === 'descriptor' && Buffer.from(bytes).includes('everything'))
      descriptor = openObject(kind, bytes);
    else if (kind === 'exposition') exposition = openObject(kind, bytes);
});

afterAll(() => backend.stop());

interface Given extends Partial<GrpcCallerOptions> {
  readonly tool?: string;
  readonly args?: Record<string, unknown>;
  readonly endpoint?: string;
  readonly secret?: BackendSecret;
  readonly timeout?: number;
  readonly signal?: AbortSignal;
  readonly caller?: CallerFacts;
  readonly headers?: HeaderPolicy;
  /** Attempts of a tool that can be repeated, or not. */
  readonly retry?: { readonly attempts: number; readonly isRepeatable: boolean };
}

async function call(given: Given = {}) {
  const {
    tool = 'Nothing',
    args = {},
    endpoint = `http://127.0.0.1:${backend.port}`,
    secret,
    timeout,
    headers,
    retry,
    ...rest
  } = given;
  const { signal, caller: facts = {}, ...options } = rest;
  const caller = grpcCaller({
    present,
    log,
    metrics: recordingMetrics(),
    clock: systemClock,
    version: '1',
    ...options,
  });
  onTestFinished(() => caller.close());
  const outcome = await caller.call({
    exposition: {
      ...exposition,
      backend: {
        endpoint,
        timeoutMs: timeout ?? 60_000,
        ...(secret === undefined ? {} : { secret }),
        ...(headers === undefined ? {} : { headers }),
        ...(retry === undefined ? {} : { retry: { attempts: retry.attempts, backoffMs: 1 } }),
      },
    },
    tool: {
      ...(tools.get(tool) as ToolOf<'grpc'>),
      annotations: { readOnlyHint: retry?.isRepeatable === true },
    },
    descriptor,
    args,
    caller: facts,
    signal,
  });
  const { upstreamMs: _, ...result } = finished(outcome);
  return result;
}

const failed = (text: string) => ({ isError: true, content: [{ type: 'text', text }] });

describe('a status of the backend', () => {
  const named = Object.entries(status).filter(([name, code]) => name !== 'OK' && typeof code === 'number');
  it.each(named)('%s is told with its message', async (name, code) => {
    expect(await call({ tool: 'Fail', args: { code: Number(code), message: 'because of ü' } })).toEqual(
      failed(`${name}: because of ü`),
    );
  });

  it('without a message is told by its name', async () => {
    expect(await call({ tool: 'Fail', args: { code: 5, message: '' } })).toEqual(
      failed('The backend answered NOT_FOUND.'),
    );
  });
});

describe('a call that comes to no answer', () => {
  it('times out', async () => {
    const silent = await answering(() => new Promise(() => undefined));
    expect(await call({ endpoint: silent, timeout: 50 })).toEqual(failed('Backend timed out after 50ms'));
  });

  it('times out in the middle of a stream, and tells what came', async () => {
    const result = await call({ tool: 'Count', args: { to: 100, pause: 60_000 }, timeout: 3000 });
    expect(result.content).toEqual([
      { type: 'text', text: 'Backend timed out after 3000ms' },
      { type: 'text', text: '{"messages":[{"number":1}]}' },
    ]);
  });

  it('finds nobody', async () => {
    const result = await call({ endpoint: 'http://127.0.0.1:1' });
    expect(result).toEqual(failed('The backend cannot be reached.'));
  });

  it('is cancelled before and while it runs', async () => {
    expect(await call({ signal: AbortSignal.abort() })).toEqual(failed('The call was cancelled.'));
    const silent = await answering(() => new Promise(() => undefined));
    expect(await call({ endpoint: silent, signal: AbortSignal.timeout(50) })).toEqual(
      failed('The call was cancelled.'),
    );
  });

  it('meets a server that speaks HTTP/2 and no gRPC', async () => {
    const server = createHttp2((_, response) => {
      response.writeHead(404).end('no');
    });
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)),
    );
    onTestFinished(() => void server.close());
    expect(await call({ endpoint: `http://127.0.0.1:${port}` })).toEqual(
      failed('UNIMPLEMENTED: Received HTTP status code 404'),
    );
  });

  it('meets a server that speaks HTTP/1', async () => {
    const server = createServer((_, response) => response.end('no'));
    const port = await listen(server);
    onTestFinished(() => void server.close());
    expect(await call({ endpoint: `http://127.0.0.1:${port}` })).toEqual(
      failed('The backend cannot be reached.'),
    );
  });

  it('gets a message that is too large', async () => {
    const result = await call({
      tool: 'Echo',
      args: { a_string: 'x'.repeat(2000) },
      limits: { messageBytes: 1000 },
    });
    expect(result).toEqual(failed("A message of the backend's answer is too large."));
  });

  it('gets an answer that is larger as JSON', async () => {
    const result = await call({ tool: 'Echo', args: { a_string: 'x'.repeat(2000) }, maxResultBytes: 1000 });
    expect(result).toEqual(failed("The backend's answer is larger than 1000 bytes."));
  });

  it('finds too many others under way', async () => {
    const result = await call({ limits: { calls: 0 } });
    expect(result).toEqual(failed('Too many calls are waiting for the backend. Try again later.'));
  });
});

describe('an answer that nobody here can read', () => {
  it('shows an unknown type in an Any by its bytes', async () => {
    const known = oracle.message('test.everything.v1.Known');
    const value = Buffer.from([8, 1, 255]);
    const any = {
      $typeName: 'google.protobuf.Any',
      typeUrl: 'type.googleapis.com/acme.Secret',
      value,
    } as const;
    const endpoint = await answering(() =>
      create(known, { any, anything: [any, { ...any, value: Buffer.alloc(0) }] }),
    );
    const result = await call({ tool: 'EchoKnown', endpoint });
    const shown = { '@type': 'type.googleapis.com/acme.Secret', value: 'CAH/' };
    expect(result.structuredContent).toEqual({ any: shown, anything: [shown, { ...shown, value: '' }] });
  });

  it('shows an enum number that has no name', async () => {
    const nested = oracle.message('test.everything.v1.Nested');
    const endpoint = await answering(() => create(nested, { color: 77, colors: [1, 78] }));
    const { structuredContent } = await call({ tool: 'EchoNested', endpoint });
    expect(structuredContent).toEqual({ color: 77, colors: ['RED', 78] });
  });
});

describe('credentials and trace', () => {
  it.each<{ what: string; secret: BackendSecret; sent: Record<string, string> }>([
    {
      what: 'a token',
      secret: { name: 's', token: '${env:TOKEN}' },
      sent: { authorization: 'Bearer marker-secret' },
    },
    {
      what: 'a token in a header of its own',
      secret: { name: 's', token: '${env:TOKEN}', tokenHeader: '${env:HEADER}' },
      sent: { 'x-key': 'marker-secret' },
    },
    {
      what: 'a user',
      secret: { name: 's', username: 'u', password: '${env:TOKEN}' },
      sent: { authorization: `Basic ${Buffer.from('u:marker-secret').toString('base64')}` },
    },
  ])('$what travels as metadata', async ({ secret, sent }) => {
    let seen: Record<string, unknown> = {};
    const endpoint = await answering(({ call: { metadata }, method }) => {
      seen = metadata.getMap();
      return create(method.output);
    });
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    expect(await call({ endpoint, secret, caller: { traceparent } })).toMatchObject({ isError: false });
    expect(seen).toMatchObject({ ...sent, traceparent, 'user-agent': expect.stringMatching(/^reshapr\/1 /) });
  });

  it('a trace state with a tab, which gRPC cannot carry, does not end the call', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    expect(await call({ caller: { traceparent, tracestate: 'a=1\tb' } })).toMatchObject({ isError: false });
  });

  it.each<{ what: string; secret: BackendSecret; says: string }>([
    {
      what: 'a token that is not ASCII',
      secret: { name: 's', token: '${env:ODD}' },
      says: 'The secret s cannot be sent to the backend: the token is not printable ASCII.',
    },
    {
      what: 'a header that gRPC keeps for itself',
      secret: { name: 's', token: '${env:TOKEN}', tokenHeader: 'grpc-timeout' },
      says: 'The secret s cannot be sent to the backend: tokenHeader is no name of gRPC metadata.',
    },
  ])('$what is not sent', async ({ secret, says }) => {
    expect(await call({ secret })).toEqual(failed(says));
    expect(JSON.stringify(log.lines)).not.toContain('marker-secret');
  });
});

it.each([
  ['what is presented instead when the backend does not take the first', 'new', ['old', 'new'], undefined],
  ['nothing else when there is nothing newer', undefined, ['old'], true],
])('is presented %s', async (_, renewed, expected, isError) => {
  const seen: unknown[] = [];
  const endpoint = await answering(({ call: { metadata }, method }) => {
    const { 'x-key': key } = metadata.getMap();
    seen.push(key);
    if (key === 'old') throw Object.assign(new Error('no'), { code: status.UNAUTHENTICATED });
    return create(method.output);
  });
  const renew = () => Promise.resolve(renewed === undefined ? undefined : { 'x-key': renewed });
  const result = await call({
    endpoint,
    present: () => Promise.resolve({ headers: { 'x-key': 'old' }, renew }),
  });
  expect(seen).toEqual(expected);
  expect(result.isError).toBe(isError ?? false);
});

it('headers that the policy names travel as metadata, and metadata of the answer comes back', async () => {
  let seen: Record<string, unknown> = {};
  const endpoint = await answering(({ call: backendCall, method }) => {
    seen = backendCall.metadata.getMap();
    const metadata = new Metadata();
    metadata.set('x-rate', '9');
    metadata.set('x-bytes-bin', Buffer.from('a'));
    backendCall.sendMetadata(metadata);
    return create(method.output);
  });
  const same = (name: string) => ({ from: name, to: name });
  const headers = {
    request: [
      same('x-tenant'),
      same('x-tab'),
      same('x-b-bin'),
      same('grpc-timeout'),
      same('user-agent'),
      same('authorization'),
    ],
    response: [same('x-rate'), same('x-bytes-bin'), same('content-type')],
  };
  const caller = {
    headers: {
      'x-tenant': 't1',
      'x-tab': 'a\tb',
      'x-b-bin': 'YQ==',
      'grpc-timeout': '1n',
      'user-agent': 'client',
      authorization: 'Bearer x',
    },
  };
  const result = await call({ endpoint, headers, caller });
  expect(result).toMatchObject({ isError: false });
  expect(result.headers).toEqual({ 'x-rate': '9' });
  expect(seen).toMatchObject({ 'x-tenant': 't1', 'user-agent': expect.stringMatching(/^reshapr/) });
  expect(seen['grpc-timeout']).not.toBe('1n');
  expect(seen).not.toHaveProperty('x-b-bin');
  expect(seen).not.toHaveProperty('x-tab');
  expect(seen).not.toHaveProperty('authorization');
});

describe('a backend that is not there', () => {
  it.each<{ what: string; code: number; isRepeatable: boolean; calls: number }>([
    { what: 'is asked again', code: status.UNAVAILABLE, isRepeatable: true, calls: 3 },
    { what: 'may have done it', code: status.UNAVAILABLE, isRepeatable: false, calls: 1 },
    { what: 'is another thing than one that fails', code: status.INTERNAL, isRepeatable: true, calls: 1 },
  ])('$what', async ({ code, isRepeatable, calls }) => {
    let seen = 0;
    const endpoint = await answering(() => {
      seen++;
      throw Object.assign(new Error('gone'), { code, details: 'gone' });
    });
    const metrics = recordingMetrics();
    const retries = retriesOf({ clock: systemClock, random: systemRandom, metrics });
    const result = await call({ endpoint, retries, metrics, retry: { attempts: 3, isRepeatable } });
    expect(result.isError).toBe(true);
    expect(seen).toBe(calls);
    const made = metrics.observed.filter(({ name }) => name === 'reshapr_backend_retries_total');
    expect(made).toEqual(
      Array.from({ length: calls - 1 }, () => expect.objectContaining({ labels: { reason: 'UNAVAILABLE' } })),
    );
  });

  it('and goes after its first message is not asked for the others', async () => {
    let seen = 0;
    const endpoint = await answering((asked) => {
      seen++;
      return thenGone(answers(oracle)(asked) as AsyncIterable<Message>);
    });
    const retries = retriesOf({ clock: systemClock, random: systemRandom, metrics: recordingMetrics() });
    const retry = { attempts: 3, isRepeatable: true };
    const result = await call({ tool: 'Count', args: { to: 1 }, endpoint, retries, retry });
    expect(result).toMatchObject({ isError: true, content: [{ text: 'UNAVAILABLE: gone' }, {}] });
    expect(seen).toBe(1);
  });
});

async function* thenGone(messages: AsyncIterable<Message>): AsyncIterable<Message> {
  yield* messages;
  throw Object.assign(new Error('gone'), { code: status.UNAVAILABLE, details: 'gone' });
}

describe('TLS', () => {
  it('is used for https, with a certificate that is trusted', async () => {
    const { certificate, key } = await selfSignedCertificate('localhost');
    const pairs = [{ cert_chain: Buffer.from(certificate), private_key: Buffer.from(key) }];
    const secure = await startOracleBackend(
      oracle,
      answers(oracle),
      ServerCredentials.createSsl(null, pairs),
    );
    onTestFinished(() => secure.stop());
    for (const scheme of ['https', 'grpcs']) {
      const endpoint = `${scheme}://localhost:${secure.port}`;
      expect(await call({ endpoint, certificates: [certificate] })).toMatchObject({ isError: false });
      expect(await call({ endpoint })).toEqual(failed('The backend cannot be reached.'));
    }
  });
});

/** The endpoint of a backend that answers in its own way. */
async function answering(answer: Answer): Promise<string> {
  const own = await startOracleBackend(oracle, answer);
  onTestFinished(() => own.stop());
  return `http://127.0.0.1:${own.port}`;
}
