import { Server, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js';
import { type ConnectRequest, encodeResponse, snapshotService } from '../../src/wire/index.ts';
import { timed } from '../support/result.ts';
import { type HostMode, startHosts } from './processes.ts';

export interface FloorRound {
  readonly ms: number;
  /** Of the server and of all who answer. */
  readonly processorMs: number;
}

export interface FloorWork {
  readonly mode: Exclude<HostMode, 'serve'>;
  readonly gateways: number;
  /** To each of them, in one message. */
  readonly bytes: number;
  /** That each of them writes, if it does. */
  readonly bundleBytes: number;
  readonly rounds: number;
}

/**
 * Bare grpc-js: a server sends as many bytes to as many streams at once, and hears back from each. The streams stay,
 * as those of gateways do.
 */
export async function fleetFloor(work: FloorWork, directory: string): Promise<FloorRound[]> {
  const { mode, gateways, bytes, bundleBytes } = work;
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
  const hosts = startHosts(mode, gateways, { port, token: 'floor' }, directory, bundleBytes);
  await connected;
  const rounds: FloorRound[] = [];
  for (let round = 0; round < work.rounds; round++) {
    const before = await hosts.processorMs();
    const { ms, processorMs } = await timed(async () => {
      const answered = everybody();
      for (const stream of streams) stream.write(message);
      await answered;
    });
    rounds.push({ ms, processorMs: processorMs + (await hosts.processorMs()) - before });
  }
  hosts.stop();
  server.forceShutdown();
  return rounds;
}

const emptyPut = (bytes: number) => ({
  object: undefined,
  digest: Buffer.alloc(32),
  size: bytes,
  offset: 0,
  content: Buffer.alloc(bytes),
  held: false,
});
