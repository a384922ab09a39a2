import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClientOf } from '../client/client.ts';
import type { HostGuard } from '../mcp/http/host-guard.ts';
import type { Surface, Surfaces } from '../surface/surface.ts';
import { scopesOf } from './check-token.ts';
import { resourceOf, type UrlsOf } from './endpoint-urls.ts';

/** Answers `GET /.well-known/oauth-protected-resource<path of an endpoint>`. */
export type ServeMetadata = (
  request: IncomingMessage,
  response: ServerResponse,
  endpoint: { readonly path: string; readonly segments: readonly string[] },
) => void;

/**
 * Serves the metadata of endpoints that ask for tokens (RFC 9728): which authorization servers give one, for which
 * resource, with which scopes. Everybody may read it, scripts of web pages included. `jwks_uri`, which reShapr gives, is
 * left out: it would be the keys of the endpoint itself, and there are none.
 */
export function metadataServer(
  surfaces: Surfaces,
  urlsOf: UrlsOf,
  guard: HostGuard,
  clientOf: ClientOf,
): ServeMetadata {
  return (request, response, { path, segments }) => {
    const { host, scheme } = clientOf(request);
    // Clients ask with a header of MCP, so browsers ask before them.
    if (request.method === 'OPTIONS') return preflight(response);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answer(response, 405, { error: 'GET only' }, { allow: 'GET, HEAD' });
    // A web page may read it, wherever it comes from; only the name in Host is checked.
    if (guard({ host }) !== undefined) return answer(response, 403, { error: 'unknown host' });
    const surface = surfaces.route(segments)?.surface;
    if (surface?.access === undefined)
      return answer(response, 404, { error: 'no endpoint here asks for tokens' });
    const resource = resourceOf(urlsOf(surface, path, scheme), host);
    answer(response, 200, documentOf(resource, surface), { 'cache-control': 'max-age=300' });
  };
}

function preflight(response: ServerResponse): void {
  const headers = {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET',
    'access-control-allow-headers': 'mcp-protocol-version',
    'access-control-max-age': '600',
  };
  response.writeHead(204, headers).end();
}

function documentOf(resource: string, { access, exposition }: Surface): object {
  const scopes = access === undefined ? [] : scopesOf(access);
  return {
    resource,
    authorization_servers: access?.issuers ?? [],
    ...(scopes.length === 0 ? {} : { scopes_supported: scopes }),
    bearer_methods_supported: ['header'],
    resource_name: `${exposition.service.name} MCP server`,
  };
}

function answer(
  response: ServerResponse,
  status: number,
  document: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = JSON.stringify(document);
  const own = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { 'access-control-allow-origin': '*', ...own, ...headers }).end(body);
}
