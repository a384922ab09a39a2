import { ChannelCredentials, Metadata } from '@grpc/grpc-js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { editSpec, generateTree } from '../../../bench/support/tree.ts';
import { type WriteDurably, writeDurably } from '../../../src/kernel/index.ts';
import { servedFormats } from '../../../src/snapshot/index.ts';
import { type ConnectResponse, encodeToControl, snapshotClient } from '../../../src/wire/index.ts';
import {
  type BenchGateway,
  openStreamBench,
  type StreamBench,
} from '../../reconciler/support/stream-bench.ts';

const tree = {
  ...generateTree(100),
  'reshapr.yaml': String(generateTree(10)['reshapr.yaml']).replace(
    'organization: bench',
    'organization: acme',
  ),
};
const edited = editSpec(tree, 0, 'in short').tree;

let bench: StreamBench;
beforeEach(async () => {
  bench = await openStreamBench();
  await bench.apply(tree);
});
afterEach(() => bench.close());

/** A disk that counts what it took. */
function disk() {
  const written: { file: string; bytes: number }[] = [];
  const write: WriteDurably = async (path, chunks, mode) => {
    const all = [...chunks];
    await writeDurably(path, all, mode);
    written.push({ file: path.slice(path.lastIndexOf('/') + 1), bytes: Buffer.concat(all).length });
  };
  return { written, write };
}

const signedNow = (): number => bench.plane.ledger.state().organizations.get('acme')?.signed ?? 0;

it('costs a gateway one object, one tool, the surfaces that have it, and one small file', async () => {
  const disks = Array.from({ length: 5 }, disk);
  const gateways: BenchGateway[] = [];
  for (const [at, { write }] of disks.entries())
    gateways.push(await bench.gateway(`gw-${at}`, { write, labels: {} }));
  const serve = (revision: number) =>
    expect
      .poll(() => gateways.map(({ served }) => served.header()?.revision), { timeout: 10_000 })
      .toEqual(gateways.map(() => revision));
  await serve(1);
  const signed = signedNow();

  await bench.apply(edited);
  await serve(2);
  await bench.plane.rollback({
    organization: 'acme',
    source: undefined,
    revision: undefined,
    author: 'test',
  });
  await serve(3);

  // One view for all of them, each time.
  expect(signedNow() - signed).toBe(2);
  for (const [at, { log, served }] of gateways.entries()) {
    const built = log.lines.filter(({ message }) => message === 'view built').map(({ fields }) => fields);
    // Of 50 surfaces of 80 tools, those of the service.
    const work = { objectsRead: 1, toolsBuilt: 1, surfacesBuilt: 5 };
    expect(built).toMatchObject([{ objectsRead: 150, toolsBuilt: 80, surfacesBuilt: 50 }, work, work]);
    const files = disks[at]?.written ?? [];
    expect(files.map(({ file }) => file.includes('-from-'))).toEqual([false, true, true]);
    const [whole, step, back] = files.map(({ bytes }) => bytes);
    expect(whole).toBeGreaterThan(50_000);
    expect(step).toBeLessThan(3_000);
    // What it goes back to is the whole bundle, under another header.
    expect(back).toBeLessThan(1_000);
    expect(served.surfaces.all()).toHaveLength(50);
  }
});

it('costs a stream three messages, and brings the object that changed', async () => {
  const client = snapshotClient(`127.0.0.1:${bench.port}`, ChannelCredentials.createInsecure(), {});
  const metadata = new Metadata();
  metadata.set('authorization', `ApiToken ${await bench.token('raw')}`);
  const stream = client.connect(metadata);
  const arrived: NonNullable<ConnectResponse['message']>[] = [];
  stream.on('data', ({ message }: ConnectResponse) => message && arrived.push(message));
  stream.on('error', () => undefined);
  const say = (message: Parameters<typeof encodeToControl>[0]): void => {
    for (const part of encodeToControl(message)) stream.write(part);
  };
  const activated = (count: number) =>
    expect
      .poll(() => arrived.filter(({ $case }) => $case === 'activate'), { timeout: 10_000 })
      .toHaveLength(count);
  say({
    ...{ type: 'hello', gatewayId: 'raw', instanceId: 'raw-1', labels: {}, fqdns: [] },
    ...{ softwareVersion: 'test', formats: servedFormats, active: null, crashed: null },
  });
  await activated(1);
  const peer = bench.plane.fleet.gateways()[0]?.peer;
  const view = peer?.desired?.ref;
  if (view === undefined) expect.fail('nothing is desired');
  say({ type: 'verdict', transaction: 1, view, status: 'active', permanent: false, findings: [] });
  await expect.poll(() => bench.plane.fleet.gateways()[0]?.peer.active?.digest).toBe(view.digest);
  arrived.length = 0;

  await bench.apply(edited);
  await activated(1);
  expect(arrived.map(({ $case }) => $case)).toEqual(['intent', 'put', 'activate']);
  const contents = arrived.map((message) => (message.$case === 'put' ? message.value.content.length : 0));
  expect(contents.reduce((sum, length) => sum + length, 0)).toBeLessThan(1_500);
  stream.cancel();
  client.close();
});
