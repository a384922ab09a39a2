import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import type { ExpositionObject } from '../../../snapshot/index.ts';

/** What the pages of one origin may do with an endpoint (Fetch, "CORS protocol"). No cookie is ever let through. */
export interface Cors {
  /** Of every answer: they let the page read it. */
  readonly headers: OutgoingHttpHeaders;
  /** Of the answer to a question of the browser whether the page may ask. */
  preflight(asked: IncomingHttpHeaders): OutgoingHttpHeaders;
}

/** Seconds that a browser remembers what it was told. */
const maxAge = '600';

/** Headers that clients of MCP send, and those that say who calls. */
const sent = new Set([
  ...[
    'accept',
    'content-type',
    'authorization',
    'x-reshapr-key',
    'last-event-id',
    'traceparent',
    'tracestate',
  ],
]);
const sentByMcp = /^mcp-[a-z0-9-]+$/;

/** Headers of answers that clients of MCP read. */
const read = [
  'Mcp-Session-Id',
  'WWW-Authenticate',
  'Retry-After',
  'X-Reshapr-Preferred-Endpoint',
  'X-Reshapr-Upstream-Service-Time',
];

/** What pages of an origin may do; undefined for an origin that the plan of the endpoint does not name. */
export function corsFor({ cors, backend }: ExpositionObject, origin: string | undefined): Cors | undefined {
  if (cors === undefined || origin === undefined || !cors.origins.some((each) => isMeant(each, origin)))
    return undefined;
  const answered = (backend.headers?.response ?? []).map(({ to }) => to);
  const headers = {
    'access-control-allow-origin': cors.origins.includes('*') ? '*' : origin,
    'access-control-expose-headers': [...read, ...answered].join(', '),
    vary: 'Origin',
  };
  return {
    headers,
    preflight: (asked) => {
      const passed = new Set((backend.headers?.request ?? []).map(({ from }) => from));
      const wanted = String(asked['access-control-request-headers'] ?? '')
        .split(',')
        .map((name) => name.trim().toLowerCase());
      const allowed = wanted.filter((name) => sent.has(name) || sentByMcp.test(name) || passed.has(name));
      return {
        'access-control-allow-methods': 'GET, POST, DELETE',
        ...(allowed.length === 0 ? {} : { 'access-control-allow-headers': allowed.join(', ') }),
        'access-control-max-age': maxAge,
        vary: 'Origin, Access-Control-Request-Headers',
      };
    },
  };
}

/** `https://*.example.com` means every host below it, on the same port. An origin that is hidden (`null`) is never meant. */
function isMeant(pattern: string, origin: string): boolean {
  if (pattern === '*') return origin !== 'null';
  if (!pattern.includes('*')) return pattern === origin.toLowerCase();
  const [start = '', end = ''] = pattern.split('*');
  const text = origin.toLowerCase();
  const below = text.slice(start.length, text.length - end.length);
  return text.startsWith(start) && text.endsWith(end) && /^[a-z0-9-]+(\.[a-z0-9-]+)*$/.test(below);
}
