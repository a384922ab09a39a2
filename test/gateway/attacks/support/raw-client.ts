import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A connection of somebody who does not keep to HTTP. */
export interface RawClient {
  write(text: string | Buffer): void;
  /** The status of the first answer; `closed` when there is none until the connection ends, `no answer` after a while. */
  status(): Promise<string>;
  /** Whether the connection ends within some milliseconds. */
  endsWithin(ms: number): Promise<boolean>;
  /** Reads nothing from now on. */
  pause(): void;
  /** Reads until there are so many bytes or no more; how many there are. */
  readAll(bytes: number): Promise<number>;
  close(): void;
}

const answer = /^HTTP\/1\.1 (\d{3})/;
/** Looks for an answer, each a hundredth of a second after the one before. */
const patience = 300;

export async function rawClient(port: number): Promise<RawClient> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  let isClosed = false;
  const closed = new Promise<void>((resolve) =>
    socket.on('close', () => {
      isClosed = true;
      resolve();
    }),
  );
  socket.on('error', () => undefined);
  socket.on('end', () => socket.destroy());
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  await new Promise((resolve) => socket.once('connect', resolve));
  return {
    write: (written) => void (isClosed || socket.write(written)),
    status: async () => {
      for (let waited = 0; waited < patience && !isClosed && !answer.test(text); waited++) await sleep(10);
      return answer.exec(text)?.[1] ?? (isClosed ? 'closed' : 'no answer');
    },
    endsWithin: (ms) => Promise.race([closed.then(() => true), sleep(ms, false)]),
    pause: () => socket.pause(),
    readAll: async (bytes) => {
      socket.resume();
      while (!isClosed && text.length < bytes) await sleep(10);
      return text.length;
    },
    close: () => socket.destroy(),
  };
}
