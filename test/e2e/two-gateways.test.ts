import { writeFile } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { manifest, planWith, smallTree } from '../compiler/support/small-tree.ts';
import { type EchoBackend, echoBackend } from './support/echo-backend.ts';
import { type Gateway, type Installation, install } from './support/installation.ts';
import { post, sessionClient } from './support/mcp-client.ts';
import { killAll } from './support/processes.ts';
import { writeTree } from './support/tree.ts';

let backend: EchoBackend;
let installation: Installation;
let one: Gateway;
let other: Gateway;
let balancer: Server;
/** Ports of gateways, in the order in which requests went to them. */
const went: number[] = [];

beforeAll(async () => {
  backend = await echoBackend();
  installation = await install({ serve: ['--beat', '1'] });
  const sealKey = join(installation.directory, 'seal-key');
  await writeFile(sealKey, `${'k'.repeat(43)}\n`);
  const env = { RESHAPR_SEAL_KEY_FILE: sealKey };
  one = await installation.gateway('one', 'env=dev', { env });
  other = await installation.gateway('other', 'env=dev', { env });
  const tree = join(installation.directory, 'tree');
  await writeTree(tree, treeOf());
  const applied = await installation.run('apply', tree, '--yes');
  if (applied.code !== 0) throw new Error(applied.err);
  balancer = await roundRobin([one.port, other.port]);
});

afterAll(async () => {
  balancer?.closeAllConnections();
  balancer?.close();
  await installation?.close();
  backend?.close();
  killAll();
});

function treeOf(): Record<string, string> {
  const limit = 'apiKey: false\nrateLimit: { calls: 4, periodMs: 3600000, per: tool }';
  const free = `service: { name: Orders, version: "1" }\nbackendEndpoint: ${backend.url}\napiKey: false`;
  const exposed = 'service: { name: Orders }\nconfigurationPlan: free\ngatewayGroup: default\nname: free';
  return {
    ...smallTree,
    'plan.yaml': planWith(limit).replace('http://localhost:1', backend.url),
    'exposition.yaml': `${smallTree['exposition.yaml']}  name: limited\n`,
    'free.yaml': [manifest('ConfigurationPlan', 'free', free), manifest('Exposition', 'free', exposed)].join(
      '---\n',
    ),
  };
}

/** Sends each request to the next gateway, whatever it is: no cookie, no header and no address makes it stick. */
async function roundRobin(ports: readonly number[]): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const port = ports[went.length % ports.length] as number;
    went.push(port);
    const { method, url, headers } = incoming;
    const onward = request(
      { host: '127.0.0.1', port, method, path: url, headers, agent: false },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
      },
    );
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** How many gateways a gateway divides limits among. */
async function counted(gateway: Gateway): Promise<string | undefined> {
  const text = await (await fetch(gateway.url('/metrics'))).text();
  return /^reshapr_group_gateways\{group="default"\} (\d+)$/m.exec(text)?.[1];
}

/** Calls of a tool that reached the backend, of so many. */
async function passed(gateway: Gateway, tool: string, calls: number): Promise<number> {
  const before = backend.requests.length;
  for (let call = 0; call < calls; call++)
    await post(gateway.url('/mcp/acme/limited'), 'tools/call', { name: tool }, await sessionOf(gateway));
  return backend.requests.length - before;
}

const sessions = new Map<string, Record<string, string>>();

async function sessionOf(gateway: Gateway): Promise<Record<string, string>> {
  const known = sessions.get(gateway.id);
  if (known !== undefined) return known;
  const client = await sessionClient(gateway.url('/mcp/acme/limited'));
  const id = (client.transport as { sessionId?: string }).sessionId ?? '';
  const headers = { 'mcp-session-id': id };
  sessions.set(gateway.id, headers);
  return headers;
}

it('a session that one gateway opened goes on at the other, behind plain round robin', async () => {
  const { port } = balancer.address() as AddressInfo;
  const client = await sessionClient(`http://127.0.0.1:${port}/mcp/acme/free`);
  for (let call = 0; call < 6; call++) {
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['get_orders', 'post_orders']);
    expect((await client.callTool({ name: 'get_orders' })).isError).toBeUndefined();
  }
  expect(new Set(went)).toEqual(new Set([one.port, other.port]));
  await client.close();
});

it('two gateways enforce one rate limit together, and the one that is left all of it', async () => {
  await expect.poll(() => counted(one)).toBe('2');
  await expect.poll(() => counted(other)).toBe('2');
  expect([await passed(one, 'get_orders', 5), await passed(other, 'get_orders', 5)]).toEqual([2, 2]);
  other.process.kill('SIGTERM');
  await other.process.ended;
  await expect.poll(() => counted(one)).toBe('1');
  expect(await passed(one, 'post_orders', 6)).toBe(4);
});
