// The sample backend of the examples: Timetable, Bookings, Fleet and Kiosk of Havn Ferries, in memory. Harbour speaks
// gRPC on a port of its own (harbour.mjs), and is started beside it.
// It keeps a record of the requests that it got, at GET /record, so that a test can compare.
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { vessels as knownVessels, ports, sailings } from './data.mjs';
import { startHarbour } from './harbour.mjs';
import { askKiosk } from './kiosk.mjs';

/** Requests remembered at most. */
const recordLimit = 1_000;

/** Starts the backend; resolves to its server once it listens. */
export async function startBackend(port = 4010, host = '127.0.0.1') {
  const world = {
    bookings: new Map(),
    vessels: structuredClone(knownVessels),
    notices: new Map(),
    record: [],
  };
  const server = createServer((request, response) => {
    answer(request, response, world).catch((error) => send(response, 500, { message: String(error) }));
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  return server;
}

async function answer(request, response, world) {
  const url = new URL(request.url, 'http://backend');
  const body = await readText(request);
  if (url.pathname === '/record') return send(response, 200, world.record);
  const { method } = request;
  const { pathname: path, search } = url;
  world.record.push({ method, path, query: search.slice(1), body, pier: request.headers['x-pier'] ?? null });
  if (world.record.length > recordLimit) world.record.shift();

  for (const [expected, pattern, handle] of routes) {
    const match = expected === method ? pattern.exec(path) : null;
    if (match === null) continue;
    const { status, value } = await handle({
      parts: match.slice(1).map(decodeURIComponent),
      query: url.searchParams,
      body,
      world,
    });
    return send(response, status, value);
  }
  return send(response, 404, { message: `there is no ${method} ${path}` });
}

const ok = (value) => ({ status: 200, value });
const created = (value) => ({ status: 201, value });
const notFound = (what) => ({ status: 404, value: { message: `there is no ${what}` } });

const routes = [
  ['GET', /^\/timetable\/ports$/, () => ok(ports)],
  [
    'GET',
    /^\/timetable\/ports\/([^/]+)$/,
    ({ parts: [code] }) =>
      found(
        ports.find((port) => port.code === code),
        `port ${code}`,
      ),
  ],
  ['GET', /^\/timetable\/sailings$/, ({ query }) => ok({ sailings: findSailings(query) })],
  [
    'GET',
    /^\/timetable\/sailings\/([^/]+)$/,
    ({ parts: [id] }) =>
      found(
        sailings.find((sailing) => sailing.id === id),
        `sailing ${id}`,
      ),
  ],
  ['GET', /^\/bookings\/bookings$/, ({ query, world }) => ok(listBookings(query, world))],
  ['POST', /^\/bookings\/bookings$/, ({ body, world }) => created(book(JSON.parse(body), world))],
  [
    'GET',
    /^\/bookings\/bookings\/([^/]+)$/,
    ({ parts: [reference], world }) => found(world.bookings.get(reference), `booking ${reference}`),
  ],
  [
    'PATCH',
    /^\/bookings\/bookings\/([^/]+)$/,
    ({ parts: [reference], body, world }) => change(reference, JSON.parse(body), world),
  ],
  [
    'DELETE',
    /^\/bookings\/bookings\/([^/]+)$/,
    ({ parts: [reference], world }) =>
      world.bookings.delete(reference) ? { status: 204 } : notFound(`booking ${reference}`),
  ],
  [
    'POST',
    /^\/bookings\/bookings\/([^/]+)\/check-in$/,
    ({ parts: [reference], world }) => change(reference, { checkedIn: true }, world),
  ],
  ['GET', /^\/fleet\/vessels$/, ({ world }) => ok(world.vessels)],
  [
    'GET',
    /^\/fleet\/vessels\/([^/]+)$/,
    ({ parts: [name], world }) => found(vesselOf(name, world), `vessel ${name}`),
  ],
  [
    'PUT',
    /^\/fleet\/vessels\/([^/]+)\/state$/,
    ({ parts: [name], body, world }) => setState(name, JSON.parse(body), world),
  ],
  [
    'GET',
    /^\/fleet\/vessels\/([^/]+)\/notices$/,
    ({ parts: [name], query, world }) => listNotices(name, query, world),
  ],
  [
    'POST',
    /^\/fleet\/vessels\/([^/]+)\/notices$/,
    ({ parts: [name], body, world }) => publish(name, body, world),
  ],
  ['POST', /^\/kiosk$/, async ({ body }) => ok(await askKiosk(JSON.parse(body)))],
];

function found(value, what) {
  return value === undefined ? notFound(what) : ok(value);
}

function findSailings(query) {
  const wanted = query.getAll('carries').flatMap((value) => value.split(','));
  return sailings
    .filter(({ from, to }) => from === query.get('from') && to === query.get('to'))
    .filter(({ carries }) => wanted.every((kind) => carries.includes(kind)))
    .slice(0, Number(query.get('limit') ?? 5));
}

function listBookings(query, { bookings }) {
  const checkedIn = query.get('checkedIn');
  return [...bookings.values()].filter(
    (booking) =>
      booking.sailing === query.get('sailing') &&
      (checkedIn === null || String(booking.checkedIn) === checkedIn),
  );
}

function book(wanted, { bookings }) {
  const reference = `HF${String(bookings.size + 1).padStart(4, '0')}`;
  const booking = { passengers: 1, vehicle: 'none', note: null, ...wanted, reference, checkedIn: false };
  bookings.set(reference, booking);
  return booking;
}

function change(reference, changes, { bookings }) {
  const booking = bookings.get(reference);
  if (booking === undefined) return notFound(`booking ${reference}`);
  bookings.set(reference, { ...booking, ...changes });
  return ok(bookings.get(reference));
}

function vesselOf(name, { vessels }) {
  return vessels.find((vessel) => vessel.name === name);
}

function setState(name, { state, reason = null }, world) {
  const vessel = vesselOf(name, world);
  if (vessel === undefined) return notFound(`vessel ${name}`);
  Object.assign(vessel, { state, reason });
  return ok(vessel);
}

function listNotices(name, query, { notices }) {
  const since = query.get('since') ?? '';
  return ok((notices.get(name) ?? []).filter(({ at }) => at > since));
}

function publish(name, text, { notices }) {
  const notice = { text, at: new Date().toISOString() };
  notices.set(name, [notice, ...(notices.get(name) ?? [])]);
  return created(notice);
}

async function readText(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function send(response, status, value) {
  if (value === undefined) return response.writeHead(status).end();
  return response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const server = await startBackend(Number(process.env.PORT ?? 4010));
  await startHarbour(Number(process.env.HARBOUR_PORT ?? 4011));
  console.error(`Havn Ferries listens on http://127.0.0.1:${server.address().port}`);
}
