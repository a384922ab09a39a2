import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  type CallOptions,
  type HttpBackends,
  httpBackends,
} from '../../../src/gateway/backends/http-backends.ts';
import type { PoolLimits } from '../../../src/gateway/backends/pools.ts';
import type { BackendRequest } from '../../../src/gateway/backends/request/build-request.ts';
import { textOfPart } from '../../../src/gateway/backends/result.ts';
import type { CallResult } from '../../../src/gateway/surface/call-result.ts';
import { systemClock } from '../../../src/kernel/index.ts';
import { type BackendServer, type Handler, startBackend } from '../../support/backend-server.ts';
import { recordingLog, recordingMetrics } from '../../support/recording-ports.ts';

const get: BackendRequest = { method: 'GET', path: '/', headers: {}, body: undefined };
const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(handler?: Handler): Promise<BackendServer> {
  const server = await startBackend(handler);
  closers.push(() => server.close());
  return server;
}

function gateway(limits: Partial<PoolLimits> = {}) {
  const log = recordingLog();
  const metrics = recordingMetrics();
  const backends = httpBackends({ log, metrics, clock: systemClock, version: '1.2.3', limits });
  closers.push(() => backends.close(AbortSignal.abort()));
  return { backends, log, metrics };
}

function call(
  backends: HttpBackends,
  { origin }: Pick<BackendServer, 'origin'>,
  request: Partial<BackendRequest> = {},
  options: Partial<CallOptions> = {},
): Promise<CallResult> {
  const endpoint = { origin, basePath: '' };
  return backends.call(endpoint, { ...get, ...request }, { promised: 'text', ...options });
}

function textOf({ content }: CallResult): string {
  return content.map(textOfPart).join('\n');
}

describe('what is sent', () => {
  it('is what was built, what the gateway adds, and nothing else', async () => {
    const server = await serve();
    const { backends } = gateway();
    const headers = { 'content-type': 'application/json', authorization: 'from an argument' };
    const request = { method: 'POST', path: '/a%20b?q=%C3%BC', headers, body: '{"ü":1}' } as const;
    await call(backends, server, request, {
      headers: { authorization: 'Bearer secret', forwarded: 'for=a' },
    });
    expect(server.seen).toEqual([
      {
        method: 'POST',
        target: '/a%20b?q=%C3%BC',
        headers: {
          host: new URL(server.origin).host,
          connection: 'keep-alive',
          'accept-encoding': 'gzip, deflate, br',
          'user-agent': 'reshapr/1.2.3',
          'content-type': 'application/json',
          'content-length': '8',
          authorization: 'Bearer secret',
          forwarded: 'for=a',
        },
        body: '{"ü":1}',
        bytes: Buffer.from('{"ü":1}'),
      },
    ]);
  });

  it.each(['GET', 'DELETE', 'HEAD', 'OPTIONS'] as const)(
    '%s has no body, or the one it was given',
    async (method) => {
      const server = await serve();
      const { backends } = gateway();
      await call(backends, server, { method });
      if (method !== 'HEAD') await call(backends, server, { method, body: 'x' });
      expect(server.seen.map(({ method: seen, body }) => [seen, body])).toEqual(
        method === 'HEAD'
          ? [[method, '']]
          : [
              [method, ''],
              [method, 'x'],
            ],
      );
      expect(server.seen[0]?.headers).not.toHaveProperty('content-type');
    },
  );

  it('a declared User-Agent stands', async () => {
    const server = await serve();
    await call(gateway().backends, server, { headers: { 'user-agent': 'my app' } });
    expect(server.seen[0]?.headers['user-agent']).toBe('my app');
  });
});

describe('what comes back', () => {
  it('is text and structured content, and the time it took', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"a":1}');
    });
    const result = await call(gateway().backends, server, {}, { promised: 'object' });
    expect(result).toEqual({
      content: [{ type: 'text', text: '{"a":1}' }],
      structuredContent: { a: 1 },
      isError: false,
      upstreamMs: expect.any(Number),
    });
  });

  it('interim answers are not the answer', async () => {
    const server = await serve((_, response) => {
      response.writeEarlyHints({ link: '</a>; rel=preload' });
      response.end('done');
    });
    expect(textOf(await call(gateway().backends, server))).toBe('done');
  });

  it('redirects are not followed', async () => {
    const server = await serve((_, response) => {
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    const result = await call(gateway().backends, server);
    expect(textOf(result)).toBe(
      'The backend answered 307 Temporary Redirect and points to /elsewhere, which is not followed.',
    );
    expect(server.seen).toHaveLength(1);
  });
});

describe('time', () => {
  it('ends a call that has no answer, and the request with it', async () => {
    const server = await serve(() => {});
    const { backends } = gateway();
    const result = await call(backends, server, {}, { timeoutMs: 60 });
    expect(result).toMatchObject({ isError: true, content: [{ text: 'Backend timed out after 60ms' }] });
    expect(result.upstreamMs).toBeGreaterThanOrEqual(55);
    await vi.waitFor(() => expect(server.abandoned).toBe(1));
  });

  it('ends a call whose answer does not end', async () => {
    const server = await serve((_, response) => {
      response.write('a');
    });
    expect(textOf(await call(gateway().backends, server, {}, { timeoutMs: 60 }))).toBe(
      'Backend timed out after 60ms',
    );
  });

  it('runs while a call waits for a connection, and that call is never sent', async () => {
    const server = await serve(({ target }, response) => {
      if (target === '/slow') void sleep(150).then(() => response.end());
      else response.end();
    });
    const { backends } = gateway({ connections: 1 });
    const slow = call(backends, server, { path: '/slow' });
    const result = await call(backends, server, { path: '/waits' }, { timeoutMs: 50 });
    expect(textOf(result)).toBe('Backend timed out after 50ms');
    await slow;
    await call(backends, server, { path: '/later' });
    expect(server.seen.map(({ target }) => target)).toEqual(['/slow', '/later']);
  });
});

describe('cancellation', () => {
  it('aborts the request to the backend', async () => {
    const server = await serve(() => {});
    const cancel = new AbortController();
    const { backends, log } = gateway();
    const pending = call(backends, server, {}, { signal: cancel.signal });
    await vi.waitFor(() => expect(server.seen).toHaveLength(1));
    cancel.abort();
    expect(await pending).toMatchObject({ isError: true, content: [{ text: 'The call was cancelled.' }] });
    await vi.waitFor(() => expect(server.abandoned).toBe(1));
    expect(log.lines).toEqual([]);
  });

  it('before the call sends nothing', async () => {
    const server = await serve();
    await call(gateway().backends, server, {}, { signal: AbortSignal.abort() });
    expect(server.connections.made).toBe(0);
  });

  it('leaves no listener on a signal that is used for many calls', async () => {
    const server = await serve();
    const { signal } = new AbortController();
    const { backends } = gateway();
    const remove = vi.spyOn(signal, 'removeEventListener');
    const add = vi.spyOn(signal, 'addEventListener');
    for (let count = 0; count < 3; count++) await call(backends, server, {}, { signal });
    expect([add.mock.calls.length, remove.mock.calls.length]).toEqual([3, 3]);
  });
});

describe('limits', () => {
  it('a connection is used again, and there are no more than allowed', async () => {
    const server = await serve((_, response) => void sleep(5).then(() => response.end()));
    const { backends } = gateway({ connections: 2 });
    for (let count = 0; count < 5; count++) {
      await call(backends, server);
      await sleep(1);
    }
    expect(server.connections.made).toBe(1);
    await Promise.all(Array.from({ length: 20 }, () => call(backends, server)));
    expect(server.connections.made).toBe(2);
    expect(server.seen).toHaveLength(25);
  });

  it('no more calls wait than allowed', async () => {
    const server = await serve((_, response) => void sleep(30).then(() => response.end('done')));
    const { backends } = gateway({ connections: 1, waiting: 2 });
    const texts = (await Promise.all(Array.from({ length: 5 }, () => call(backends, server)))).map(textOf);
    const busy = 'Too many calls are waiting for the backend. Try again later.';
    expect(texts).toEqual(['done', 'done', 'done', busy, busy]);
    expect(textOf(await call(backends, server))).toBe('done');
  });

  it('the origin that was not called for the longest time is closed', async () => {
    const [first, second, third] = [await serve(), await serve(), await serve()];
    const { backends } = gateway({ origins: 2 });
    for (const server of [first, second, first, third]) await call(backends, server);
    await vi.waitFor(() => expect([first, second, third].map((s) => s.connections.open)).toEqual([1, 0, 1]));
    expect(first.connections.made).toBe(1);
  });
});

describe('closing', () => {
  it('waits for calls under way and refuses new ones', async () => {
    const server = await serve((_, response) => void sleep(50).then(() => response.end('done')));
    const { backends } = gateway();
    const underway = call(backends, server);
    const closed = backends.close();
    expect(textOf(await call(backends, server))).toBe('The gateway is shutting down. Try again.');
    await closed;
    expect(textOf(await underway)).toBe('done');
    await vi.waitFor(() => expect(server.connections.open).toBe(0));
  });

  it('cuts off what is left when it is told to', async () => {
    const server = await serve(() => {});
    const { backends } = gateway();
    const underway = call(backends, server);
    await vi.waitFor(() => expect(server.seen).toHaveLength(1));
    const abandon = new AbortController();
    const closed = backends.close(abandon.signal);
    abandon.abort();
    await closed;
    expect(textOf(await underway)).toBe('The gateway is shutting down. Try again.');
  });
});

it('metrics count calls under way and what they came to', async () => {
  const server = await serve(({ target }, response) => {
    response.writeHead(Number(target.slice(1))).end();
  });
  const { backends, metrics } = gateway();
  for (const status of [200, 302, 404, 503]) await call(backends, server, { path: `/${status}` });
  await server.close();
  await vi.waitFor(async () => expect(textOf(await call(backends, server))).toMatch('refused'));
  const durations = metrics.observed.filter(({ name }) => name === 'reshapr_backend_call_duration_seconds');
  const outcomes = durations.map(({ labels }) => labels['outcome']);
  expect(outcomes.slice(0, 4)).toEqual(['2xx', '3xx', '4xx', '5xx']);
  expect(outcomes.at(-1)).toBe('refused');
  const inFlight = metrics.observed.filter(({ name }) => name === 'reshapr_backend_calls_in_flight');
  expect(inFlight.map(({ value }) => value)).toEqual(outcomes.flatMap(() => [1, 0]));
});

it('the log holds nothing that was sent or received', async () => {
  const server = await serve((_, response) => {
    response.writeHead(200, { 'x-secret': 'marker-5' }).write('marker-4');
    response.destroy();
  });
  const { backends, log } = gateway();
  const request = {
    path: '/marker-1',
    headers: { 'x-a': 'marker-2' },
    body: 'marker-3',
    method: 'POST',
  } as const;
  await call(backends, server, request, { headers: { authorization: 'marker-6' } });
  expect(log.lines).toEqual([
    {
      level: 'warn',
      message: 'call to backend failed',
      fields: { origin: server.origin, outcome: 'reset', code: 'UND_ERR_SOCKET' },
    },
  ]);
});
