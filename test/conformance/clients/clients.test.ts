import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edit } from '../../e2e/support/installation.ts';
import { killAll } from '../../e2e/support/processes.ts';
import { missingOracle } from '../suites.ts';
import { type Inspector, inspector } from './inspector.ts';
import { connectV1, connectV2 } from './sdk-clients.ts';
import { type Endpoint, endpoints, headersOf, type ServedExample, serveExample } from './serve-example.ts';

/** An edit of each spec, of a text that every endpoint of it lists. */
const edits: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'timetable.yaml': ['Name and position of one port.', 'Where one port is.'],
  'bookings.yaml': ['Books places on a sailing.', 'Books seats on a sailing.'],
  'fleet.json': ['All vessels and whether they sail.', 'All vessels, and which of them sail.'],
  'kiosk.graphql': ['The menu of a vessel today', 'What a vessel serves today'],
  'harbour.proto': ['Looks up the berth', 'Finds the berth'],
};

let example: ServedExample;
let inspect: Inspector;

beforeAll(async () => {
  expect(missingOracle()).toBeUndefined();
  example = await serveExample();
  inspect = inspector(urlOf, example.directory);
});
afterAll(async () => {
  await example.stop();
  killAll();
});

function urlOf({ name }: Endpoint): string {
  const url = example.listed.get(name);
  if (url === undefined) throw new Error(`dev does not list ${name}`);
  return url;
}

/** Begins a call while no backend answers, gives it up, and waits until the gateway has counted a cancelled one. */
async function cancelled(begin: () => { readonly over: Promise<unknown>; giveUp(): void }): Promise<void> {
  const { relays, counted } = example;
  const before = await counted('cancelled');
  for (const relay of relays) relay.hold();
  const held = relays.map((relay) => relay.heldBytes());
  try {
    const { over, giveUp } = begin();
    await expect.poll(() => relays.some((relay, index) => relay.heldBytes() > (held[index] ?? 0))).toBe(true);
    giveUp();
    await over;
    await expect.poll(() => counted('cancelled')).toBe(before + 1);
  } finally {
    for (const relay of relays) relay.release();
  }
}

it('every endpoint of the example is tried', () => {
  expect([...example.listed.keys()].sort()).toEqual(endpoints.map(({ name }) => name).sort());
});

describe.each([
  ['v1', connectV1],
  ['v2', connectV2],
] as const)('the SDK client %s', (_, connect) => {
  it.each(endpoints)('lists, calls and cancels at $name', async (endpoint) => {
    const { tool, args } = endpoint;
    const client = await connect(urlOf(endpoint), headersOf(endpoint));
    const answer = { content: [{ type: 'text' }] };
    expect(await client.tools()).toContain(`"${tool}"`);
    expect(await client.call(tool, args)).toMatchObject(answer);
    await cancelled(() => {
      const controller = new AbortController();
      const call = client.call(tool, args, controller.signal);
      return { over: expect(call).rejects.toThrow(), giveUp: () => controller.abort() };
    });
    const again = await client.call(tool, args);
    expect(again).toMatchObject(answer);
    expect(again).not.toHaveProperty('isError');
    await client.close();
  });
});

describe.each(['legacy', 'modern'] as const)('the CLI of the inspector, %s', (era) => {
  it.each(endpoints)('lists, calls and goes away during a call at $name', async (endpoint) => {
    expect(JSON.stringify(await inspect.list(endpoint, era))).toContain(`"${endpoint.tool}"`);
    const called = await inspect.call(endpoint, era);
    expect(called).toMatchObject({ result: { content: [{ type: 'text' }] } });
    expect(called).not.toHaveProperty('result.isError');
    await cancelled(() => {
      const call = inspect.beginCall(endpoint, era);
      return { over: call.ended, giveUp: () => call.kill('SIGKILL') };
    });
  });
});

it('exactly the clients of endpoints whose tools changed hear of it, once; they and the inspector see it', async () => {
  const connecting = endpoints.flatMap((endpoint) =>
    [connectV1, connectV2].map(async (connect) => ({
      endpoint,
      client: await connect(urlOf(endpoint), headersOf(endpoint)),
    })),
  );
  const clients = await Promise.all(connecting);
  const expected = new Map(clients.map(({ client }) => [client, 0]));
  for (const [spec, [from, to]] of Object.entries(edits)) {
    await edit(join(example.tree, 'specs', spec), from, to);
    const touched = clients.filter(({ endpoint }) => endpoint.spec === spec);
    for (const { client } of touched) expected.set(client, 1);
    await expect.poll(() => clients.map(({ client }) => client.changes())).toEqual([...expected.values()]);
    for (const { client } of touched) expect(await client.tools()).toContain(to);
    const [endpoint] = touched.map((each) => each.endpoint);
    if (endpoint === undefined) throw new Error(`no endpoint of ${spec}`);
    expect(JSON.stringify(await inspect.list(endpoint, 'modern'))).toContain(to);
  }
  // Nothing came late, to nobody.
  expect(clients.map(({ client }) => client.changes())).toEqual(clients.map(() => 1));
  await Promise.all(clients.map(({ client }) => client.close()));
});
