import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { exampleTree } from './support/installation.ts';
import { sessionClient } from './support/mcp-client.ts';
import { killAll, type Running, start } from './support/processes.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the backend noted of one request. */
interface Noted {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly body: string;
  readonly pier: string | null;
}

/** A call of a tool, and what the backend is to note of it. */
type Call = readonly [tool: string, args: Record<string, unknown>, noted: Partial<Noted>];

const timetable: readonly Call[] = [
  ['get_ports', {}, { method: 'GET', path: '/timetable/ports' }],
  ['get_ports_code', { code: 'OST' }, { method: 'GET', path: '/timetable/ports/OST' }],
  [
    'get_sailings',
    { from: 'NOR', to: 'OST', carries: ['foot', 'car'], limit: 2 },
    {
      method: 'GET',
      path: '/timetable/sailings',
      query: 'from=NOR&to=OST&carries=foot&carries=car&limit=2',
    },
  ],
  ['get_sailings_id', { id: 'nor-ost-1' }, { method: 'GET', path: '/timetable/sailings/nor-ost-1' }],
];

const book = { sailing: 'nor-ost-1', name: 'Ada', passengers: 2 };
const booking: readonly Call[] = [
  ['post_bookings', book, { method: 'POST', path: '/bookings/bookings', body: JSON.stringify(book) }],
  ['get_bookings_reference', { reference: 'HF0001' }, { method: 'GET', path: '/bookings/bookings/HF0001' }],
  [
    'patch_bookings_reference',
    { reference: 'HF0001', note: 'æ/ø "å"' },
    { method: 'PATCH', path: '/bookings/bookings/HF0001', body: '{"note":"æ/ø \\"å\\""}' },
  ],
];

const crewBookings: readonly Call[] = [
  ...booking,
  [
    'get_bookings',
    { sailing: 'nor-ost-1', checkedIn: false },
    { method: 'GET', path: '/bookings/bookings', query: 'sailing=nor-ost-1&checkedIn=false' },
  ],
  [
    'post_bookings_reference_check-in',
    { reference: 'HF0001', 'X-Pier': 'north 2' },
    { method: 'POST', path: '/bookings/bookings/HF0001/check-in', pier: 'north 2' },
  ],
  [
    'delete_bookings_reference',
    { reference: 'HF0001' },
    { method: 'DELETE', path: '/bookings/bookings/HF0001' },
  ],
];

const vessels: readonly Call[] = [
  ['get_vessels', {}, { method: 'GET', path: '/fleet/vessels' }],
  ['get_vessels_name', { name: 'Alke' }, { method: 'GET', path: '/fleet/vessels/Alke' }],
];

const fleet: readonly Call[] = [
  ...vessels,
  [
    'put_vessels_name_state',
    { name: 'Terne', state: 'delayed', reason: 'Fog.' },
    { method: 'PUT', path: '/fleet/vessels/Terne/state', body: '{"state":"delayed","reason":"Fog."}' },
  ],
  [
    'post_vessels_name_notices',
    { name: 'Terne', body: 'Half an hour late.' },
    { method: 'POST', path: '/fleet/vessels/Terne/notices', body: 'Half an hour late.' },
  ],
  [
    'get_vessels_name_notices',
    { name: 'Terne', since: '2020-01-01T00:00:00Z' },
    { method: 'GET', path: '/fleet/vessels/Terne/notices', query: 'since=2020-01-01T00%3A00%3A00Z' },
  ],
];

const traveller = { 'x-reshapr-key': 'traveller-key' };
const staff = { 'x-reshapr-key': 'staff-key' };

/** `npm start` on the example, and every tool of every endpoint called through the official SDK. */
describe('npm start', () => {
  let directory: string;
  let running: Running;
  let backend: string;
  let gateway: string;

  beforeAll(async () => {
    const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect(manifest.scripts.start).toBe('node examples/start.mjs');
    directory = await mkdtemp(join(tmpdir(), 'reshapr-e2e-start-'));
    const [backendPort, port] = [await freePort(), await freePort()];
    backend = `http://127.0.0.1:${backendPort}`;
    gateway = `http://localhost:${port}`;
    const env = {
      ...process.env,
      HAVN_PORT: String(backendPort),
      HAVN_TREE: await exampleTree(directory, backendPort),
      HAVN_TRAVELLER_KEY: 'traveller-key',
      HAVN_STAFF_KEY: 'staff-key',
      NO_COLOR: '1',
    };
    const before = performance.now();
    running = start(process.execPath, ['examples/start.mjs', '--port', String(port)], { env, cwd: root });
    await running.seen(/Serving 6 endpoints/);
    console.info(`npm start serves every endpoint after ${Math.round(performance.now() - before)} ms`);
  });

  afterAll(async () => {
    if (directory !== undefined) await rm(directory, { recursive: true, force: true });
    killAll();
  });

  async function noted(): Promise<readonly Noted[]> {
    const response = await fetch(`${backend}/record`);
    return (await response.json()) as Noted[];
  }

  it('lists the endpoints with URLs to paste into a client', () => {
    const rows = [...running.out().matchAll(/^(\S+) +(\d+) +(open|x-reshapr-key) +(\S+)$/gm)];
    expect(rows.map(([, name, tools, access, url]) => [name, Number(tools), access, url])).toEqual([
      ['booking', 3, 'x-reshapr-key', `${gateway}/mcp/havn/booking`],
      ['crew-bookings', 6, 'x-reshapr-key', `${gateway}/mcp/havn/crew-bookings`],
      ['fleet', 5, 'x-reshapr-key', `${gateway}/mcp/havn/fleet`],
      ['staff-timetable', 4, 'open', `${gateway}/mcp/havn/staff-timetable`],
      ['timetable', 4, 'open', `${gateway}/mcp/havn/timetable`],
      ['vessels', 2, 'open', `${gateway}/mcp/havn/vessels`],
    ]);
  });

  // In this order: each booking gets the next reference, and the first is deleted in between.
  it.each([
    ['timetable', {}, timetable],
    ['staff-timetable', {}, timetable],
    ['crew-bookings', staff, crewBookings],
    ['booking', traveller, booking],
    ['vessels', {}, vessels],
    ['fleet', staff, fleet],
  ] as const)('calls every tool of %s, as the backend notes', async (endpoint, headers, calls) => {
    const client = await sessionClient(`${gateway}/mcp/havn/${endpoint}`, headers);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual(calls.map(([tool]) => tool).sort());
    for (const [name, args, expected] of calls) {
      const before = (await noted()).length;
      const result = await client.callTool({ name, arguments: args });
      expect(result.isError ?? false, JSON.stringify(result)).toBe(false);
      const defaults = { query: '', body: '', pier: null };
      expect((await noted()).slice(before)).toEqual([{ ...defaults, ...expected }]);
    }
    await client.close();
  });

  it('ends with SIGTERM, and leaves nothing running', async () => {
    running.kill('SIGTERM');
    expect(await running.ended).toMatchObject({ code: 0 });
    await expect(fetch(`${gateway}/healthz`)).rejects.toThrow();
    await expect(fetch(`${backend}/record`)).rejects.toThrow();
  });
});
