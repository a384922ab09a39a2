import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ToolCall, toolCaller } from '../../../src/gateway/backends/call-tool.ts';
import { httpBackends } from '../../../src/gateway/backends/http-backends.ts';
import { systemClock } from '../../../src/kernel/index.ts';
import type { BackendSecret, HttpCall } from '../../../src/snapshot/index.ts';
import { type BackendServer, startBackend } from '../../support/backend-server.ts';
import { type CompiledSpec, compileSpec, specOf } from '../../support/compile-spec.ts';
import { presentFrom } from '../../support/present.ts';
import { recordingLog, recordingMetrics } from '../../support/recording-ports.ts';

const log = recordingLog();
const metrics = recordingMetrics();
const backends = httpBackends({ log, metrics, clock: systemClock, version: '1' });
const present = presentFrom({ TOKEN: 'marker-secret', BAD: 'a\nb' });
const call = toolCaller({ backends, present, log });

let server: BackendServer;
let compiled: CompiledSpec;

beforeAll(async () => {
  server = await startBackend((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
  });
  const parameters = [
    { name: 'id', in: 'header', schema: { type: 'string' } },
    { name: 'X-Key', in: 'header', schema: { type: 'string' } },
  ];
  const schema = { type: 'object', properties: { ok: { type: 'boolean' } } };
  const responses = { '200': { description: 'done', content: { 'application/json': { schema } } } };
  compiled = await compileSpec(specOf({ parameters, responses }), `${server.origin}/base`);
});

afterAll(async () => {
  await backends.close(AbortSignal.abort());
  await server.close();
});

function toolCall(
  given: Partial<ToolCall> & { secret?: BackendSecret; timeoutMs?: number; path?: string } = {},
) {
  const { secret, timeoutMs, path, ...rest } = given;
  const tool = compiled.tools.get('POST /things');
  if (tool === undefined) throw new Error('no tool');
  const { endpoint } = compiled.exposition.backend;
  const backend = { endpoint, ...(secret && { secret }), ...(timeoutMs && { timeoutMs }) };
  const http: HttpCall = path === undefined ? tool.call : { ...tool.call, path };
  const exposition = { ...compiled.exposition, backend };
  return call({ exposition, tool: { ...tool, call: http }, args: {}, caller: {}, ...rest });
}

describe('a tool over HTTP', () => {
  it('is called at the endpoint of its plan, with credentials, address and trace', async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const result = await toolCall({
      args: { id: '7', 'X-Key': 'from the model' },
      caller: { address: '192.0.2.1', traceparent },
      secret: { name: 'orders', token: '${env:TOKEN}', tokenHeader: 'X-Key' },
    });
    expect(result).toEqual({
      content: [{ type: 'text', text: '{"ok":true}' }],
      structuredContent: { ok: true },
      isError: false,
      upstreamMs: expect.any(Number),
    });
    const seen = server.seen.at(-1);
    expect([seen?.method, seen?.target]).toEqual(['POST', '/base/things']);
    expect(seen?.headers).toMatchObject({
      id: '7',
      'x-key': 'marker-secret',
      forwarded: 'for=192.0.2.1',
      traceparent,
      accept: 'application/json',
    });
  });

  it.each<[string, Parameters<typeof toolCall>[0], string, string]>([
    [
      'an argument that cannot be sent',
      { args: { id: 'marker\nx' } },
      "argument 'id' holds a line break or another control character.",
      'debug',
    ],
    [
      'a secret that is not there',
      { secret: { name: 's', token: '${env:NOPE}' } },
      'the gateway cannot resolve ${env:NOPE}: the variable is not set.',
      'warn',
    ],
    [
      'a secret that cannot be sent',
      { secret: { name: 's', token: '${env:BAD}' } },
      "secret 's' cannot be used: the token holds a line break or another control character.",
      'warn',
    ],
  ])('%s is a failed call, and nothing is sent', async (_, given, text, level) => {
    const before = server.seen.length;
    expect(await toolCall(given)).toEqual({
      content: [{ type: 'text', text }],
      isError: true,
      upstreamMs: 0,
    });
    expect(server.seen).toHaveLength(before);
    expect(log.lines.at(-1)).toMatchObject({ level, fields: { exposition: compiled.exposition.id } });
  });

  it('a bug is not a failed call', async () => {
    const endpoint = { endpoint: 'no URL' };
    const exposition = { ...compiled.exposition, backend: endpoint };
    await expect(toolCall({ exposition })).rejects.toThrow('Invalid URL');
  });

  it('no secret and no argument is in the log or in a metric', () => {
    expect(JSON.stringify([log.lines, metrics.observed])).not.toContain('marker');
  });
});
