import { LRUCache } from 'lru-cache';
import { isLoopback } from '../config/values.ts';
import type { Surface } from '../surface/surface.ts';

/** The URLs by which one request may have come to an endpoint. */
export interface EndpointUrls {
  /** By the host of a gateway's name: the endpoint, as the request names it. */
  readonly byHost: ReadonlyMap<string, string>;
  /** How the client asked, where that is known. */
  readonly scheme?: 'http' | 'https' | undefined;
  /** Under the first of the gateway's names. */
  readonly first: string;
  /** What a token may be issued for (RFC 8707): each name of the gateway with each path of this very endpoint. */
  readonly accepted: ReadonlySet<string>;
}

/**
 * The URLs of an endpoint. `path` is that of the request, as it was sent; `scheme` how the client asked, where that is
 * known.
 */
export type UrlsOf = (surface: Surface, path: string, scheme?: 'http' | 'https') => EndpointUrls;

/** Spellings of one path that are remembered. */
const maxPaths = 16;

/** `fqdns` are the names of the gateway, `host[:port]`; they have TLS unless they are this machine. */
export function endpointUrls(fqdns: readonly string[]): UrlsOf {
  const names = fqdns.length === 0 ? ['localhost'] : fqdns;
  const known = new WeakMap<Surface, LRUCache<string, EndpointUrls>>();

  function make(surface: Surface, path: string, scheme: 'http' | 'https' | undefined): EndpointUrls {
    const { id, exposition } = surface;
    const { organization, name } = exposition;
    const origins = names.map((fqdn): [string, string] => {
      const origin = originOf(fqdn, scheme);
      return [hostOf(origin), origin];
    });
    const own = [`/mcp/${id}`, ...(name === undefined ? [] : [`/mcp/${organization}/${name}`])];
    const byHost = new Map(origins.map(([host, origin]) => [host, urlOf(origin, path)]));
    const paths = [...new Set([path, ...own])];
    const accepted = new Set(origins.flatMap(([, origin]) => paths.map((each) => urlOf(origin, each))));
    return { byHost, scheme, first: [...byHost.values()][0] ?? '', accepted };
  }

  return (surface, path, scheme) => {
    const paths = known.get(surface) ?? new LRUCache<string, EndpointUrls>({ max: maxPaths });
    known.set(surface, paths);
    const key = `${scheme ?? ''} ${path}`;
    const urls = paths.get(key) ?? make(surface, path, scheme);
    paths.set(key, urls);
    return urls;
  };
}

/** The URL that a client knows the endpoint by: under the name that it asked for, if that is one of the gateway's. */
export function resourceOf({ byHost, first, scheme }: EndpointUrls, host: string | undefined): string {
  return (host === undefined ? undefined : byHost.get(hostOf(originOf(host, scheme)))) ?? first;
}

/** Where its metadata is (RFC 9728, 3.1). */
export function metadataUrlOf(resource: string): string {
  const { origin, pathname } = new URL(resource);
  return `${origin}${metadataPrefix}${pathname}`;
}

export const metadataPrefix = '/.well-known/oauth-protected-resource';

/** A URL with its scheme and host in lower case: only these compare without case (RFC 3986, 6.2.2.1). */
export function comparedUrl(url: string): string {
  return url.replace(/^[^/?#]*:\/\/[^/?#]*/, (origin) => origin.toLowerCase());
}

/** In lower case, without the port that is usual. */
function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).host : '';
}

function originOf(fqdn: string, scheme?: 'http' | 'https'): string {
  const host = fqdn.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  return `${scheme ?? (isLoopback(host) ? 'http' : 'https')}://${fqdn}`;
}

/** As clients write it, without the port that is usual. */
function urlOf(origin: string, path: string): string {
  return new URL(origin + path).href;
}

/** Under which origin who asked for a host knows the gateway: that of one of its names, its first one for any other host. */
export function publicOrigins(
  fqdns: readonly string[],
): (client: { readonly host: string | undefined; readonly scheme: 'http' | 'https' | undefined }) => string {
  const names = fqdns.length === 0 ? ['localhost'] : fqdns;
  return ({ host, scheme }) => {
    const asked = host === undefined ? '' : hostOf(originOf(host, scheme));
    const origins = names.map((fqdn) => originOf(fqdn, scheme));
    const known = origins.find((origin) => hostOf(origin) === asked);
    return new URL(known ?? origins[0] ?? '').origin;
  };
}
