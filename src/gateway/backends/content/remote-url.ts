import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Where the content of a resource is fetched from. */
export interface RemoteUrl {
  readonly origin: string;
  /** Path and query. */
  readonly path: string;
}

/**
 * Addresses that hold no content of anybody: those of the machine's own link (with cloud metadata), of many, of none, and
 * those of IPv6 that are a way to any address of IPv4.
 */
const strange = new Set([
  'linkLocal',
  'multicast',
  'broadcast',
  'unspecified',
  'reserved',
  'rfc6145',
  'rfc6052',
  '6to4',
  'teredo',
]);

/** Where clouds tell a machine its secrets outside of its link: AWS and Google over IPv6, Alibaba, Azure. */
const metadata = new Set(['fd00:ec2::254', 'fd20:ce::254', '100.100.100.200', '168.63.129.16']);

/** Takes a URL apart; undefined for what is no http or https URL, or names an address that holds no content. */
export function remoteUrl(text: string): RemoteUrl | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && isStrange(host)) return undefined;
  return { origin: url.origin, path: url.pathname + url.search };
}

/** An address that no name of a remote content may lead to, either. */
export function isStrange(address: string): boolean {
  const parsed = ipaddr.process(address);
  return strange.has(parsed.range()) || metadata.has(parsed.toString());
}
