import type { HttpParameter } from '../../../src/snapshot/index.ts';
import type { SeenRequest } from '../../support/backend-server.ts';
import type { SwaggerRequest } from '../../support/oracles.ts';
import { isPlain } from './swagger-input.ts';

/** A request in the parts that are compared, each byte by byte. */
export interface Parts {
  readonly method: string;
  readonly path: string;
  /** As it stands in the request line. */
  readonly query: string;
  /** Those that parameters make, the cookie, `accept` and `content-type`, by lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** A character for each byte; the boundary of a multipart body is `boundary`. */
  readonly body: string;
}

/** What a backend saw. */
export function partsOfSeen(
  { method, target, headers, bytes }: SeenRequest,
  parameters: readonly HttpParameter[],
): Parts {
  const [path = '', query = ''] = target.split('?');
  const names = parameters
    .filter(({ in: place }) => place === 'header')
    .map(({ name }) => name.toLowerCase());
  const compared = [...names, 'cookie', 'accept', 'content-type'].flatMap((name): [string, string][] => {
    const value = headers[name];
    return value === undefined ? [] : [[name, Buffer.from(String(value), 'latin1').toString('utf8')]];
  });
  return withoutBoundary({
    method,
    path,
    query,
    headers: Object.fromEntries(compared),
    body: bytes.toString('latin1'),
  });
}

/** What `swagger-client` would send, as its `execute` and `fetch` send it. */
export async function partsOfSwagger({ method, url, headers, body }: SwaggerRequest): Promise<Parts> {
  const [path = '', query = ''] = url.replace(/^[a-z]+:\/\/[^/]*/, '').split('?');
  const lower = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
  const parts = { method, path, query, headers: lower };
  if (!(body instanceof FormData)) {
    const sent = isPlain(body) || Array.isArray(body) ? JSON.stringify(body) : body;
    const bytes = Buffer.isBuffer(sent)
      ? sent
      : Buffer.from(typeof sent === 'string' ? sent : (JSON.stringify(sent) ?? ''));
    return { ...parts, body: bytes.toString('latin1') };
  }
  const response = new Response(body);
  const written = Buffer.from(await response.arrayBuffer()).toString('latin1');
  const type = response.headers.get('content-type') ?? '';
  return withoutBoundary({ ...parts, headers: { ...lower, 'content-type': type }, body: written });
}

function withoutBoundary(parts: Parts): Parts {
  const [type = '', boundary] = (parts.headers['content-type'] ?? '').split('; boundary=');
  if (boundary === undefined) return parts;
  const headers = { ...parts.headers, 'content-type': `${type}; boundary=boundary` };
  return { ...parts, headers, body: parts.body.replaceAll(`--${boundary}`, '--boundary') };
}
