import type { IncomingHttpHeaders } from 'node:http';
import { type Fault, invalidRequest } from '../rpc/fault.ts';

const localhost = ['localhost', '127.0.0.1', '[::1]'];

export type HostGuard = (headers: Pick<IncomingHttpHeaders, 'host' | 'origin'>) => Fault | undefined;

/**
 * Refuses requests that a web page makes through a name of its own that points here (DNS rebinding; 2025-11-25,
 * "Security Warning"): both `Host` and, where there is one, `Origin` must name an allowed host, on any port.
 */
export function hostGuard(allowed: readonly string[] | 'any'): HostGuard {
  if (allowed === 'any') return () => undefined;
  const names = allowed.map(hostName).filter((name) => name !== '');
  const exact = new Set([...localhost, ...names.filter((name) => !name.startsWith('*.'))]);
  const suffixes = names.filter((name) => name.startsWith('*.')).map((name) => name.slice(1));
  const isAllowed = (host: string): boolean =>
    exact.has(host) || suffixes.some((suffix) => host.endsWith(suffix) && host.length > suffix.length);

  return ({ host, origin }) => {
    if (host === undefined || !isAllowed(hostName(host))) {
      return invalidRequest(403, 'Forbidden: this gateway does not answer for the name in Host');
    }
    if (origin !== undefined && !isAllowed(originHost(origin))) {
      return invalidRequest(403, 'Forbidden: this gateway does not answer to pages of this Origin');
    }
    return undefined;
  };
}

/** `Example.com:8080` → `example.com`, `[::1]:8080` → `[::1]`. What is no host comes out as no allowed one. */
function hostName(authority: string): string {
  const text = authority.trim().toLowerCase();
  if (text.startsWith('[')) return /^(\[[^\]]*\])(:\d+)?$/.exec(text)?.[1] ?? '';
  return /^([^:@/]*)(:\d+)?$/.exec(text)?.[1] ?? '';
}

/** The host of `https://example.com:8080`; an opaque origin (`null`) has none. */
function originHost(origin: string): string {
  return hostName(/^[a-z][a-z0-9+.-]*:\/\/([^/?#]+)$/i.exec(origin.trim())?.[1] ?? '');
}
