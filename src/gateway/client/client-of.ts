import { isIP } from 'node:net';
import { type Client, type ClientOf, directClient } from './client.ts';
import { forwardedHops, type Hop, xForwardedHops } from './forwarded.ts';
import { type IsTrusted, type Networks, trustIn } from './trusted-proxies.ts';

/**
 * Who the client is, behind any number of trusted proxies: `Forwarded` and `X-Forwarded-*` are read from the gateway
 * outwards, as long as who wrote the entry is trusted. A proxy that writes one of the two may let a client's own other
 * one pass, so where both are there and name two clients, neither is believed.
 */
export function clientOf(networks: Networks, hasTls: boolean): ClientOf {
  const direct = directClient(hasTls);
  if (networks.length === 0) return direct;
  const isTrusted = trustIn(networks);
  return (request) => {
    const connected = direct(request);
    if (!isTrusted(connected.peer)) return connected;
    const [one, other] = [forwardedHops(request.headers), xForwardedHops(request.headers)].map((hops) =>
      hops === undefined ? undefined : outermost(hops, isTrusted),
    );
    const named = one === undefined || other === undefined ? (one ?? other) : agreed(one, other);
    if (named === undefined) return connected;
    return {
      address: named.for ?? connected.peer,
      peer: connected.peer,
      host: named.host ?? connected.host,
      scheme: schemeOf(named.proto) ?? connected.scheme,
    } satisfies Client;
  };
}

/** What the outermost trusted proxy says: of the client, or of the first one on the way who is not trusted. */
function outermost(hops: readonly Hop[], isTrusted: IsTrusted): Hop | undefined {
  let last: Hop | undefined;
  for (const hop of [...hops].reverse()) {
    const address = hop.for !== undefined && isIP(hop.for) !== 0 ? hop.for : last?.for;
    last = { ...hop, for: address };
    if (hop.for === undefined || address !== hop.for || !isTrusted(hop.for)) return last;
  }
  return last;
}

/** What two accounts of one request say alike; undefined when they tell of two clients. */
function agreed(one: Hop, other: Hop): Hop | undefined {
  if (one.for !== other.for) return undefined;
  return {
    for: one.for,
    host: one.host === other.host ? one.host : undefined,
    proto: one.proto === other.proto ? one.proto : undefined,
  };
}

function schemeOf(proto: string | undefined): Client['scheme'] {
  const lower = proto?.toLowerCase();
  return lower === 'https' || lower === 'http' ? lower : undefined;
}
