import { createServer } from 'node:net';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { toolCaller } from '../../../src/gateway/backends/call-tool.ts';
import { httpBackends } from '../../../src/gateway/backends/http-backends.ts';
import { type RetriedCall, retriesOf } from '../../../src/gateway/backends/retries.ts';
import type { Clock } from '../../../src/kernel/index.ts';
import type { ExpositionObject } from '../../../src/snapshot/index.ts';
import { type Handler, listen, startBackend } from '../../support/backend-server.ts';
import { compileSpec } from '../../support/compile-spec.ts';
import { finished } from '../../support/finished.ts';
import { presentFrom } from '../../support/present.ts';
import { recordingLog, recordingMetrics } from '../../support/recording-ports.ts';

const random = { bytes: (length: number) => new Uint8Array(length), fraction: () => 0 };

/** A clock that sleeps in no time, and what it was asked to sleep. */
function hastyClock(): Clock & { readonly slept: number[]; pass(ms: number): void } {
  let now = 1_700_000_000_000;
  const slept: number[] = [];
  return {
    slept,
    now: () => now,
    pass: (ms) => {
      now += ms;
    },
    sleep: (ms) => {
      slept.push(ms);
      now += ms;
      return Promise.resolve();
    },
    every: () => undefined,
  };
}

/** Attempts that come to these outcomes, one after the other, the last one for ever; `ok` is final. */
function run(outcomes: readonly string[], given: Partial<RetriedCall<string>> = {}, fraction = 0) {
  const clock = hastyClock();
  const metrics = recordingMetrics();
  const retries = retriesOf({ clock, random: { ...random, fraction: () => fraction }, metrics });
  const times: number[] = [];
  const call: RetriedCall<string> = {
    backend: 'b',
    policy: { attempts: 4 },
    timeoutMs: 3000,
    attempt: (ms) => {
      times.push(ms);
      return Promise.resolve(outcomes[Math.min(times.length, outcomes.length) - 1] ?? '');
    },
    again: (outcome) => (outcome === 'ok' ? undefined : { reason: outcome }),
    ...given,
  };
  return { call: () => retries(call), clock, metrics, times };
}

describe('attempts of a call', () => {
  it.each<[string, string[], Partial<RetriedCall<string>>, number[]]>([
    ['one without a policy', ['lost'], { policy: undefined }, []],
    ['one that is final', ['ok'], {}, []],
    ['one more after a failure', ['lost', 'ok'], {}, [100]],
    ['as many as the policy says, each later than the one before', ['lost'], {}, [100, 200, 400]],
    ['with the pauses of the policy', ['lost'], { policy: { attempts: 3, backoffMs: 7 } }, [7, 14]],
    ['without pauses', ['lost'], { policy: { attempts: 3, backoffMs: 0 } }, [0, 0]],
    ['none for which there is no time', ['lost'], { timeoutMs: 300 }, [100]],
    [
      'when the backend asks for it',
      ['lost', 'ok'],
      { again: (it) => (it === 'ok' ? undefined : { reason: 'x', afterMs: 2000 }) },
      [2000],
    ],
    [
      'not when the backend asks for too much',
      ['lost'],
      { again: () => ({ reason: 'x', afterMs: 3000 }) },
      [],
    ],
    ['none after it was cancelled', ['lost'], { signal: AbortSignal.abort() }, []],
  ])('%s', async (_, outcomes, given, slept) => {
    const { call, clock, times, metrics } = run(outcomes, given);
    const last = outcomes[Math.min(slept.length, outcomes.length - 1)];
    expect(await call()).toBe(last);
    expect(clock.slept).toEqual(slept);
    expect(times).toHaveLength(slept.length + 1);
    const made = metrics.observed.filter(({ name }) => name === 'reshapr_backend_retries_total');
    expect(made).toHaveLength(slept.length);
  });

  it('share the time of the call', async () => {
    const { call, times } = run(['lost']);
    await call();
    expect(times).toEqual([3000, 2900, 2700, 2300]);
  });

  it('that failed together do not come back together', async () => {
    const { call, clock } = run(['lost', 'ok'], {}, 0.5);
    await call();
    expect(clock.slept).toEqual([125]);
  });

  it('end when the call is cancelled during a pause', async () => {
    const cancel = new AbortController();
    const again = () => {
      queueMicrotask(() => cancel.abort());
      return { reason: 'lost' };
    };
    const { call, times } = run(['lost'], { signal: cancel.signal, again });
    await call();
    expect(times).toHaveLength(1);
  });

  it('of a dead backend are a tenth more than its calls, and ten', async () => {
    const { call, times, metrics } = run(['lost']);
    for (let count = 0; count < 1000; count++) await call();
    expect(times.length).toBeLessThanOrEqual(1110);
    expect(times.length).toBeGreaterThanOrEqual(1100);
    expect(metrics.observed.at(-1)).toMatchObject({
      name: 'reshapr_backend_retries_withheld_total',
      labels: { why: 'budget' },
    });
  });
});

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** One call of an operation at a real backend that may be tried three times. */
async function callBackend(method: string, origin: string, timeoutMs = 20_000) {
  const log = recordingLog();
  const metrics = recordingMetrics();
  const clock = hastyClock();
  const backends = httpBackends({ log, metrics, clock, version: '1' });
  closers.push(() => backends.close(AbortSignal.abort()));
  const retries = retriesOf({ clock, random, metrics });
  const present = presentFrom({});
  const spec = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { '/things': operations } };
  const compiled = await compileSpec(spec, origin);
  const tool = compiled.tools.get(`${method} /things`);
  if (tool === undefined) throw new Error('no tool');
  const backend = { ...compiled.exposition.backend, timeoutMs, retry: { attempts: 3 } };
  const exposition: ExpositionObject = { ...compiled.exposition, backend };
  const result = await toolCaller({ backends, present, log, retries })({
    exposition,
    tool,
    args: {},
    caller: {},
  });
  const reasons = metrics.observed.filter(({ name }) => name === 'reshapr_backend_retries_total');
  return {
    result: finished(result),
    slept: clock.slept,
    reasons: reasons.map(({ labels }) => labels['reason']),
  };
}

const operations = Object.fromEntries(
  ['get', 'put', 'delete', 'post', 'patch'].map((verb) => [
    verb,
    { responses: { '200': { description: 'ok' } } },
  ]),
);

/** Answers with these statuses, one after the other, then with 200. */
async function answering(statuses: readonly number[], headers: Record<string, string> = {}) {
  const left = [...statuses];
  const handler: Handler = (_, response) => {
    const status = left.shift();
    response.writeHead(status ?? 200, status === undefined ? {} : headers).end('done');
  };
  const server = await startBackend(handler);
  closers.push(() => server.close());
  return server;
}

describe('a backend over HTTP', () => {
  it.each<[string, string, number[], number]>([
    ['a read is tried again after 503', 'GET', [503], 2],
    ['and after 502 and 504', 'GET', [502, 504], 3],
    ['as often as the plan says', 'GET', [503, 503, 503, 503], 3],
    ['what can be repeated too', 'PUT', [503], 2],
    ['and a removal', 'DELETE', [502], 2],
    ['nothing else', 'POST', [503], 1],
    ['nothing else at all', 'PATCH', [504], 1],
    ['an answer is an answer', 'GET', [500], 1],
    ['also when it refuses', 'GET', [429], 1],
  ])('%s', async (_, method, statuses, requests) => {
    const server = await answering(statuses);
    const { result, reasons } = await callBackend(method, server.origin);
    expect(server.seen).toHaveLength(requests);
    expect(reasons).toEqual(statuses.slice(0, requests - 1).map(String));
    expect(result.isError).toBe(requests <= statuses.length);
  });

  it.each<[string, string, number[]]>([
    ['seconds', '2', [2000]],
    ['a date', new Date(1_700_000_004_000).toUTCString(), [4000]],
    ['a date that is past', new Date(0).toUTCString(), [100]],
    ['nothing that can be read', 'soon', [100]],
    ['more than there is', '20', []],
  ])('is left alone when Retry-After says %s', async (_, retryAfter, slept) => {
    const server = await answering([503], { 'retry-after': retryAfter });
    expect((await callBackend('GET', server.origin)).slept).toEqual(slept);
  });

  it.each([
    ['GET', 3],
    ['POST', 3],
  ])('that refuses the connection never saw a %s', async (method, attempts) => {
    const server = await startBackend();
    await server.close();
    const { reasons } = await callBackend(method, server.origin);
    expect(reasons).toEqual(Array.from({ length: attempts - 1 }, () => 'refused'));
  });

  it.each<[string, string, string, number]>([
    ['before it answers is asked again', 'GET', '', 3],
    ['before it answers may have done it', 'POST', '', 1],
    ['within its answer is not asked again', 'GET', 'HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nab', 1],
  ])('that closes the connection %s', async (_, method, written, connections) => {
    let made = 0;
    const server = createServer((socket) => {
      made++;
      socket.on('error', () => undefined);
      socket.once('data', () => (written === '' ? socket.destroy() : socket.end(written)));
    });
    onTestFinished(() => void server.close());
    const { result } = await callBackend(method, `http://127.0.0.1:${await listen(server)}`);
    expect(result.isError).toBe(true);
    expect(made).toBe(connections);
  });

  it('took as long as all attempts and the pauses between them', async () => {
    const server = await answering([503, 503]);
    const { result, slept } = await callBackend('GET', server.origin);
    expect(slept).toEqual([100, 200]);
    expect(result.upstreamMs).toBe(300);
  });

  it('is not asked again when the time of the call is over', async () => {
    const server = await startBackend(() => undefined);
    closers.push(() => server.close());
    const { result } = await callBackend('GET', server.origin, 100);
    expect(result).toMatchObject({ isError: true, content: [{ text: 'Backend timed out after 100ms' }] });
    expect(server.seen).toHaveLength(1);
  });
});
