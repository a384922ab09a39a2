import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { start } from '../test/e2e/support/processes.ts';
import { freePort } from '../test/support/free-port.ts';
import { gatewayTree } from './calls/gateway-tree.ts';
import { median, type Result, timed } from './support/result.ts';

const rounds = 3;
const connections = 16;
const tool = 'get_orders_id';

/** `tools/call` through a gateway that checks access and arguments, against a bare proxy, on one backend. */
export async function benchCalls(calls: number): Promise<Result> {
  const children: ChildProcess[] = [];
  const directory = await mkdtemp(join(tmpdir(), 'reshapr-bench-'));
  try {
    const backend = forked('calls/backend.ts', [], children);
    const origin = `http://127.0.0.1:${await answerOf(backend)}`;
    const proxy = `http://127.0.0.1:${await answerOf(forked('calls/bare-proxy.ts', [origin], children))}/`;
    const gateway = await startGateway(origin, directory, children);

    const times: Record<'ours' | 'floor', number[]> = { ours: [], floor: [] };
    for (let round = 0; round < rounds; round++) {
      times.floor.push(await perCall(proxy, calls));
      times.ours.push(await perCall(gateway, calls));
    }
    backend.send('how many');
    return {
      name: `tools/call, ${connections} connections`,
      unit: 'µs per call',
      ours: median(times.ours),
      floor: median(times.floor),
      floorIs: 'a bare hand-written proxy for this one tool',
      counts: { calls: calls * rounds, backendRequests: (await answerOf(backend)) - calls * rounds },
    };
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await rm(directory, { recursive: true, force: true });
  }
}

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

function forked(path: string, args: readonly string[], children: ChildProcess[]): ChildProcess {
  const child = fork(file(path), args, { execArgv: ['--import', 'tsx'] });
  children.push(child);
  return child;
}

async function answerOf(child: ChildProcess): Promise<number> {
  const [value] = (await once(child, 'message')) as [number];
  return value;
}

/** The product itself, as `reshapr dev` runs it. */
async function startGateway(origin: string, directory: string, children: ChildProcess[]): Promise<string> {
  for (const [path, text] of Object.entries(gatewayTree(origin)))
    await writeFile(join(directory, path), text);
  const port = await freePort();
  const args = ['--import', 'tsx', file('../src/cli/main.ts'), 'dev', directory, '--port', String(port)];
  const gateway = start(process.execPath, args);
  children.push(gateway.child);
  await gateway.seen(/Ctrl-C/);
  return `http://127.0.0.1:${port}/mcp/bench/orders`;
}

/** Microseconds per call, all connections together. */
async function perCall(url: string, calls: number): Promise<number> {
  const params = { name: tool, arguments: { id: 'o-17', limit: 20 } };
  const { ms, value: result } = await timed(() =>
    autocannon({
      url,
      connections,
      amount: calls,
      sampleInt: 10,
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }),
    }),
  );
  if (result['2xx'] !== calls) throw new Error(`${calls - result['2xx']} calls failed at ${url}`);
  return (ms * 1_000) / calls;
}
