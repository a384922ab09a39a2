import { Server, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js';
import { type ConnectRequest, encodeResponse, snapshotService } from '../../src/wire/index.ts';
import { timed } from '../support/result.ts';
import { startGateways } from './processes.ts';

/**
 * Milliseconds for a bare grpc-js server to send `bytes` to as many streams, and to hear back from each after it
 * wrote as many bytes as a bundle has durably.
 */
export async function fleetFloor(
  gateways: number,
  bytes: number,
  bundleBytes: number,
  directory: string,
): Promise<number> {
  const streams: ServerDuplexStream<ConnectRequest, Buffer>[] = [];
  let heard = 0;
  let all: () => void = () => undefined;
  const server = new Server();
  server.addService(snapshotService, {
    connect: (stream: ServerDuplexStream<ConnectRequest, Buffer>) => {
      streams.push(stream);
      stream.on('error', () => undefined);
      stream.on('data', () => {
        if (++heard === gateways) all();
      });
    },
  });
  const everybody = (): Promise<void> => {
    heard = 0;
    return new Promise((resolve) => {
      all = resolve;
    });
  };
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error === null ? resolve(bound) : reject(error),
    );
  });
  const message = encodeResponse({ message: { $case: 'put', value: emptyPut(bytes) } });
  const connected = everybody();
  const stop = startGateways('floor', gateways, { port, token: 'floor' }, directory, bundleBytes);
  await connected;
  const { ms } = await timed(async () => {
    const answered = everybody();
    for (const stream of streams) stream.write(message);
    await answered;
  });
  stop();
  server.forceShutdown();
  return ms;
}

const emptyPut = (bytes: number) => ({
  object: undefined,
  digest: Buffer.alloc(32),
  size: bytes,
  offset: 0,
  content: Buffer.alloc(bytes),
  held: false,
});
