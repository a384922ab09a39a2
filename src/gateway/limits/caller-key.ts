import { createHash } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import type { CallContext } from '../mcp/options.ts';
import { apiKeyHeader } from '../secrets/api-key.ts';
import type { Surface } from '../surface/surface.ts';

/**
 * Tells callers of an endpoint apart by what it asks of them: the owner of their token, the hash of their key, or the
 * address that they come from. Of IPv6 that is the network, in which a caller has addresses without end.
 */
export function callerKey(
  { exposition: { access } }: Surface,
  { headers, remoteAddress, grant }: Pick<CallContext, 'headers' | 'remoteAddress' | 'grant'>,
): string {
  switch (access.type) {
    case 'oauth2':
      return `token ${grant?.owner ?? ''}`;
    case 'apiKey':
      return `key ${createHash('sha256').update(String(headers[apiKeyHeader])).digest('base64url')}`;
    case 'open':
      return `address ${networkOf(remoteAddress)}`;
  }
}

/** An IPv4 address, or the first 64 bits of an IPv6 address. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return parsed.toByteArray().slice(0, 8).join('.');
}
