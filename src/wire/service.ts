import type {
  ChannelCredentials,
  ChannelInterface,
  ClientDuplexStream,
  ClientOptions,
  Metadata,
} from '@grpc/grpc-js';
import {
  type ConnectRequest,
  ConnectResponse,
  SnapshotServiceClient,
  SnapshotServiceService,
} from './generated/reshapr/snapshot/v1/snapshot.ts';

/**
 * The service as the control plane implements it: answers are bytes already, because an object is encoded once
 * for all gateways.
 */
export const snapshotService = {
  connect: { ...SnapshotServiceService.connect, responseSerialize: (bytes: Buffer): Buffer => bytes },
} as const;

export function encodeResponse(message: ConnectResponse): Buffer {
  return Buffer.from(ConnectResponse.encode(message).finish());
}

export interface SnapshotClient {
  connect(metadata: Metadata): ClientDuplexStream<ConnectRequest, ConnectResponse>;
  getChannel(): ChannelInterface;
  close(): void;
}

export function snapshotClient(
  address: string,
  credentials: ChannelCredentials,
  options: Partial<ClientOptions>,
): SnapshotClient {
  return new SnapshotServiceClient(address, credentials, options);
}

export type { ConnectRequest, ConnectResponse };
