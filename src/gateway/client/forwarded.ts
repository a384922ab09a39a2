import type { IncomingHttpHeaders } from 'node:http';

/** What one proxy says of the request that it got. */
export interface Hop {
  /** An IP address; undefined when it names none, or one that is hidden. */
  readonly for: string | undefined;
  readonly host: string | undefined;
  readonly proto: string | undefined;
}

/** Proxies in a row that are looked at. */
const maxHops = 32;

/** The hops of `Forwarded` (RFC 7239), the first proxy first; undefined when it is absent or malformed. */
export function forwardedHops({ forwarded }: IncomingHttpHeaders): readonly Hop[] | undefined {
  if (forwarded === undefined) return undefined;
  const hops: Hop[] = [];
  let values: Record<string, string> = {};
  let rest = forwarded;
  while (rest !== '') {
    const [whole, name = '', quoted, token, separator = ''] =
      /^[ \t]*(?:([\w!#$%&'*+.^`|~-]+)=(?:"((?:[^"\\]|\\.)*)"|([\w!#$%&'*+.^`|~:[\]-]*)))?[ \t]*([;,]|$)/.exec(
        rest,
      ) ?? [];
    if (whole === undefined) return undefined;
    if (name !== '') values[name.toLowerCase()] = quoted?.replace(/\\(.)/g, '$1') ?? token ?? '';
    if (separator !== ';') {
      hops.push({ for: addressOf(values['for']), host: values['host'], proto: values['proto'] });
      values = {};
    }
    rest = rest.slice(whole.length);
  }
  return hops.slice(-maxHops);
}

/** The hops of `X-Forwarded-For`, with what `-Host` and `-Proto` say of them; undefined when there is none. */
export function xForwardedHops(headers: IncomingHttpHeaders): readonly Hop[] | undefined {
  const addresses = listOf(headers['x-forwarded-for']);
  if (addresses.length === 0) return undefined;
  const [hosts, protos] = [listOf(headers['x-forwarded-host']), listOf(headers['x-forwarded-proto'])];
  // Some proxies add to these headers, and some write the one value that they know.
  const at = (values: readonly string[], index: number): string | undefined =>
    values.length === addresses.length ? values[index] : values.at(-1);
  return addresses
    .map((address, index) => ({ for: addressOf(address), host: at(hosts, index), proto: at(protos, index) }))
    .slice(-maxHops);
}

function listOf(header: string | readonly string[] | undefined): string[] {
  const text = typeof header === 'string' ? header : (header ?? []).join(',');
  return text === '' ? [] : text.split(',').map((each) => each.trim());
}

/** The address of `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1` and `[2001:db8::1]:4711`. */
function addressOf(node: string | undefined): string | undefined {
  if (node === undefined) return undefined;
  const [, bracketed] = /^\[([0-9a-fA-F:.]+)\](?::\d+)?$/.exec(node) ?? [];
  if (bracketed !== undefined) return bracketed;
  const [, v4] = /^(\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?$/.exec(node) ?? [];
  return v4 ?? (/^[0-9a-fA-F:.]*:[0-9a-fA-F:.]*$/.test(node) ? node : undefined);
}
