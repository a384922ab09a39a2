import type { IncomingMessage } from 'node:http';

/** Who sent a request, and how they know the gateway, as far as it can be believed. */
export interface Client {
  /** The address of the client; behind a trusted proxy the one that it names. */
  readonly address: string;
  /** The address that the connection came from. */
  readonly peer: string;
  /** The name that the client asked for, `host[:port]`. */
  readonly host: string | undefined;
  /** How the client asked; undefined when nobody says so. */
  readonly scheme: 'http' | 'https' | undefined;
}

export type ClientOf = (request: IncomingMessage) => Client;

/** The client is who opened the connection; what its headers say of others is not believed. */
export function directClient(hasTls: boolean): ClientOf {
  const scheme = hasTls ? 'https' : undefined;
  return ({ socket, headers }) => {
    const peer = socket.remoteAddress ?? '';
    return { address: peer, peer, host: headers.host, scheme };
  };
}
