/**
 * CPU of one tool call to an HTTP backend, against a bare undici request of the same bytes.
 * `npx tsx bench/calls/backend-call.ts [calls]`; the backend runs in a process of its own.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { toolCaller } from '../../src/gateway/backends/call-tool.ts';
import { httpBackends } from '../../src/gateway/backends/http-backends.ts';
import { buildRequest } from '../../src/gateway/backends/request/build-request.ts';
import { parseEndpoint } from '../../src/gateway/backends/request/endpoint.ts';
import { silentLog, systemClock } from '../../src/kernel/index.ts';
import type { ExpositionObject, ToolOf } from '../../src/snapshot/index.ts';
import { presentFrom } from '../../test/support/present.ts';
import { silentMetrics } from '../../test/support/silent-metrics.ts';

const answer = JSON.stringify({ id: 'o-17', state: 'shipped', lines: [{ sku: 'a', quantity: 2 }] });
const args = { id: 'o-17', expand: ['lines', 'customer'], limit: 20 };
const inFlight = 64;
const rounds = 3;

const tool: ToolOf<'http'> = {
  format: 'tool@1',
  name: 'get_orders_id',
  operation: 'GET /orders/{id}',
  inputSchema: {},
  outputSchema: { type: 'object' },
  uses: [],
  call: {
    protocol: 'http',
    method: 'GET',
    path: '/orders/{id}',
    parameters: [
      { argument: 'id', in: 'path', name: 'id', style: 'simple', explode: false },
      { argument: 'expand', in: 'query', name: 'expand', style: 'form', explode: true },
      { argument: 'limit', in: 'query', name: 'limit', style: 'form', explode: true },
    ],
    accept: 'application/json',
  },
};

if (process.send === undefined) await measure(Number(process.argv[2] ?? 20_000));
else serve();

/** The backend: every answer the same. */
function serve(): void {
  const server = createServer((_, response) => {
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length })
      .end(answer);
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}

async function measure(calls: number): Promise<void> {
  const backend = fork(fileURLToPath(import.meta.url));
  const [port] = (await once(backend, 'message')) as [number];
  const origin = `http://127.0.0.1:${port}`;
  const subjects = { floor: bare(origin), ours: viaGateway(origin), building: building(origin) };
  const cost = new Map(Object.keys(subjects).map((name): [string, number[]] => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const [name, call] of Object.entries(subjects)) {
      const before = process.cpuUsage();
      await inParallel(calls, call);
      const { user, system } = process.cpuUsage(before);
      cost.get(name)?.push((user + system) / calls);
    }
  const median = (name: string): number => cost.get(name)?.sort((a, b) => a - b)[1] ?? 0;
  const [floor, ours, build] = [median('floor'), median('ours'), median('building')];
  console.log(`bare undici request   ${floor.toFixed(1)} µs of CPU per call`);
  console.log(`tool call             ${ours.toFixed(1)} µs (ratio ${(ours / floor).toFixed(2)})`);
  console.log(`  building alone      ${build.toFixed(1)} µs`);
  backend.kill();
  process.exit();
}

/** What a gateway cannot do without: the request, its answer as text, the parsed JSON. */
function bare(origin: string): () => Promise<void> {
  const pool = new Pool(origin, { connections: inFlight, pipelining: 1 });
  const headers = { accept: 'application/json', authorization: 'Bearer t', 'user-agent': 'bench' };
  const path = '/orders/o-17?expand=lines&expand=customer&limit=20';
  return async () => {
    const { body } = await pool.request({ method: 'GET', path, headers });
    JSON.parse(await body.text());
  };
}

function viaGateway(origin: string): () => Promise<void> {
  const backends = httpBackends({
    log: silentLog,
    metrics: silentMetrics,
    clock: systemClock,
    version: 'bench',
  });
  const present = presentFrom({ TOKEN: 't' });
  const call = toolCaller({ backends, present, log: silentLog });
  const exposition: ExpositionObject = {
    format: 'exposition@1',
    id: 'bench',
    organization: 'bench',
    service: { id: 's', name: 'Orders', version: '1' },
    plan: { id: 'p', name: 'all' },
    group: 'default',
    access: { type: 'open' },
    backend: { endpoint: origin, secret: { name: 'orders', token: '${env:TOKEN}' } },
    tools: [],
  };
  const caller = { address: '192.0.2.1' };
  return async () => {
    const result = await call({ exposition, tool, args, caller });
    if (!('isError' in result) || result.isError) throw new Error('the call failed');
  };
}

function building(origin: string): () => Promise<void> {
  const endpoint = parseEndpoint(origin);
  return () => {
    buildRequest(tool.call, args, endpoint);
    return Promise.resolve();
  };
}

async function inParallel(calls: number, call: () => Promise<void>): Promise<void> {
  let left = calls;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await call();
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
}
