import { Client, credentials, Metadata as GrpcMetadata, type Metadata } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { servedFormats } from '../../../src/snapshot/index.ts';
import { ConnectRequest, ConnectResponse } from '../../../src/wire/generated/reshapr/snapshot/v1/snapshot.ts';
import { decodeToGateway, encodeToControl } from '../../../src/wire/index.ts';
import { smallTree } from '../../compiler/support/small-tree.ts';
import { moveUntil, openStreamBench, type StreamBench } from '../support/stream-bench.ts';

const path = '/reshapr.snapshot.v1.SnapshotService/Connect';

let bench: StreamBench;
let client: Client;
beforeEach(async () => {
  bench = await openStreamBench();
  await bench.apply(smallTree);
  client = new Client(`127.0.0.1:${bench.port}`, credentials.createInsecure());
});
afterEach(async () => {
  client.close();
  await bench.close();
});

/** A stream that takes any bytes; what is answered, a word each. */
async function openStream(token?: string) {
  const metadata: Metadata = new GrpcMetadata();
  metadata.set('authorization', `ApiToken ${token ?? (await bench.token('raw'))}`);
  const answers: string[] = [];
  const call = client.makeBidiStreamRequest(
    path,
    (bytes: Buffer) => bytes,
    (bytes: Buffer) => ConnectResponse.decode(bytes),
    metadata,
  );
  call.on('data', (response: ConnectResponse) => {
    const message = decodeToGateway(response);
    answers.push(
      message?.type === 'refuse' ? `refuse ${message.reason}: ${message.message}` : `${message?.type}`,
    );
  });
  call.on('error', (error) => answers.push(`error ${error.message}`));
  call.on('end', () => answers.push('end'));
  return { answers, send: (bytes: Uint8Array) => call.write(Buffer.from(bytes)), close: () => call.cancel() };
}

function bytesOf(message: Parameters<typeof encodeToControl>[0]): Buffer {
  return Buffer.concat(encodeToControl(message).map((request) => ConnectRequest.encode(request).finish()));
}

const hello = bytesOf({
  ...{ type: 'hello', gatewayId: 'raw', instanceId: 'raw-1', labels: { env: 'dev' }, fqdns: [] },
  ...{ softwareVersion: 'newer', formats: servedFormats, active: null, crashed: null },
});
const beat = bytesOf({ type: 'beat', number: 1, calls: 0, errors: 0, active: null });
/** Field 99, a message with one varint: something that a later version may send. */
const unknownKind = Buffer.from([0x9a, 0x06, 0x02, 0x08, 0x01]);
const noProtobuf = Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff]);

describe('a message that this version does not know', () => {
  it.each([
    ['of an unknown kind', unknownKind],
    ['without any kind', Buffer.alloc(0)],
    ['other than Hello', beat],
  ])('is refused as the first: %s', async (_, bytes) => {
    const stream = await openStream();
    stream.send(bytes);
    await expect.poll(() => stream.answers).toContain('end');
    expect(stream.answers[0]).toMatch(/^refuse protocol: /);
  });

  it('is passed over later on, and the stream lives', async () => {
    const stream = await openStream();
    stream.send(hello);
    await expect.poll(() => stream.answers).toContain('activate');
    stream.send(unknownKind);
    stream.send(Buffer.concat([beat, unknownKind]));
    stream.send(beat);
    await expect
      .poll(() => stream.answers.filter((answer) => answer === 'beatAck').length)
      .toBeGreaterThan(0);
    expect(stream.answers.filter((answer) => /^(refuse|error|end)/.test(answer))).toEqual([]);
    stream.close();
  });

  it('is refused when it is a second Hello', async () => {
    const stream = await openStream();
    stream.send(hello);
    await expect.poll(() => stream.answers).toContain('activate');
    stream.send(hello);
    await expect.poll(() => stream.answers).toContain('refuse protocol: Hello comes first, and once');
  });

  it('ends its own stream when it is no message at all, and no other', async () => {
    const other = await bench.gateway('gw');
    await expect.poll(() => bench.observed).toContain('gw active');
    const stream = await openStream();
    stream.send(noProtobuf);
    await expect.poll(() => stream.answers.at(-1)).toMatch(/^(error|end)/);
    expect(other.status()).toMatchObject({ connected: true, ready: true });
    await bench.apply({
      ...smallTree,
      'orders.yaml': String(smallTree['orders.yaml']).replace('    post:', '    put:'),
    });
    await expect.poll(() => other.served.header()?.revision).toBe(2);
  });
});

describe('a Hello', () => {
  it.each([
    ['with an id that is no name', { gatewayId: '../../etc' }, 'this gateway id is not allowed'],
    ['with an empty id', { gatewayId: '' }, 'this gateway id is not allowed'],
  ])('%s is refused', async (_, changes, why) => {
    const stream = await openStream();
    stream.send(
      bytesOf({
        ...{ type: 'hello', gatewayId: 'raw', instanceId: 'raw-1', labels: {}, fqdns: [] },
        ...{ softwareVersion: 'test', formats: [], active: null, crashed: null, ...changes },
      }),
    );
    await expect.poll(() => stream.answers).toContain(`refuse not-allowed: ${why}`);
  });
});

describe('a stream of nobody', () => {
  it('is ended when no Hello comes, and not when one came', async () => {
    const [silent, known] = [await openStream('acme-nobody'), await openStream()];
    known.send(hello);
    await expect.poll(() => known.answers).toContain('activate');
    await moveUntil(bench.clock, () => silent.answers.includes('end'));
    expect(silent.answers).toEqual(['refuse protocol: no Hello came', 'end']);
    expect(known.answers).not.toContain('end');
    known.close();
  });

  it('takes no place from gateways with a token', async () => {
    const strangers = await Promise.all(Array.from({ length: 520 }, () => openStream('acme-unknown')));
    for (const stranger of strangers) stranger.send(hello);
    await expect.poll(() => strangers.every(({ answers }) => answers.includes('end'))).toBe(true);
    expect(new Set(strangers.map(({ answers }) => answers[0]))).toEqual(
      new Set(['refuse unknown: the API token is not known here']),
    );
    const known = await openStream();
    known.send(hello);
    await expect.poll(() => known.answers).toContain('welcome');
    known.close();
  });
});
