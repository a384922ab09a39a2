import { type Problem, problem } from '../../kernel/index.ts';
import { looksLikeId } from '../../snapshot/index.ts';
import { endpointUnclear } from '../problems.ts';

/** Where endpoints are that are called by their name. */
export interface AddressContext {
  /** Address of a gateway: `http://127.0.0.1:7777`. */
  readonly gateway: string;
  /** Organization of endpoints that are called by their name alone. */
  readonly organization: string | undefined;
}

/**
 * The URL of an endpoint, from a URL, a path (`/mcp/acme/orders`), `acme/orders`, an id, or a name. Throws a problem
 * for what is none; it does not repeat a URL, which may hold a password.
 */
export function endpointAddress(text: string, { gateway, organization }: AddressContext): URL {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return httpUrl(text, 'the endpoint');
  const base = httpUrl(gateway, 'the gateway');
  const path = pathOf(text, organization);
  return new URL(`${base.pathname.replace(/\/$/, '')}${path}`, base);
}

function pathOf(text: string, organization: string | undefined): string {
  const segments = text.replace(/^\/?(mcp\/)?/, '').split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..'))
    throw unclear(`'${text}' is no endpoint`);
  const [name = ''] = segments;
  const alone = segments.length === 1 && !/^\/?mcp\//.test(text) && !looksLikeId(name);
  if (alone && organization === undefined)
    throw problem(endpointUnclear, {
      why: `the organization of the endpoint '${name}' is not given`,
      hint: `write <organization>/${name}, or give --organization or RESHAPR_ORGANIZATION`,
    });
  return `/mcp/${(alone ? [organization ?? '', name] : segments).map(encoded).join('/')}`;
}

/** A segment as it stands in a URL, whether it was written encoded or not; `+` is a space, as gateways read it. */
function encoded(segment: string): string {
  try {
    return encodeURIComponent(decodeURIComponent(segment.replaceAll('+', ' ')));
  } catch {
    throw unclear(`'${segment}' is no part of a path`);
  }
}

function httpUrl(text: string, what: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw unclear(`the address of ${what} makes no sense`);
  if (url.username !== '' || url.password !== '')
    throw problem(endpointUnclear, {
      why: `the address of ${what} holds a user or a password`,
      hint: 'give credentials by RESHAPR_API_KEY, RESHAPR_ACCESS_TOKEN or --header name=@file',
    });
  return url;
}

function unclear(why: string): Problem {
  return problem(endpointUnclear, {
    why,
    hint: 'write a URL, /mcp/…, <organization>/<name>, or a name with --organization',
  });
}

/** A URL for a person: without its query, which may hold a secret. */
export function shownUrl(url: URL): string {
  return `${url.origin}${url.pathname}`;
}
