import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { FetchLike } from '@modelcontextprotocol/sdk/shared/transport.js';
import type { Tool } from '@modelcontextprotocol/sdk/types.js';
import { Agent, fetch } from 'undici';
import type { Io } from '../io.ts';
import { readCa } from '../server/connection.ts';
import { softwareVersion } from '../version.ts';
import { type CredentialFlags, credentialHeaders } from './credentials.ts';
import { endpointAddress, shownUrl } from './endpoint-address.ts';
import { mcpProblem } from './failure.ts';

/** Flags of commands that ask an MCP endpoint. */
export interface EndpointFlags extends CredentialFlags {
  readonly gateway?: string;
  readonly organization?: string;
  readonly ca?: string;
  /** Seconds. */
  readonly timeout: number;
}

/** The SDK's client, connected to one endpoint. */
export interface McpConnection {
  readonly client: Client;
  /** Makes one request, which ends at Ctrl-C and after the time that was given: the server hears that it is cancelled. */
  ask<T>(request: (options: AskOptions) => Promise<T>): Promise<T>;
  readonly protocolVersion: string | undefined;
}

interface AskOptions {
  readonly signal: AbortSignal;
  /** Milliseconds. */
  readonly timeout: number;
}

/** Milliseconds that a server has for hearing that a call is cancelled, and for the end of its session. */
const goodbye = 1_000;

/** Connects, lets `use` ask, and closes the session. What fails is a problem, without the values of headers. */
export async function withEndpoint<T>(
  io: Io,
  endpoint: string,
  flags: EndpointFlags,
  use: (connection: McpConnection) => Promise<T>,
): Promise<T> {
  const url = endpointAddress(endpoint, {
    gateway: flags.gateway ?? (io.env['RESHAPR_GATEWAY_URL'] || 'http://127.0.0.1:7777'),
    organization: flags.organization ?? (io.env['RESHAPR_ORGANIZATION'] || undefined),
  });
  const headers = await credentialHeaders(flags, io);
  const agent = agentOf(flags.ca === undefined ? undefined : await readCa(flags.ca));
  const transport = new StreamableHTTPClientTransport(url, {
    requestInit: { headers },
    fetch: fetchBy(agent),
  });
  const cancellations = cancellationsOf(transport);
  const client = new Client({ name: 'reshapr', version: softwareVersion });
  const timeout = flags.timeout * 1_000;
  // `initialize` is not to be cancelled (2025-11-25, "Cancellation"): the connection is closed instead.
  const close = (): void => void client.close();
  try {
    await whileAborting(io.signal, close, () => client.connect(transport, { timeout }));
    return await use({
      client,
      ask: (request) => {
        const asked = new AbortController();
        const end = (): void => asked.abort(io.signal.reason);
        return whileAborting(io.signal, end, () => request({ signal: asked.signal, timeout }));
      },
      protocolVersion: transport.protocolVersion,
    });
  } catch (error) {
    throw mcpProblem(error, { url: shownUrl(url), headers, interrupted: io.signal.aborted });
  } finally {
    const ending = Promise.all(cancellations)
      .then(() => transport.terminateSession())
      .catch(() => undefined);
    await Promise.race([ending, new Promise((resolve) => setTimeout(resolve, goodbye).unref())]);
    await client.close();
    await agent.destroy();
  }
}

/**
 * Hears of an abort while something is under way, and no longer: the SDK would cancel all that was ever asked under
 * one signal, also what was answered.
 */
async function whileAborting<T>(signal: AbortSignal, abort: () => void, work: () => Promise<T>): Promise<T> {
  signal.throwIfAborted();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await work();
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Every tool of the endpoint. */
export function allTools({ client, ask }: McpConnection): Promise<Tool[]> {
  return allPages(async (from) => {
    const { tools, nextCursor } = await ask((options) => client.listTools(from, options));
    return { items: tools, next: nextCursor };
  });
}

/** What a server lists page by page; at most a thousand pages. */
export async function allPages<T>(
  list: (from: { readonly cursor?: string }) => Promise<{ items: readonly T[]; next: string | undefined }>,
): Promise<T[]> {
  const all: T[] = [];
  let from: { readonly cursor?: string } = {};
  for (let page = 0; page < 1_000; page++) {
    const { items, next } = await list(from);
    all.push(...items);
    if (next === undefined) break;
    from = { cursor: next };
  }
  return all;
}

/** Connections of this command alone; how long an answer may take is the client's matter. */
function agentOf(ca: string | undefined): Agent {
  return new Agent({
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: 10_000, ...(ca === undefined ? {} : { ca }) },
  });
}

/** The SDK sends texts only. Node's own `fetch` does not take another undici's agent. */
function fetchBy(dispatcher: Agent): FetchLike {
  return (url, { method = 'GET', headers, body, signal, redirect = 'follow' } = {}) =>
    fetch(url, {
      method,
      headers: Object.fromEntries(new Headers(headers)),
      body: typeof body === 'string' ? body : null,
      signal: signal ?? null,
      redirect,
      dispatcher,
    });
}

/** What tells the server that a call is cancelled: closing before that is sent would cut it off. */
function cancellationsOf(transport: StreamableHTTPClientTransport): readonly Promise<void>[] {
  const sent: Promise<void>[] = [];
  const send = transport.send.bind(transport);
  transport.send = (message, options) => {
    const sending = send(message, options);
    if (!Array.isArray(message) && 'method' in message && message.method === 'notifications/cancelled')
      sent.push(sending.catch(() => undefined));
    return sending;
  };
  return sent;
}
