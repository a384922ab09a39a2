import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Where the content of a resource is fetched from. */
export interface RemoteUrl {
  readonly origin: string;
  /** Path and query. */
  readonly path: string;
}

/** Addresses that hold no content of anybody: those of the machine's own link (with cloud metadata), of many, of none. */
const strange = new Set(['linkLocal', 'multicast', 'broadcast', 'unspecified', 'reserved']);

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
  return strange.has(ipaddr.process(address).range());
}
