import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import { type Metrics, messageOf, problem } from '../../kernel/index.ts';
import { metadataPrefix } from '../access/endpoint-urls.ts';
import type { ServeMetadata } from '../access/protected-resource.ts';
import { pagesPrefix } from '../elicitation/paths.ts';
import type { ServePages } from '../elicitation/serve-pages.ts';
import type { McpHandler } from '../mcp/options.ts';
import { portTaken } from '../problems.ts';
import type { ListenerCertificate } from './tls/listener-certificate.ts';

/** What the probes of a gateway ask. */
export interface Readiness {
  /** Undefined when ready; otherwise why not. */
  notReady(): string | undefined;
  /** Facts for a person who looks at `/readyz`. */
  details(): Readonly<Record<string, unknown>>;
}

export interface HttpListener {
  readonly port: number;
  /** Greets new connections with another certificate; open ones go on. */
  useCertificate(next: Pick<ListenerCertificate, 'cert' | 'key'>): void;
  /** Asks clients to come with a new connection, which a load balancer leads elsewhere: each answer ends its own. */
  letGo(): void;
  /** Takes no new connection; resolves when the open ones are closed. */
  close(): Promise<void>;
}

/** How long clients may take, in milliseconds. */
export interface ListenTiming {
  /** To send the head of a request, from the moment that they connect. */
  readonly headMs: number;
  /** To send all of it. */
  readonly requestMs: number;
  /** Between two requests: longer than usual load balancers keep a connection. */
  readonly idleMs: number;
  /** How often it is looked who takes longer. */
  readonly checkMs: number;
}

const usualTiming: ListenTiming = { headMs: 20_000, requestMs: 60_000, idleMs: 65_000, checkMs: 5_000 };

/** Connections at once; calls and streams have limits of their own, together less than this. */
const mostConnections = 25_000;

/** Opens the port of a gateway: MCP, health and metrics, on bare `node:http` because every call passes here. */
export async function listenHttp(
  { host, port }: { readonly host: string; readonly port: number },
  certificate: Pick<ListenerCertificate, 'cert' | 'key'> | undefined,
  routes: { readonly mcp: McpHandler; readonly metadata: ServeMetadata; readonly pages: ServePages },
  readiness: Readiness,
  metrics: Metrics,
  timing: ListenTiming = usualTiming,
): Promise<HttpListener> {
  let isLettingGo = false;
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    if (isLettingGo) response.setHeader('connection', 'close');
    const path = pathOf(request);
    if (path.startsWith('/mcp/')) void serveMcp(routes.mcp, request, response, path);
    else if (path.startsWith(`${metadataPrefix}/mcp/`))
      serveMetadata(routes.metadata, request, response, path);
    else if (path.startsWith(pagesPrefix)) void routes.pages(request, response);
    else void serveOperations(path, request, response, readiness, metrics);
  };
  const limits = {
    headersTimeout: timing.headMs,
    requestTimeout: timing.requestMs,
    keepAliveTimeout: timing.idleMs,
    connectionsCheckingInterval: timing.checkMs,
  };
  const tlsServer = certificate && createTlsServer({ ...limits, ...secured(certificate) }, listener);
  const server = tlsServer ?? createServer(limits, listener);
  server.maxConnections = mostConnections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) =>
      reject(problem(portTaken, { address: `${host}:${port}`, why: messageOf(error) }, { cause: error })),
    );
    server.listen(port, host, resolve);
  });
  return {
    port: portOf(server, port),
    useCertificate: (next) => tlsServer?.setSecureContext(secured(next)),
    letGo: () => {
      isLettingGo = true;
    },
    close: () => closeServer(server),
  };
}

function secured({ cert, key }: Pick<ListenerCertificate, 'cert' | 'key'>): SecureContextOptions {
  return { cert, key, minVersion: 'TLSv1.2' };
}

function serveMcp(
  mcp: McpHandler,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const segments = segmentsOf(path);
  if (segments !== undefined) return mcp.handle(request, response, segments);
  answer(response, 400, 'text/plain', 'the path is malformed\n');
  return Promise.resolve();
}

function serveMetadata(
  metadata: ServeMetadata,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): void {
  const endpoint = path.slice(metadataPrefix.length);
  const segments = segmentsOf(endpoint);
  if (segments === undefined) return answer(response, 400, 'text/plain', 'the path is malformed\n');
  metadata(request, response, { path: endpoint, segments });
}

async function serveOperations(
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  readiness: Readiness,
  metrics: Metrics,
): Promise<void> {
  const known = ['/healthz', '/readyz', '/metrics'].includes(path);
  if (!known) return answer(response, 404, 'text/plain', 'not found\n');
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return answer(response, 405, 'text/plain', 'GET only\n');
  if (path === '/healthz') return answer(response, 200, 'text/plain', 'ok\n');
  if (path === '/metrics')
    return answer(response, 200, 'text/plain; version=0.0.4; charset=utf-8', await metrics.render());
  const why = readiness.notReady();
  const body = { ready: why === undefined, ...(why === undefined ? {} : { why }), ...readiness.details() };
  answer(response, why === undefined ? 200 : 503, 'application/json', `${JSON.stringify(body)}\n`);
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}

/** The path of a request, without its query. */
function pathOf({ url = '/' }: IncomingMessage): string {
  const query = url.indexOf('?');
  return query < 0 ? url : url.slice(0, query);
}

/** Segments after `/mcp/`, decoded; `+` stands for a space. Undefined when the encoding is broken. */
function segmentsOf(path: string): string[] | undefined {
  try {
    return path
      .slice('/mcp/'.length)
      .split('/')
      .map((segment) => decodeURIComponent(segment.replaceAll('+', ' ')));
  } catch {
    return undefined;
  }
}

function portOf(server: Server, fallback: number): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : fallback;
}

/** Idle connections are closed at once; one that stalls does not hold the end up for long. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), 1_000);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
