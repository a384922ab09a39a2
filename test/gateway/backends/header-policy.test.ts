import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toolCaller } from '../../../src/gateway/backends/call-tool.ts';
import { headersForBackend, withHeadersOf } from '../../../src/gateway/backends/header-policy.ts';
import { httpBackends } from '../../../src/gateway/backends/http-backends.ts';
import { systemClock } from '../../../src/kernel/index.ts';
import type { BackendSecret, ExpositionObject, HeaderPolicy } from '../../../src/snapshot/index.ts';
import { type BackendServer, startBackend } from '../../support/backend-server.ts';
import { type CompiledSpec, compileSpec, specOf } from '../../support/compile-spec.ts';
import { finished } from '../../support/finished.ts';
import { presentFrom } from '../../support/present.ts';
import { recordingLog, recordingMetrics } from '../../support/recording-ports.ts';

const log = recordingLog();
const backends = httpBackends({ log, metrics: recordingMetrics(), clock: systemClock, version: '1' });
const present = presentFrom({ TOKEN: 'of-the-plan' });
const call = toolCaller({ backends, present, log });

let server: BackendServer;
let compiled: CompiledSpec;

beforeAll(async () => {
  server = await startBackend((_, response) => {
    response
      .writeHead(200, {
        'x-rate': '9',
        'set-cookie': ['a=1', 'b=2'],
        'x-snow': Buffer.from('☃').toString('latin1'),
      })
      .end('{}');
  });
  const parameters = [{ name: 'X-Tenant', in: 'header', schema: { type: 'string' } }];
  compiled = await compileSpec(specOf({ parameters }), server.origin);
});

afterAll(async () => {
  await backends.close(AbortSignal.abort());
  await server.close();
});

const same = (...names: string[]): { from: string; to: string }[] =>
  names.map((name) => ({ from: name, to: name }));

function expositionWith(headers: HeaderPolicy | undefined, secret?: BackendSecret): ExpositionObject {
  const { exposition } = compiled;
  return {
    ...exposition,
    backend: { ...exposition.backend, ...(headers && { headers }), ...(secret && { secret }) },
  };
}

const sent = {
  'x-tenant': 't1',
  'x-trace': 'abc',
  authorization: 'Bearer of-the-caller',
  'x-reshapr-key': 'key',
  cookie: 'c=1',
  host: 'gateway.example',
  'mcp-session-id': 's',
  'content-length': '7',
  connection: 'close, X-Hop',
  'x-hop': 'h',
  'x-long': 'a'.repeat(8193),
  'x-break': 'a\r\nb: c',
};

describe('headers of a client at the backend', () => {
  it.each<[string, HeaderPolicy | undefined, Record<string, string>]>([
    ['none without a policy', undefined, {}],
    ['none by a policy about answers', { response: same('x-tenant') }, {}],
    ['one that is named', { request: same('x-tenant') }, { 'x-tenant': 't1' }],
    ['one under another name', { request: [{ from: 'x-trace', to: 'x-id' }] }, { 'x-id': 'abc' }],
    ['cookies that are named', { request: same('cookie') }, { cookie: 'c=1' }],
    ['one that is not sent', { request: same('x-nothing') }, {}],
    ['names of every object', { request: same('constructor', '__proto__', 'tostring') }, {}],
    [
      'one that becomes the credential',
      { request: [{ from: 'x-trace', to: 'authorization' }] },
      { authorization: 'abc' },
    ],
    [
      'the credential of the caller, whatever the policy',
      { request: same('authorization', 'x-reshapr-key') },
      {},
    ],
    [
      'the credential of the caller by another name',
      {
        request: [
          { from: 'authorization', to: 'x-token' },
          { from: 'x-reshapr-key', to: 'x-key' },
        ],
      },
      {},
    ],
    ['what belongs to the connection', { request: same('host', 'content-length', 'connection') }, {}],
    ['a header that becomes one of the connection', { request: [{ from: 'x-trace', to: 'host' }] }, {}],
    ['what Connection names', { request: same('x-hop') }, {}],
    ['what belongs to MCP', { request: same('mcp-session-id') }, {}],
    ['a line break', { request: same('x-break') }, {}],
    ['a line break in a name', { request: [{ from: 'x-trace', to: 'a\r\nb' }] }, {}],
    ['a value without end', { request: same('x-long') }, {}],
  ])('%s', (_, policy, expected) => {
    expect({ ...headersForBackend(expositionWith(policy), { headers: sent }) }).toEqual(expected);
  });

  it('what the gateway tells of the client can be withheld', () => {
    const facts = {
      address: '192.0.2.1',
      traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
    };
    const policy = { withheld: ['forwarded'] };
    expect(headersForBackend(expositionWith(policy), facts)).toEqual({ traceparent: facts.traceparent });
  });

  it('no policy makes a credential, a header of the connection or a broken one pass', () => {
    const names = fc.constantFrom(
      ...Object.keys(sent),
      'te',
      'upgrade',
      'a\r\nb',
      'mcp-x',
      'x-reshapr-y',
      'X-Y',
    );
    const request = fc.array(fc.record({ from: names, to: names }), { minLength: 1 });
    fc.assert(
      fc.property(request, (passes) => {
        const headers = headersForBackend(expositionWith({ request: passes }), { headers: sent });
        const text = JSON.stringify(headers);
        expect(text).not.toMatch(/of-the-caller|"key"|\\r/);
        for (const name of Object.keys(headers))
          expect(name).not.toMatch(
            /^(host|te|upgrade|connection|content-length|mcp-.*|x-reshapr-.*)$|[\r\n]/,
          );
      }),
    );
  });

  it('reach a real backend: before what the model says, after the credential of the plan', async () => {
    const tool = compiled.tools.get('POST /things');
    if (tool === undefined) throw new Error('no tool');
    const policy = { request: [...same('x-tenant'), { from: 'x-trace', to: 'x-key' }] };
    const secret = { name: 's', token: '${env:TOKEN}', tokenHeader: 'X-Key' };
    const exposition = expositionWith(policy, secret);
    await call({ exposition, tool, args: { 'X-Tenant': 'of the model' }, caller: { headers: sent } });
    const { headers } = server.seen.at(-1) ?? {};
    expect(headers).toMatchObject({ 'x-tenant': 't1', 'x-key': 'of-the-plan' });
    expect(Object.keys(headers ?? {})).not.toEqual(
      expect.arrayContaining(['authorization', 'x-trace', 'cookie']),
    );
  });
});

describe('headers of an answer at the client', () => {
  it.each<[string, HeaderPolicy | undefined, Record<string, string> | undefined]>([
    ['none without a policy', undefined, undefined],
    ['one that is named', { response: same('x-rate') }, { 'x-rate': '9' }],
    ['one under another name', { response: [{ from: 'x-rate', to: 'x-left' }] }, { 'x-left': '9' }],
    ['cookies, whatever the policy', { response: same('set-cookie') }, undefined],
    [
      'one that becomes a word of the gateway',
      {
        response: [
          { from: 'x-rate', to: 'www-authenticate' },
          { from: 'x-rate', to: 'mcp-session-id' },
        ],
      },
      undefined,
    ],
    ['what is no plain text', { response: same('x-snow') }, undefined],
  ])('%s', async (_, policy, expected) => {
    const tool = compiled.tools.get('POST /things');
    if (tool === undefined) throw new Error('no tool');
    const result = await call({ exposition: expositionWith(policy), tool, args: {}, caller: {} });
    expect(finished(result).headers).toEqual(expected);
  });

  it('leave a result as it is when none passes', () => {
    const result = { content: [], isError: false };
    expect(withHeadersOf({ 'x-rate': '9' }, result, expositionWith(undefined))).toBe(result);
  });
});
