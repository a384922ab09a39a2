import {
  Client as NewClient,
  StreamableHTTPClientTransport as NewTransport,
} from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import {
  type OracleBackend,
  type ProtoOracle,
  protoOracle,
  startOracleBackend,
} from '../../../support/grpc-oracle.ts';
import { type ServedTree, serveTree } from '../../../support/served-tree.ts';
import { answers, grpcTree, protoNames, protoText } from './support.ts';

let oracle: ProtoOracle;
let backend: OracleBackend;
let served: ServedTree;

beforeAll(async () => {
  oracle = protoOracle(Object.fromEntries(protoNames.map((name) => [`${name}.proto`, protoText(name)])));
  backend = await startOracleBackend(oracle, answers(oracle));
  served = await serveTree(grpcTree(`http://127.0.0.1:${backend.port}`, 'backendTimeout: 60000'));
});

afterAll(async () => {
  await served.stop();
  await backend.stop();
});

interface Step {
  readonly progress: number;
  readonly message?: string | undefined;
}

const ticks = (count: number) => Array.from({ length: count }, (_, index) => ({ number: index + 1 }));
const steps = (count: number) =>
  ticks(count).map(({ number }) => ({ progress: number, message: JSON.stringify({ number }) }));

describe('a stream of messages', () => {
  it('is told as progress and collected as the result', async () => {
    const client = await served.client('everything');
    await client.listTools();
    const heard: Step[] = [];
    const result = await client.callTool({ name: 'Count', arguments: { to: 3 } }, undefined, {
      onprogress: ({ progress, message }) => heard.push({ progress, message }),
    });
    expect(heard).toEqual(steps(3));
    expect(result.structuredContent).toEqual({ messages: ticks(3) });
    expect(result.content).toEqual([{ type: 'text', text: JSON.stringify({ messages: ticks(3) }) }]);
  });

  it.each(['legacy', { pin: '2026-07-28' }] as const)('and so by the second SDK client, %j', async (mode) => {
    const client = new NewClient({ name: 'test', version: '1' }, { versionNegotiation: { mode } });
    await client.connect(new NewTransport(new URL(served.url('everything'))));
    onTestFinished(() => client.close());
    const heard: Step[] = [];
    const result = await client.callTool(
      { name: 'Count', arguments: { to: 3 } },
      { onprogress: ({ progress, message }) => heard.push({ progress, message }) },
    );
    expect(heard).toEqual(steps(3));
    expect(result.structuredContent).toEqual({ messages: ticks(3) });
  });

  it('comes message by message, not all at its end', async () => {
    const client = await served.client('everything');
    const stop = new AbortController();
    const before = backend.cancelled;
    const first = new Promise<number>((resolve) => {
      client
        .callTool({ name: 'Count', arguments: { to: 1_000_000, pause: 20 } }, undefined, {
          onprogress: ({ progress }) => resolve(progress),
          signal: stop.signal,
        })
        .catch(() => undefined);
    });
    expect(await first).toBe(1);
    // A client that cancels ends the stream at the backend.
    stop.abort('enough');
    await expect.poll(() => backend.cancelled).toBe(before + 1);
  });

  it('ends at the backend when the client goes away', async () => {
    const before = backend.cancelled;
    const gone = new AbortController();
    const response = await fetch(served.url('everything'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: call('Count', { to: 1_000_000, pause: 20 }, { progressToken: 'p' }),
      signal: gone.signal,
    });
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    gone.abort();
    await response.text().catch(() => undefined);
    await expect.poll(() => backend.cancelled).toBe(before + 1);
  });

  it.each([
    { what: 'without a token', meta: {}, accept: 'application/json, text/event-stream' },
    {
      what: 'with a token that is none',
      meta: { progressToken: {} },
      accept: 'application/json, text/event-stream',
    },
    { what: 'without accepting a stream', meta: { progressToken: 1 }, accept: 'application/json' },
  ])('is one JSON answer $what', async ({ meta, accept }) => {
    const response = await fetch(served.url('everything'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: call('Count', { to: 2 }, meta),
    });
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toMatchObject({ result: { structuredContent: { messages: ticks(2) } } });
  });

  it('that fails tells what came before', async () => {
    const client = await served.client('everything');
    const result = await client.callTool({ name: 'FailLater', arguments: { code: 8, message: 'no more' } });
    expect(result).toEqual({
      isError: true,
      content: [
        { type: 'text', text: 'RESOURCE_EXHAUSTED: no more' },
        { type: 'text', text: '{"messages":[{"number":1}]}' },
      ],
    });
  });

  it('is cut at 1000 messages, and its backend is told', async () => {
    const client = await served.client('everything');
    const before = backend.cancelled;
    const { structuredContent } = await client.callTool({ name: 'Count', arguments: { to: 1_000_000 } });
    expect(structuredContent).toMatchObject({ truncated: true, messages: { length: 1000 } });
    await expect.poll(() => backend.cancelled).toBe(before + 1);
  });

  it('is cut at 10 MiB', async () => {
    const client = await served.client('everything');
    const { structuredContent } = await client.callTool({
      name: 'Count',
      arguments: { to: 20, size: 1_000_000 },
    });
    expect(structuredContent).toMatchObject({ truncated: true, messages: { length: 10 } });
  });
});

function call(name: string, args: Record<string, unknown>, meta: Record<string, unknown>): string {
  const params = { name, arguments: args, _meta: meta };
  return JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
}
