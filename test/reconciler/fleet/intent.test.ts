import { ChannelCredentials, Metadata } from '@grpc/grpc-js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { servedFormats } from '../../../src/snapshot/index.ts';
import { type ConnectResponse, encodeToControl, snapshotClient } from '../../../src/wire/index.ts';
import { smallTree } from '../../compiler/support/small-tree.ts';
import { openStreamBench, type StreamBench } from '../support/stream-bench.ts';

let bench: StreamBench;
beforeEach(async () => {
  bench = await openStreamBench();
  await bench.apply(smallTree);
});
afterEach(() => bench.close());

it('the Intent tells how many objects and bytes follow, and so many follow', async () => {
  const client = snapshotClient(`127.0.0.1:${bench.port}`, ChannelCredentials.createInsecure(), {});
  const metadata = new Metadata();
  metadata.set('authorization', `ApiToken ${await bench.token('raw')}`);
  const stream = client.connect(metadata);
  const arrived: NonNullable<ConnectResponse['message']>[] = [];
  stream.on('data', ({ message }: ConnectResponse) => message && arrived.push(message));
  stream.on('error', () => undefined);
  const [hello] = encodeToControl({
    ...{ type: 'hello', gatewayId: 'raw', instanceId: 'raw-1', labels: { env: 'dev' }, fqdns: [] },
    ...{ softwareVersion: 'test', formats: servedFormats, active: null, crashed: null },
  });
  if (hello === undefined) expect.fail();
  stream.write(hello);
  await expect.poll(() => arrived.map(({ $case }) => $case)).toContain('activate');

  const puts = arrived.flatMap((message) => (message.$case === 'put' ? [message.value] : []));
  const intent = arrived.find(({ $case }) => $case === 'intent');
  expect(puts.length).toBeGreaterThan(0);
  expect(intent?.value).toMatchObject({
    puts: puts.length,
    bytes: puts.reduce((sum, { content }) => sum + content.length, 0),
  });
  stream.cancel();
  client.close();
});
