import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Agent } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { manifest, smallTree } from '../../compiler/support/small-tree.ts';
import { type ServedTree, serveTree } from '../../support/served-tree.ts';
import { type BadServer, badGrpcServer, badHttpServer, misdeeds } from './servers.ts';

/** Calls of the last test, and how many at a time: `RESHAPR_BAD_CALLS=10000` is the run whose numbers are in bench/README.md. */
const calls = Number(process.env['RESHAPR_BAD_CALLS'] ?? 210);
const atATime = 50;

const operations = misdeeds.map(
  (name) => `  /${name}:
    get:
      description: Does it.
      responses:
        "200": { description: ok, content: { application/json: { schema: { type: object } } } }
`,
);
const openapi = `openapi: 3.1.0\ninfo: { title: Http, version: "1" }\npaths:\n${operations.join('')}`;
const graphql = `type Query {\n${misdeeds.map((name) => `  ${name}: Reply`).join('\n')}\n}\ntype Reply { text: String }\n`;
const methods = misdeeds.map((name) => `  rpc ${name} (Nothing) returns (Reply);`);
const proto = `syntax = "proto3";\npackage bad;\nmessage Nothing {}\nmessage Reply { string text = 1; }\nservice Bad {\n${methods.join('\n')}\n}\n`;

function endpoint(name: string, file: string, spec: string, backend: string): [string, string][] {
  const service = `service: { name: ${name}, version: "1" }`;
  return [
    [file, spec],
    [`${name}-service.yaml`, manifest('Service', name, `file: ${file}\nname: ${name}\nversion: "1"`)],
    [
      `${name}-plan.yaml`,
      manifest('ConfigurationPlan', name, `${service}\nbackendEndpoint: ${backend}\nbackendTimeout: 300`),
    ],
    [
      `${name}.yaml`,
      manifest(
        'Exposition',
        name,
        `service: { name: ${name} }\nconfigurationPlan: ${name}\ngatewayGroup: default\nname: ${name}`,
      ),
    ],
  ];
}

interface Tool {
  readonly protocol: string;
  readonly name: string;
}

describe('backends that misbehave', () => {
  let http: BadServer;
  let grpc: BadServer;
  let served: ServedTree;
  const agent = new Agent({ connections: atATime });

  beforeAll(async () => {
    [http, grpc] = [await badHttpServer(), await badGrpcServer()];
    served = await serveTree({
      'reshapr.yaml': smallTree['reshapr.yaml'] ?? '',
      'group.yaml': smallTree['group.yaml'] ?? '',
      ...Object.fromEntries([
        ...endpoint('http', 'http.yaml-spec.yaml', openapi, http.origin),
        ...endpoint('graphql', 'schema.graphql', graphql, `${http.origin}/graphql`),
        ...endpoint('grpc', 'bad.proto', proto, grpc.origin),
      ]),
    });
  });

  afterAll(async () => {
    await agent.close();
    await served?.stop();
    await Promise.all([http?.close(), grpc?.close()]);
  });

  /** What the client is told: the first line of the text of an error. */
  async function call({ protocol, name }: Tool): Promise<string> {
    const { origin, pathname: path } = new URL(served.url(protocol));
    const answer = await agent.request({
      origin,
      path,
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: {} } }),
    });
    const { result } = (await answer.body.json()) as {
      result?: { isError?: boolean; content: { text: string }[] };
    };
    if (result?.isError !== true) return 'no error';
    return result.content[0]?.text.split('\n')[0] ?? '';
  }

  const toolOf = (protocol: string, misdeed: string): Tool => ({
    protocol,
    name: protocol === 'http' ? `get_${misdeed}` : misdeed,
  });

  const timeout = 'Backend timed out after 300ms';
  const reset = 'The backend closed the connection before its answer was complete.';
  const told: Readonly<Record<string, readonly string[]>> = {
    http: [
      timeout,
      reset,
      'fail',
      "The backend's answer is no valid HTTP.",
      "The backend's answer is not the JSON that the tool promises: its type is text/html.",
      reset,
      timeout,
    ],
    graphql: [
      timeout,
      reset,
      'fail',
      "The backend's answer is no valid HTTP.",
      "The backend's answer is no answer of GraphQL.",
      reset,
      timeout,
    ],
    grpc: [
      timeout,
      'The backend cannot be reached.',
      'UNKNOWN: Received HTTP status code 500',
      'The call to the backend failed (INTERNAL).',
      'UNKNOWN: Received content-type text/html',
      'The call to the backend failed (INTERNAL).',
      timeout,
    ],
  };
  const cases = Object.entries(told).flatMap(([protocol, texts]) =>
    misdeeds.map((misdeed, at) => [protocol, misdeed, texts[at]] as const),
  );

  it.each(cases)('over %s: %s', async (protocol, misdeed, text) => {
    expect(await call(toolOf(protocol, misdeed))).toBe(text);
  });

  it(
    `leave nothing behind after ${calls} calls`,
    async () => {
      const tools = cases.map(([protocol, misdeed]) => toolOf(protocol, misdeed));
      let next = 0;
      let wrong = 0;
      const run = async (until: number): Promise<void> => {
        while (next < until) {
          const tool = tools[next++ % tools.length];
          if (tool !== undefined && (await call(tool)) === 'no error') wrong++;
        }
      };
      const round = async (until: number): Promise<Left> => {
        await Promise.all(Array.from({ length: atATime }, () => run(until)));
        return await left();
      };
      // The first tenth makes what stays: pools, compiled code, caches.
      const before = await round(Math.ceil(calls / 10));
      const after = await round(calls);
      if (calls >= 1000) console.log(JSON.stringify({ calls, before, after }));
      expect(wrong).toBe(0);
      expect(after.timers).toBeLessThanOrEqual(before.timers + 5);
      // Connections of the pool are kept for a few seconds, and no other ones.
      await expect.poll(() => http.open()).toBeLessThanOrEqual(64);
      await expect.poll(() => grpc.open()).toBeLessThanOrEqual(1);
      if (calls >= 1000) await expect.poll(() => http.open()).toBe(0);
      if (calls >= 1000) expect(after.heapMb).toBeLessThan(before.heapMb + 10);
    },
    30_000 + calls * 100,
  );
});

interface Left {
  readonly timers: number;
  readonly heapMb: number;
}

/** What is there when nothing is done any more. */
async function left(): Promise<Left> {
  await sleep(500);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let round = 0; round < 3; round++) {
    collect();
    await sleep(50);
  }
  return {
    timers: process.getActiveResourcesInfo().filter((each) => each === 'Timeout').length,
    heapMb: Math.round(process.memoryUsage().heapUsed / 1e5) / 10,
  };
}
