import { type ChannelCredentials, type ClientOptions, connectivityState, Metadata } from '@grpc/grpc-js';
import { messageOf } from '../../kernel/index.ts';
import {
  type ConnectRequest,
  type ConnectResponse,
  type SnapshotClient,
  snapshotClient,
} from '../../wire/index.ts';

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

export interface Transport {
  readonly connect: Connect;
  /** No other attempt follows: nothing goes on trying to connect. */
  readonly stop: () => void;
}

/** Bytes of one message that may arrive; the control plane sends at most 1 MB. */
const messageLimit = 4 * 1024 * 1024;

/** Milliseconds between two attempts of a channel that never came up to connect. */
const reconnectMin = 250;
const reconnectMax = 5_000;

/**
 * Opens streams to a control plane. Each has a connection of its own, but for those after a failed one: a channel
 * that cannot connect goes on trying by itself, also when it is closed, so the next attempt takes it over.
 */
export function grpcTransport(
  address: string,
  credentials: ChannelCredentials,
  token: string,
  options: Partial<ClientOptions> = {},
): Transport {
  let failing: SnapshotClient | undefined;

  function openClient(): SnapshotClient {
    return snapshotClient(address, credentials, {
      'grpc.max_receive_message_length': messageLimit,
      'grpc.keepalive_time_ms': 20_000,
      'grpc.enable_channelz': 0,
      'grpc.keepalive_timeout_ms': 10_000,
      'grpc.service_config_disable_resolution': 1,
      'grpc.initial_reconnect_backoff_ms': reconnectMin,
      'grpc.max_reconnect_backoff_ms': reconnectMax,
      'grpc.use_local_subchannel_pool': 1,
      ...options,
    });
  }

  const connect: Connect = ({ onMessage, onClosed }) => {
    const client = failing ?? openClient();
    failing = undefined;
    const metadata = new Metadata();
    metadata.set('authorization', `ApiToken ${token}`);
    const stream = client.connect(metadata);
    let open = true;

    function release(): void {
      const state = client.getChannel().getConnectivityState(false);
      if (state === connectivityState.TRANSIENT_FAILURE && failing === undefined) failing = client;
      else client.close();
    }

    function closed(reason: string): void {
      if (!open) return;
      open = false;
      release();
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
  return { connect, stop: () => failing?.close() };
}
