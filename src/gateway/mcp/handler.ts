import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Surface } from '../surface/surface.ts';
import { describeBug } from './call/describe-bug.ts';
import { type Exchange, type McpCore, mcpCore } from './core.ts';
import { followSurfaces } from './follow-surfaces.ts';
import { corsFor } from './http/cors.ts';
import { writeAnswer, writeRefusal } from './http/write-answer.ts';
import type { McpHandler, McpOptions } from './options.ts';
import { type Served, servePost, unread } from './post.ts';
import { emptyAnswer, faultAnswer } from './rpc/answer.ts';
import { errorCodes, invalidRequest } from './rpc/fault.ts';
import { endSession, openSessionStream } from './session-era/session-streams.ts';

/**
 * MCP over Streamable HTTP at `/mcp/…`, both eras on one endpoint: the versions with sessions up to 2025-11-25, and
 * the stateless 2026-07-28. On bare `node:http`, because every call passes here.
 */
export function mcpHandler(options: McpOptions): McpHandler {
  const core = mcpCore(options);
  const closing = new AbortController();
  const unfollow = followSurfaces(core);

  core.clock.every(core.limits.keepAliveMs, () => tick(core), closing.signal);

  return {
    async handle(request, response, pathSegments) {
      response.on('error', ignoreGoneClient);
      try {
        const served = await serve(core, request, response, pathSegments);
        if (served === undefined) return;
        core.metrics.request(served.method, served.reply.outcome);
        if (served.reply.type === 'stream') served.reply.open(response);
        else writeAnswer(response, served.reply);
        core.unread.watch(response, core.clock.now());
      } catch (error) {
        core.log.error('a request failed inside the gateway', describeBug(error));
        if (response.headersSent) response.destroy();
        else writeAnswer(response, faultAnswer(internalFault));
      }
    },
    async drain() {
      const done = core.flights.drain();
      core.streams.end(() => true);
      await done;
    },
    close() {
      closing.abort();
      unfollow();
      core.flights.close();
      core.streams.end(() => true);
    },
  };
}

const internalFault = { status: 500, code: errorCodes.internalError, message: 'Internal error' };

/** Writing to a client that just left is no news; its `close` event says the same. */
function ignoreGoneClient(): void {}

function tick(core: McpCore): void {
  const now = core.clock.now();
  // Who let themselves in with a token stays no longer than it lasts.
  core.streams.end(({ until }) => until !== undefined && until <= now);
  core.streams.keepAlive();
  core.unread.endOld(now);
  core.metrics.sessions(core.sessions.count());
}

/** What to answer; undefined when there is nobody to answer, or the answer has been given. */
async function serve(
  core: McpCore,
  request: IncomingMessage,
  response: ServerResponse,
  pathSegments: readonly string[],
): Promise<Served | undefined> {
  const client = core.clientOf(request);
  const { origin, traceparent } = request.headers;
  const route = core.surfaces.route(pathSegments);
  const cors = route && corsFor(route.surface.exposition, origin);
  const record = (surface: Surface, reason: string, status: number): void => {
    if (core.audit?.wants(surface)) core.audit.refused(surface, { reason, status, client, traceparent });
  };
  const { host } = client;
  const foreign = core.hostGuard({ host, origin: cors === undefined ? origin : undefined });
  if (foreign !== undefined) {
    const reason = core.hostGuard({ host }) === undefined ? 'forbidden_origin' : 'forbidden_host';
    if (route !== undefined) record(route.surface, reason, foreign.status);
    return unread(foreign);
  }
  if (route === undefined) return unread(invalidRequest(404, 'There is no such MCP endpoint here'));
  if (route.preferred !== undefined) response.setHeader('x-reshapr-preferred-endpoint', route.preferred);

  if (cors !== undefined) {
    for (const [name, value] of Object.entries(cors.headers)) response.setHeader(name, value ?? '');
    if (request.method === 'OPTIONS')
      return { method: 'OPTIONS', reply: emptyAnswer(204, cors.preflight(request.headers)) };
  }

  const { headers, url = '' } = request;
  const query = url.indexOf('?');
  const asked = core.access({ headers, path: query < 0 ? url : url.slice(0, query), client }, route.surface);
  const decision = asked instanceof Promise ? await asked : asked;
  if (decision.type === 'refused') {
    core.metrics.request('none', 'refused');
    record(route.surface, decision.reason ?? 'refused', decision.status);
    writeRefusal(response, decision);
    return undefined;
  }
  const exchange: Exchange = { request, response, client, surface: route.surface, grant: decision.grant };
  switch (request.method) {
    case 'POST':
      return await servePost(core, exchange);
    case 'GET':
      return { method: 'GET', reply: openSessionStream(core, exchange) };
    case 'DELETE':
      return { method: 'DELETE', reply: endSession(core, exchange) };
    default:
      return unread(invalidRequest(405, 'Method Not Allowed', { allow: 'GET, POST, DELETE' }));
  }
}
