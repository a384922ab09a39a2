import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { start } from '../../test/e2e/support/processes.ts';
import { freePort } from '../../test/support/free-port.ts';
import { program } from '../support/measured-process.ts';
import { bareEndpoint, type Endpoint, openEndpoint } from './endpoint.ts';
import { gatewayTree, key, specOf } from './gateway-tree.ts';

/** Something that turns calls of MCP into calls of the backend. */
export interface Subject {
  readonly name: string;
  readonly is: 'floor' | 'ours' | 'sdk' | 'peer';
  readonly endpoint: Endpoint;
  readonly pid: number | undefined;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Forks a script that sends the port that it listens on. */
export async function forked(
  path: string,
  args: readonly string[],
  children: ChildProcess[],
): Promise<{ readonly child: ChildProcess; readonly origin: string }> {
  const child = fork(here(path), args, { execArgv: ['--import', 'tsx'] });
  children.push(child);
  const [port] = (await once(child, 'message')) as [number];
  return { child, origin: `http://127.0.0.1:${port}` };
}

/** The floor, the two SDKs, and the gateway as people run it: built, on a bundle. */
export async function ownSubjects(
  origin: string,
  directory: string,
  children: ChildProcess[],
): Promise<Subject[]> {
  const bare = await forked('bare-proxy.ts', [origin], children);
  const first = await forked('sdk-v1.ts', [origin], children);
  const second = await forked('sdk-v2.ts', [origin], children);
  const gateway = await startGateway(origin, directory, children);
  const of = (child: ChildProcess): { pid: number | undefined } => ({ pid: child.pid });
  return [
    { name: 'bare proxy (floor)', is: 'floor', endpoint: bareEndpoint(`${bare.origin}/`), ...of(bare.child) },
    {
      name: 'reshapr: access, validation',
      is: 'ours',
      endpoint: await openEndpoint(`${gateway.url}/checked`, key),
      ...of(gateway.child),
    },
    {
      name: 'reshapr: filter, audit too',
      is: 'ours',
      endpoint: await openEndpoint(`${gateway.url}/all-on`, key),
      ...of(gateway.child),
    },
    {
      name: 'SDK v1 server',
      is: 'sdk',
      endpoint: await openEndpoint(`${first.origin}/`),
      ...of(first.child),
    },
    {
      name: 'SDK v2 handler',
      is: 'sdk',
      endpoint: await openEndpoint(`${second.origin}/`),
      ...of(second.child),
    },
  ];
}

async function startGateway(
  origin: string,
  directory: string,
  children: ChildProcess[],
): Promise<{ url: string; child: ChildProcess }> {
  const digest = createHash('sha256').update(key).digest('hex');
  for (const [path, text] of Object.entries(gatewayTree(origin, digest)))
    await writeFile(join(directory, path), text);
  const bundle = join(directory, 'bench.bundle');
  const built = await start(process.execPath, [program, 'build', directory, '--out', bundle]).ended;
  if (built.code !== 0) throw new Error(built.err);
  const port = await freePort();
  const env = {
    ...process.env,
    RESHAPR_GATEWAY_PORT: String(port),
    RESHAPR_GATEWAY_FQDNS: '127.0.0.1',
    RESHAPR_GATEWAY_AUDIT_FILE: join(directory, 'audit.jsonl'),
  };
  const args = [program, 'gateway', '--standalone', bundle, '--allow-unsigned'];
  const { child, seen } = start(process.execPath, args, { env });
  children.push(child);
  await seen(/bundle served/);
  return { url: `http://127.0.0.1:${port}/mcp/bench`, child };
}

const peersFolder = '../peers/node_modules';

/** Programs of others that serve the same API, when they are installed: `npm ci --prefix bench/peers --ignore-scripts`. */
export async function peerSubjects(
  origin: string,
  directory: string,
  children: ChildProcess[],
): Promise<Subject[]> {
  if (!existsSync(here(`${peersFolder}/mcp-proxy`))) return [];
  const spec = join(directory, 'peers-api.json');
  const { parse } = await import('yaml');
  await writeFile(spec, JSON.stringify(parse(specOf(origin))));
  const bin = (name: string): string => here(`${peersFolder}/.bin/${name}`);
  const module = here(`${peersFolder}/fastmcp/dist/openapi/index.js`);
  const openapi = [bin('mcp-openapi'), '--spec', spec];
  const api2mcp = [bin('api2mcp'), '-u', spec, '-b', origin];
  const commands: readonly (readonly [
    name: string,
    path: string,
    command: (port: string) => readonly string[],
  ])[] = [
    ['fastmcp 4.20.16 (openapi)', '/mcp', (port) => [here('fastmcp.mjs'), module, spec, port]],
    [
      'mcp-openapi 0.3.0, mcp-proxy 6.7.19',
      '/mcp',
      (port) => [bin('mcp-proxy'), '--host', '127.0.0.1', '--port', port, '--', 'node', ...openapi],
    ],
    [
      'api2mcp 0.8.0, mcp-proxy 6.7.19',
      '/mcp',
      (port) => [bin('mcp-proxy'), '--host', '127.0.0.1', '--port', port, '--', 'node', ...api2mcp],
    ],
    [
      'mcp-openapi 0.3.0, supergateway 4.0.0',
      '/mcp',
      (port) => [
        bin('supergateway'),
        '--stdio',
        `node ${openapi.join(' ')}`,
        '--outputTransport',
        'streamableHttp',
        '--stateful',
        '--port',
        port,
        '--logLevel',
        'none',
      ],
    ],
  ];
  const subjects: Subject[] = [];
  for (const [name, path, command] of commands) {
    const port = String(await freePort());
    const { child } = start(process.execPath, command(port));
    children.push(child);
    const endpoint = await reached(`http://127.0.0.1:${port}${path}`);
    if (typeof endpoint === 'string') console.error(`${name} does not run here: ${endpoint}`);
    // Of a proxy to a process of its own the time of processors would be that of the proxy alone.
    else
      subjects.push({ name, is: 'peer', endpoint, pid: name.startsWith('fastmcp') ? child.pid : undefined });
  }
  return subjects;
}

/** Peers take a while to start; what they answer until then says little. */
async function reached(url: string): Promise<Endpoint | string> {
  let why = '';
  for (let attempt = 0; attempt < 40; attempt++) {
    try {
      return await openEndpoint(url);
    } catch (error) {
      why = error instanceof Error ? error.message : String(error);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
  return why;
}
