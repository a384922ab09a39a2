import { isIP } from 'node:net';
import { checkServerIdentity } from 'node:tls';
import { type ChannelCredentials, type ClientOptions, credentials } from '@grpc/grpc-js';

/** How a client encrypts: its credentials, and the options of the channel that belong to them. */
export interface TlsChannel {
  readonly credentials: ChannelCredentials;
  readonly options: Partial<ClientOptions>;
}

/**
 * TLS to a host, checked against `authority` (PEM) or those of the system. An IP address is checked against the
 * addresses in the certificate; TLS itself (RFC 6066) has no way to name one, so the name that is sent is a
 * stand-in.
 */
export function tlsChannel(host: string, authority: Buffer | null): TlsChannel {
  const address = host.replace(/^\[|\]$/g, '');
  if (isIP(address) === 0) return { credentials: credentials.createSsl(authority), options: {} };
  return {
    credentials: credentials.createSsl(authority, null, null, {
      checkServerIdentity: (_, certificate) => checkServerIdentity(address, certificate),
    }),
    options: { 'grpc.ssl_target_name_override': 'localhost' },
  };
}
