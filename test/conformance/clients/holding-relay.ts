import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A relay to a backend that can hold back what the backend is sent: a backend that does not answer. */
export interface HoldingRelay {
  readonly port: number;
  hold(): void;
  release(): void;
  /** Bytes of requests that were held back so far. */
  heldBytes(): number;
  close(): void;
}

export async function holdingRelay(targetPort: number): Promise<HoldingRelay> {
  const sockets = new Set<Socket>();
  const waiting: (() => void)[] = [];
  let holding = false;
  let held = 0;
  const server = createServer((client) => {
    const target = connect(targetPort, '127.0.0.1');
    for (const [from, to] of [
      [client, target],
      [target, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
    target.pipe(client);
    client.on('data', (bytes) => {
      const pass = (): void => void (target.destroyed || target.write(bytes));
      if (!holding) return pass();
      held += bytes.length;
      waiting.push(pass);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    hold: () => {
      holding = true;
    },
    release: () => {
      holding = false;
      for (const pass of waiting.splice(0)) pass();
    },
    heldBytes: () => held,
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
