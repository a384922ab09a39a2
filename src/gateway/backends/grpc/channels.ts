import { rootCertificates } from 'node:tls';
import { type ChannelCredentials, Client, credentials } from '@grpc/grpc-js';
import { LRUCache } from 'lru-cache';
import type { TlsIdentity } from '../../credentials/tls-identity.ts';
import type { GrpcEndpoint } from './endpoint.ts';

export interface ChannelLimits {
  /** Backends with a channel; the one that was not used for the longest time is closed. */
  readonly backends: number;
  /** Calls under way per backend. */
  readonly calls: number;
  /** Bytes of one message that may arrive. */
  readonly messageBytes: number;
  /** Milliseconds after which a channel without calls lets its connection go. */
  readonly idleMs: number;
}

/** The channel to one backend: one HTTP/2 connection that all calls share. */
interface Lane {
  readonly client: Client;
  underway: number;
  retired: boolean;
}

/** Channels to gRPC backends. Each `begin` is followed by one `end`. */
export interface Channels {
  /** A client with room for one more call; undefined when its backend has too many under way. */
  begin(endpoint: GrpcEndpoint, tls?: TlsIdentity): { readonly client: Client; end(): void } | undefined;
  /** Calls under way, over all channels, closed ones included. */
  underway(): number;
  /** Closes every channel when its calls are done. */
  close(): void;
}

/** `certificates` (PEM) are trusted besides those of Node. */
export function channelsOf(
  limits: ChannelLimits,
  version: string,
  certificates: readonly string[],
): Channels {
  const lanes = new LRUCache<string, Lane>({ max: limits.backends, dispose: retire });
  const trusted =
    certificates.length === 0 ? null : Buffer.from([...rootCertificates, ...certificates].join('\n'));
  let underway = 0;

  function retire(lane: Lane): void {
    lane.retired = true;
    if (lane.underway === 0) lane.client.close();
  }

  function laneOf({ address, secure }: GrpcEndpoint, tls: TlsIdentity | undefined): Lane {
    const key = `${secure} ${address} ${tls?.id ?? ''}`;
    let lane = lanes.get(key);
    if (lane === undefined) {
      const client = new Client(address, secure ? sslOf(trusted, tls) : credentials.createInsecure(), {
        'grpc.max_receive_message_length': limits.messageBytes,
        'grpc.client_idle_timeout_ms': limits.idleMs,
        'grpc.primary_user_agent': `reshapr/${version}`,
        // Nothing is retried, and nothing but the manifest says where calls go.
        'grpc.enable_retries': 0,
        'grpc.service_config_disable_resolution': 1,
        'grpc.enable_http_proxy': 0,
        'grpc.use_local_subchannel_pool': 1,
        'grpc.initial_reconnect_backoff_ms': 250,
        'grpc.max_reconnect_backoff_ms': 5_000,
      });
      lane = { client, underway: 0, retired: false };
      lanes.set(key, lane);
    }
    return lane;
  }

  return {
    begin: (endpoint, tls) => {
      const lane = laneOf(endpoint, tls);
      if (lane.underway >= limits.calls) return undefined;
      lane.underway++;
      underway++;
      let ended = false;
      return {
        client: lane.client,
        end: () => {
          if (ended) return;
          ended = true;
          lane.underway--;
          underway--;
          if (lane.retired && lane.underway === 0) lane.client.close();
        },
      };
    },
    underway: () => underway,
    close: () => lanes.clear(),
  };
}

function sslOf(trusted: Buffer | null, { ca, key, cert }: Partial<TlsIdentity> = {}): ChannelCredentials {
  const bytes = (pem: string | undefined): Buffer | null => (pem === undefined ? null : Buffer.from(pem));
  return credentials.createSsl(bytes(ca) ?? trusted, bytes(key), bytes(cert));
}
