import type { IncomingHttpHeaders } from 'node:http';
import { isIP, isIPv6 } from 'node:net';

/** What the gateway knows of the client's request. */
export interface CallerFacts {
  /** The address that the request came from. */
  readonly address?: string | undefined;
  /** Headers of the client's request. */
  readonly forwarded?: string | undefined;
  readonly xForwardedFor?: string | undefined;
  readonly traceparent?: string | undefined;
  readonly tracestate?: string | undefined;
  /** All of them; none reaches a backend unless the policy of its plan names it. */
  readonly headers?: IncomingHttpHeaders | undefined;
}

/** Characters of a header that is passed on; a longer one is left out. */
const maxLength = 2048;

/**
 * The headers that say who called and to which trace the call belongs: the address is appended to `Forwarded` (RFC
 * 7239) or to `X-Forwarded-For`, whichever the client's request has, or becomes a `Forwarded` of its own. Trace
 * context passes when it is well formed (W3C Trace Context, 3.2 and 3.3).
 */
export function forwardingHeaders(caller: CallerFacts): Readonly<Record<string, string>> {
  return { ...addressHeaders(caller), ...traceHeaders(caller) };
}

function addressHeaders(caller: CallerFacts): Record<string, string> {
  const address = plainAddress(caller.address);
  const forwarded = passable(caller.forwarded);
  const xForwardedFor = passable(caller.xForwardedFor);
  if (forwarded === undefined && xForwardedFor !== undefined)
    return { 'x-forwarded-for': [xForwardedFor, address].filter(Boolean).join(', ') };
  const own = address === undefined ? undefined : `for=${isIPv6(address) ? `"[${address}]"` : address}`;
  const joined = [forwarded, own].filter(Boolean).join(', ');
  return joined === '' ? {} : { forwarded: joined };
}

function traceHeaders({ traceparent, tracestate }: CallerFacts): Record<string, string> {
  if (traceparent === undefined || !isTraceparent(traceparent)) return {};
  const state = passable(tracestate);
  return state === undefined ? { traceparent } : { traceparent, tracestate: state };
}

/** Version, trace id and parent id, of which neither is all zeros. */
function isTraceparent(text: string): boolean {
  return /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/.test(text);
}

function passable(header: string | undefined): string | undefined {
  return header !== undefined && header.length <= maxLength && /^[\t\x20-\x7e]+$/.test(header)
    ? header
    : undefined;
}

/** Without a zone, and as IPv4 when it is one inside of IPv6. */
function plainAddress(address: string | undefined): string | undefined {
  const bare = address?.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  return bare !== undefined && isIP(bare) !== 0 ? bare : undefined;
}
