import { type ChannelCredentials, Metadata } from '@grpc/grpc-js';
import { messageOf } from '../../kernel/index.ts';
import { type ConnectRequest, type ConnectResponse, snapshotClient } from '../../wire/index.ts';

/** One attempt at a stream, from its opening to its end. */
export interface Connection {
  send(message: ConnectRequest): void;
  /** Ends it after what was sent. `onClosed` is not called for it. */
  close(): void;
}

export interface ConnectionEvents {
  onMessage(message: ConnectResponse): void;
  /** Called once, unless `close` came first. */
  onClosed(reason: string): void;
}

export type Connect = (events: ConnectionEvents) => Connection;

/** Bytes of one message that may arrive; the control plane sends at most 1 MB. */
const messageLimit = 4 * 1024 * 1024;

/**
 * Opens streams to a control plane. Each has a channel and a connection of its own: no attempt waits for another's
 * pause, and none is made over a connection that the one before it found dead.
 */
export function grpcTransport(address: string, credentials: ChannelCredentials, token: string): Connect {
  return ({ onMessage, onClosed }) => {
    const client = snapshotClient(address, credentials, {
      'grpc.max_receive_message_length': messageLimit,
      'grpc.keepalive_time_ms': 20_000,
      'grpc.keepalive_timeout_ms': 10_000,
      'grpc.service_config_disable_resolution': 1,
      'grpc.use_local_subchannel_pool': 1,
    });
    const metadata = new Metadata();
    metadata.set('authorization', `ApiToken ${token}`);
    const stream = client.connect(metadata);
    let open = true;

    function closed(reason: string): void {
      if (!open) return;
      open = false;
      client.close();
      onClosed(reason);
    }

    stream.on('data', (message: ConnectResponse) => {
      if (open) onMessage(message);
    });
    stream.on('error', (error) => closed(messageOf(error)));
    stream.on('end', () => closed('the control plane ended the stream'));
    return {
      send: (message) => {
        if (open) stream.write(message);
      },
      close: () => {
        if (!open) return;
        open = false;
        stream.end();
        // The other side ends the stream too; a moment later nobody waits for it.
        const timer = setTimeout(() => client.close(), 500);
        timer.unref();
        stream.on('end', () => client.close());
      },
    };
  };
}
