import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Client } from '@modelcontextprotocol/sdk/client/index.js';
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

/** A call of a tool, what the backend is to note of it, and what a client is to read of its answer. */
type Call = readonly [
  tool: string,
  args: Record<string, unknown>,
  noted: Partial<Noted> | readonly Partial<Noted>[],
  answer?: unknown,
];

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
  [
    'find_car_sailings',
    { from: 'OST', to: 'SUN' },
    { method: 'GET', path: '/timetable/sailings', query: 'from=OST&to=SUN&carries=car' },
    {
      sailings: ['07:10', '12:25', '18:40'].map((departs) => ({ departs, minutes: 70, vessel: 'Havhest' })),
    },
  ],
  [
    'plan_round_trip',
    { from: 'NOR', to: 'SUN', hoursAshore: 5 },
    [
      { method: 'GET', path: '/timetable/sailings', query: 'from=NOR&to=SUN' },
      { method: 'GET', path: '/timetable/sailings', query: 'from=SUN&to=NOR' },
    ],
    {
      out: expect.objectContaining({ departs: '07:10' }),
      home: expect.objectContaining({ departs: '18:40' }),
    },
  ],
];

const kiosk: readonly Call[] = [
  [
    'menu',
    { vessel: 'Terne', vegetarian: true },
    { method: 'POST', path: '/kiosk', body: expect.stringContaining('"variables":{"vessel":"Terne"') },
    {
      data: { menu: [expect.objectContaining({ id: 'coffee' }), expect.objectContaining({ id: 'waffle' })] },
    },
  ],
  [
    'dish',
    { id: 'soup', __relation_goesWith: { first: 1 } },
    { method: 'POST', path: '/kiosk', body: expect.stringContaining('goesWith') },
    { data: { dish: expect.objectContaining({ goesWith: [expect.objectContaining({ id: 'bread' })] }) } },
  ],
];

/** What speaks gRPC is not in the notes of the HTTP backend. */
const harbour: readonly Call[] = [
  ['GetBerth', { port: 'NOR', vessel: 'Alke' }, [], { number: 1, side: 'STARBOARD', depthCm: 320 }],
  [
    'WatchTide',
    { port: 'OST', readings: 2 },
    [],
    {
      messages: [
        { at: '06:00', levelCm: 84 },
        { at: '09:00', levelCm: 131 },
      ],
    },
  ],
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
    const [backendPort, harbourPort, port] = [await freePort(), await freePort(), await freePort()];
    backend = `http://127.0.0.1:${backendPort}`;
    gateway = `http://localhost:${port}`;
    const env = {
      ...process.env,
      HAVN_PORT: String(backendPort),
      HAVN_HARBOUR_PORT: String(harbourPort),
      HAVN_TREE: await exampleTree(directory, backendPort, harbourPort),
      HAVN_TRAVELLER_KEY: 'traveller-key',
      HAVN_STAFF_KEY: 'staff-key',
      NO_COLOR: '1',
    };
    const before = performance.now();
    running = start(process.execPath, ['examples/start.mjs', '--port', String(port)], { env, cwd: root });
    await running.seen(/Serving 8 endpoints/);
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
      ['harbour', 2, 'x-reshapr-key', `${gateway}/mcp/havn/harbour`],
      ['kiosk', 2, 'open', `${gateway}/mcp/havn/kiosk`],
      ['staff-timetable', 6, 'open', `${gateway}/mcp/havn/staff-timetable`],
      ['timetable', 6, 'open', `${gateway}/mcp/havn/timetable`],
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
    ['kiosk', {}, kiosk],
    ['harbour', staff, harbour],
  ] as const)('calls every tool of %s, as the backend notes', async (endpoint, headers, calls) => {
    const client = await sessionClient(`${gateway}/mcp/havn/${endpoint}`, headers);
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name).sort()).toEqual(calls.map(([tool]) => tool).sort());
    for (const [name, args, expected, answer] of calls) {
      const before = (await noted()).length;
      const result = await client.callTool({ name, arguments: args });
      expect(result.isError ?? false, JSON.stringify(result)).toBe(false);
      const defaults = { query: '', body: '', pier: null };
      const wanted = [expected].flat().map((each) => ({ ...defaults, ...each }));
      // Calls that a script begins together arrive in any order.
      const seen = (await noted()).slice(before).sort((one, other) => one.query.localeCompare(other.query));
      expect(seen).toEqual(wanted);
      if (answer !== undefined) expect(answerOf(result)).toEqual(answer);
    }
    await client.close();
  });

  /** What a client reads: the structured answer, else the text as JSON. */
  function answerOf({ structuredContent, content }: Awaited<ReturnType<Client['callTool']>>): unknown {
    return structuredContent ?? JSON.parse((content as { text: string }[])[0]?.text ?? 'null');
  }

  it('ends with SIGTERM, and leaves nothing running', async () => {
    running.kill('SIGTERM');
    expect(await running.ended).toMatchObject({ code: 0 });
    await expect(fetch(`${gateway}/healthz`)).rejects.toThrow();
    await expect(fetch(`${backend}/record`)).rejects.toThrow();
  });
});
