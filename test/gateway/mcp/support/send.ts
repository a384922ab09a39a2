import { type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import { createParser } from 'eventsource-parser';

export interface Sent {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  /** The body as JSON; null when it is none. */
  readonly json: unknown;
}

export interface SendOptions {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Buffer;
}

export const acceptBoth = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
};

/** One HTTP request, exactly as written. */
export function send(url: string, { method = 'POST', headers = {}, body = '' }: SendOptions): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: parseOrNull(text),
        });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** One JSON-RPC message of a version with sessions. */
export function rpc(url: string, message: unknown, headers: OutgoingHttpHeaders = {}): Promise<Sent> {
  return send(url, { headers: { ...acceptBoth, ...headers }, body: JSON.stringify(message) });
}

export const statelessMeta = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** One request of 2026-07-28, with the headers that its body calls for. */
export function stateless(
  url: string,
  method: string,
  params: Record<string, unknown> = {},
  headers: OutgoingHttpHeaders = {},
): Promise<Sent> {
  const message = { jsonrpc: '2.0', id: 1, method, params: { _meta: statelessMeta, ...params } };
  return rpc(url, message, { ...statelessHeaders(method, params), ...headers });
}

export function statelessHeaders(method: string, params: Record<string, unknown> = {}): OutgoingHttpHeaders {
  return {
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': method,
    ...(typeof params['name'] === 'string' && { 'mcp-name': params['name'] }),
  };
}

/** Begins a session and gives its id. */
export async function beginSession(
  url: string,
  version = '2025-11-25',
  capabilities: object = {},
): Promise<string> {
  const params = {
    protocolVersion: version,
    capabilities,
    clientInfo: { name: 'test', version: '1' },
  };
  const { headers } = await rpc(url, { jsonrpc: '2.0', id: 0, method: 'initialize', params });
  return String(headers['mcp-session-id']);
}

export interface EventStream {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  /** Messages so far. */
  readonly messages: unknown[];
  readonly comments: string[];
  /** Resolves when the gateway ends the stream. */
  readonly ended: Promise<void>;
  /** Resolves when there are so many messages. */
  received(count: number): Promise<void>;
  close(): void;
}

/** Opens an event stream and collects what comes. */
export function openStream(
  url: string,
  { method = 'GET', headers = {}, body = '' }: SendOptions,
): Promise<EventStream> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (response) => {
      const messages: unknown[] = [];
      const comments: string[] = [];
      const waiting = new Set<() => void>();
      const parser = createParser({
        onEvent: ({ data }) => {
          messages.push(JSON.parse(data));
          for (const check of waiting) check();
        },
        onComment: (comment) => comments.push(comment),
      });
      response.setEncoding('utf8').on('data', (chunk: string) => parser.feed(chunk));
      const ended = new Promise<void>((done) => response.on('close', done));
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        messages,
        comments,
        ended,
        received: (count) =>
          new Promise((done) => {
            const check = (): void => {
              if (messages.length >= count) done();
            };
            waiting.add(check);
            check();
          }),
        close: () => outgoing.destroy(),
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
