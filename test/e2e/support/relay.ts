import { connect, createServer, type Socket } from 'node:net';

/** A TCP relay between a gateway and its control plane that counts, and on wish keeps, what passes. */
export interface Relay {
  readonly port: number;
  /** Bytes that passed in both directions since the last `reset`. */
  passed(): number;
  /** What the gateway sent since the last `reset`, where it is recorded. */
  sent(): Buffer;
  reset(): void;
  close(): void;
}

/** Relays to a port of this machine. A target that does not answer looks to the gateway as it is: unreachable. */
export async function relayTo(targetPort: number, { record = false } = {}): Promise<Relay> {
  const sockets = new Set<Socket>();
  let passed = 0;
  let sent: Buffer[] = [];

  const server = createServer((gateway) => {
    const control = connect(targetPort, '127.0.0.1');
    // What a dead control plane would have got is no traffic with it.
    let waiting = 0;
    control.once('connect', () => {
      passed += waiting;
    });
    for (const [from, to] of [
      [gateway, control],
      [control, gateway],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => {
        if (control.connecting) waiting += bytes.length;
        else passed += bytes.length;
        if (record && from === gateway) sent.push(bytes);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    passed: () => passed,
    sent: () => Buffer.concat(sent),
    reset: () => {
      passed = 0;
      sent = [];
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
