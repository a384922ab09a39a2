import type { Log } from '../../kernel/index.ts';
import {
  assembler,
  type ConnectResponse,
  decodeToGateway,
  encodeToControl,
  type ToControl,
  type ToGateway,
} from '../../wire/index.ts';
import type { Contents } from './contents.ts';
import type { Connection, Transport } from './transport.ts';
import type { Trust } from './trust.ts';

/** The gateway's end of the stream: one connection at a time, messages in their order. */
export interface Link {
  connect(): void;
  send(message: ToControl): void;
  /** Ends the connection, if there is one. `onDisconnected` is not called for it. */
  hangUp(): void;
}

export interface LinkOptions {
  readonly transport: Transport;
  readonly trust: Trust;
  /** Takes the bytes of objects as they arrive. */
  readonly held: Contents;
  readonly log: Log;
  onConnected(): void;
  onMessage(message: ToGateway): void;
  onDisconnected(): void;
}

export function linkTo({
  transport,
  trust,
  held,
  log,
  onConnected,
  onMessage,
  onDisconnected,
}: LinkOptions): Link {
  let connection: Connection | undefined;
  let attempts = 0;
  let received: Promise<void> = Promise.resolve();

  async function receive(message: ConnectResponse, pieces: ReturnType<typeof assembler>): Promise<void> {
    const decoded = decodeToGateway(message);
    if (decoded === undefined) return log.debug('a message of an unknown kind is passed over');
    if (decoded.type === 'piece') {
      const arrived = pieces.add(decoded.piece);
      if (arrived === undefined) return;
      if (arrived === 'broken') throw new Error('the pieces of an object do not fit');
      const { kind, name, digest, bytes } = arrived;
      if (bytes !== 'held') held.add(digest, bytes);
      return onMessage({ type: 'put', entry: { kind, name, digest }, held: held.has(digest) });
    }
    if (decoded.type === 'welcome') await trust.learn(decoded.keys);
    onMessage(decoded);
  }

  function hangUp(): void {
    connection?.close();
    connection = undefined;
  }

  return {
    connect: () => {
      const attempt = ++attempts;
      const pieces = assembler();
      log.debug('connecting to the control plane');
      connection = transport.connect({
        onMessage: (message) => {
          received = received
            .then(() => (attempt === attempts ? receive(message, pieces) : undefined))
            .catch((error: unknown) => {
              log.error('a message of the control plane cannot be taken', { error });
              hangUp();
              onDisconnected();
            });
        },
        onClosed: (reason) => {
          log.warn('no connection to the control plane', { reason });
          connection = undefined;
          // After what came before it: a Refuse that is still to be taken says why.
          received = received.then(() => {
            if (attempt === attempts) onDisconnected();
          });
        },
      });
      queueMicrotask(onConnected);
    },
    send: (message) => {
      for (const part of encodeToControl(message)) connection?.send(part);
    },
    hangUp,
  };
}
