import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleTree } from '../../e2e/support/installation.ts';
import { cliFile, start } from '../../e2e/support/processes.ts';
import { freePort } from '../../support/free-port.ts';
import { type HoldingRelay, holdingRelay } from './holding-relay.ts';

/** An endpoint of the example, a call that it answers, and the spec that its tools come from. */
export interface Endpoint {
  readonly name: string;
  readonly key?: string;
  readonly tool: string;
  readonly args: Readonly<Record<string, string>>;
  readonly spec: string;
}

const key = 'a-key-of-the-test-that-is-long-enough';
const car = { sailing: 'nor-ost-1', name: 'Ada' };

/** All of them. */
export const endpoints: readonly Endpoint[] = [
  { name: 'timetable', tool: 'get_ports_code', args: { code: 'OST' }, spec: 'timetable.yaml' },
  { name: 'staff-timetable', tool: 'get_ports_code', args: { code: 'OST' }, spec: 'timetable.yaml' },
  { name: 'booking', key, tool: 'post_bookings', args: car, spec: 'bookings.yaml' },
  { name: 'crew-bookings', key, tool: 'post_bookings', args: car, spec: 'bookings.yaml' },
  { name: 'vessels', tool: 'get_vessels_name', args: { name: 'Alke' }, spec: 'fleet.json' },
  { name: 'fleet', key, tool: 'get_vessels_name', args: { name: 'Alke' }, spec: 'fleet.json' },
  { name: 'kiosk', tool: 'menu', args: { vessel: 'Terne' }, spec: 'kiosk.graphql' },
  { name: 'harbour', key, tool: 'GetBerth', args: { port: 'NOR', vessel: 'Alke' }, spec: 'harbour.proto' },
];

export const headersOf = ({ key }: Endpoint): Record<string, string> =>
  key === undefined ? {} : { 'x-reshapr-key': key };

/** `reshapr dev` on the example tree, with its backends, which can be kept from answering. */
export interface ServedExample {
  readonly directory: string;
  readonly tree: string;
  /** What stands between the gateway and its backends. */
  readonly relays: readonly HoldingRelay[];
  /** Addresses of the endpoints that `dev` lists, by name. */
  readonly listed: ReadonlyMap<string, string>;
  /** Calls that ended like this, as the gateway counts them. */
  counted(outcome: string): Promise<number>;
  stop(): Promise<void>;
}

export async function serveExample(): Promise<ServedExample> {
  const directory = await mkdtemp(join(tmpdir(), 'reshapr-clients-'));
  const [httpPort, harbourPort, port] = [await freePort(), await freePort(), await freePort()];
  const http = await startBackend(httpPort);
  const harbour = await startHarbour(harbourPort);
  const [first, second] = [await holdingRelay(httpPort), await holdingRelay(harbourPort)];
  const tree = await exampleTree(directory, first.port, second.port);
  const env = { ...process.env, HAVN_TRAVELLER_KEY: key, HAVN_STAFF_KEY: key };
  const dev = start(process.execPath, [cliFile, 'dev', tree, '--port', String(port)], { env });
  await dev.seen(/Ctrl-C/);
  const rows = [...dev.out().matchAll(/^(\S+) +\d+ +(?:open|x-reshapr-key) +(\S+)$/gm)];
  const gateway = `http://127.0.0.1:${port}`;
  return {
    directory,
    tree,
    relays: [first, second],
    listed: new Map(rows.map(([, name = '', url = '']) => [name, url])),
    async counted(outcome) {
      const text = await (await fetch(`${gateway}/metrics`)).text();
      const line = new RegExp(`^reshapr_mcp_call_seconds_count\\{outcome="${outcome}"\\} (\\d+)$`, 'm');
      return Number(line.exec(text)?.[1] ?? 0);
    },
    async stop() {
      dev.kill();
      await dev.ended;
      for (const relay of [first, second]) relay.close();
      http.close();
      http.closeAllConnections();
      harbour.forceShutdown();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The backends of the example are plain JavaScript. */
async function startBackend(port: number): Promise<Server> {
  const module = await import(new URL('../../../examples/backend/server.mjs', import.meta.url).href);
  return (module as { startBackend(port: number): Promise<Server> }).startBackend(port);
}

async function startHarbour(port: number): Promise<{ forceShutdown(): void }> {
  const module = await import(new URL('../../../examples/backend/harbour.mjs', import.meta.url).href);
  return (module as { startHarbour(port: number): Promise<{ forceShutdown(): void }> }).startHarbour(port);
}
