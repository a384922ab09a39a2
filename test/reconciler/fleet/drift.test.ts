import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, credentials, Metadata } from '@grpc/grpc-js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { statusOf } from '../../../src/reconciler/admin/status.ts';
import { headerOf, servedFormats } from '../../../src/snapshot/index.ts';
import { ConnectRequest, ConnectResponse } from '../../../src/wire/generated/reshapr/snapshot/v1/snapshot.ts';
import { decodeToGateway, encodeToControl, type ToControl, type ViewRef } from '../../../src/wire/index.ts';
import { smallTree } from '../../compiler/support/small-tree.ts';
import { openStreamBench, type StreamBench } from '../support/stream-bench.ts';

const path = '/reshapr.snapshot.v1.SnapshotService/Connect';

let bench: StreamBench;
beforeEach(async () => {
  bench = await openStreamBench();
  await bench.apply(smallTree);
});
afterEach(() => bench.close());

/** A gateway that takes whatever it is sent, and says in its beats what a test wants. */
async function fakeGateway() {
  const client = new Client(`127.0.0.1:${bench.port}`, credentials.createInsecure());
  const metadata = new Metadata();
  metadata.set('authorization', `ApiToken ${await bench.token('fake')}`);
  const intents: string[] = [];
  let active: ViewRef | null = null;
  let beats = 0;
  const call = client.makeBidiStreamRequest(
    path,
    (bytes: Buffer) => bytes,
    (bytes: Buffer) => ConnectResponse.decode(bytes),
    metadata,
  );
  const say = (message: ToControl): void => {
    for (const part of encodeToControl(message))
      call.write(Buffer.from(ConnectRequest.encode(part).finish()));
  };
  call.on('error', () => undefined);
  call.on('data', (response: ConnectResponse) => {
    const message = decodeToGateway(response);
    if (message?.type === 'intent') intents.push(`${message.mode} ${message.reason}`);
    if (message?.type !== 'activate') return;
    const { epoch, sequence, view } = headerOf(message.envelope);
    active = { epoch, sequence, digest: view };
    const { transaction } = message;
    say({ type: 'verdict', transaction, view: active, status: 'active', permanent: false, findings: [] });
  });
  say({
    ...{ type: 'hello', gatewayId: 'fake', instanceId: 'one', labels: { env: 'dev' }, fqdns: [] },
    ...{ softwareVersion: '1', formats: servedFormats, active: null, crashed: null },
  });
  return {
    intents,
    active: () => active,
    beat: (reported: ViewRef | null) =>
      say({ type: 'beat', number: ++beats, active: reported, calls: 0, errors: 0 }),
    close: () => {
      call.cancel();
      client.close();
    },
  };
}

const other = { epoch: 1, sequence: 0, digest: 'd'.repeat(64) };
const shown = async () => (await statusOf(bench.plane, 'acme', 'fake')).gateways[0];

it('drift is found with one beat, told as an event, and repaired; what flaps is left alone with a reason', async () => {
  const gateway = await fakeGateway();
  await expect.poll(async () => (await shown())?.state).toBe('active');
  gateway.beat(other);
  await expect.poll(() => gateway.intents.at(-1)).toBe('full drift');
  expect(bench.log.lines.map(({ message }) => message)).toContain('gateway drift');
  await expect.poll(async () => (await shown())?.state).toBe('active');

  // Again and again, whatever it is sent, and however long that is waited with.
  for (let time = 0; time < 2_000 && !bench.observed.includes('fake flapping'); time++) {
    gateway.beat(other);
    bench.clock.advance(10_000);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await expect.poll(async () => (await shown())?.state).toBe('flapping');
  expect((await shown())?.findings).toEqual([
    expect.stringContaining('left alone until another view is desired, its version changes'),
  ]);
  const repairs = gateway.intents.filter((intent) => intent === 'full drift').length;
  for (let time = 0; time < 20; time++) {
    gateway.beat(other);
    bench.clock.advance(10_000);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(gateway.intents.filter((intent) => intent === 'full drift')).toHaveLength(repairs);
  expect(repairs).toBe(5);

  expect(bench.plane.fleet.repair('acme', 'fake')).toBe(true);
  await expect.poll(async () => (await shown())?.state).toBe('active');
  gateway.close();
});

it('a bundle that was tampered with is not served, and replaced by what is desired', async () => {
  const gateway = await bench.gateway('gw');
  await expect.poll(() => bench.observed).toContain('gw active');
  await gateway.stop();
  const folder = join(gateway.directory, 'bundles');
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name));
    bytes[bytes.length - 5] = (bytes[bytes.length - 5] as number) ^ 1;
    await writeFile(join(folder, name), bytes);
  }
  const sent = bench.observed.filter((line) => line === 'gw sending').length;
  await bench.gateway('gw', { directory: gateway.directory });
  await expect.poll(() => bench.observed.filter((line) => line === 'gw sending').length).toBe(sent + 1);
  await expect.poll(() => bench.observed.filter((line) => line === 'gw active').length).toBe(2);
});
