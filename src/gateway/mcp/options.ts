import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Clock, Log, Metrics, Random } from '../../kernel/index.ts';
import type { Audit } from '../audit/audit.ts';
import type { ClientOf } from '../client/client.ts';
import type { CallResult } from '../surface/call-result.ts';
import type { FetchedContent } from '../surface/fetched-content.ts';
import type { GivenInput, InputRequired } from '../surface/input-required.ts';
import type { Surface, Surfaces, Tool } from '../surface/surface.ts';
import type { Access, Grant } from './access.ts';
import type { CallLog } from './call/log-level.ts';
import type { FoundResource } from './resources/find-resource.ts';

/** What a call may need of the request that asked for it. */
export interface CallContext {
  /** Aborts when the client cancels or goes away, and when the handler is closed. */
  readonly signal: AbortSignal;
  readonly headers: IncomingHttpHeaders;
  /** Of the client; behind a trusted proxy the one that it names. */
  readonly remoteAddress: string;
  /** Of who connected, where that is a proxy: it is what backends are told beside what the proxy said. */
  readonly peerAddress?: string | undefined;
  /** What the token of the caller allows; undefined where none is asked for. It is never sent on. */
  readonly grant?: Grant | undefined;
  /** Names the session of the call inside the gateway; undefined where there is none. */
  readonly session?: string | undefined;
  /** What the user answered, of a call that needed input and is made again; see `askUser`. */
  readonly input?: GivenInput | undefined;
  /** Tells the client of a step: how many there were, and what it brought. Undefined when nobody listens. */
  readonly progress?: ((count: number, message?: string, total?: number) => void) | undefined;
  /** Tells the client of something that happened. Undefined when it wants to hear nothing. */
  readonly log?: CallLog | undefined;
}

/**
 * Calls the backend, or says what it needs of the user first. What the backend does wrong is a result with `isError`; a rejection is a bug of the gateway
 * (or the answer to an aborted signal) and reaches the client as an internal error without details.
 */
export type CallTool = (
  surface: Surface,
  tool: Tool,
  args: Record<string, unknown>,
  context: CallContext,
) => Promise<CallResult | InputRequired>;

/**
 * Fetches what a resource holds from the backend of its endpoint, or from the web. What goes wrong there is told in
 * the result; a rejection is a bug of the gateway.
 */
export type FetchContent = (
  surface: Surface,
  resource: FoundResource,
  context: CallContext,
) => Promise<FetchedContent>;

export interface McpLimits {
  /** Bytes of one request body. */
  readonly bodyBytes: number;
  /** Bytes of all request bodies together that are being read or served. */
  readonly bodiesBytes: number;
  /** Milliseconds in which a client has to read an answer. */
  readonly unreadMs: number;
  /** Bytes of all answers together that clients have not read. */
  readonly unreadBytes: number;
  /** Levels of objects and lists in the arguments of a call. */
  readonly nesting: number;
  /** Messages of one batch (2025-03-26). */
  readonly batch: number;
  /** Calls in flight at once; more are refused with 503. */
  readonly calls: number;
  /** Open event streams, GET and `subscriptions/listen` together. */
  readonly streams: number;
  /** GET streams of one session; a further one ends the oldest. */
  readonly streamsPerSession: number;
  /** Bytes that a slow reader may leave unread before its stream is cut. */
  readonly streamBacklogBytes: number;
  /** Session ids remembered as opened, and as ended. A session itself needs no memory. */
  readonly sessions: number;
  /** Milliseconds after which a session id is no longer accepted. */
  readonly sessionAgeMs: number;
  /** Milliseconds for which a call that needs input can be made again with it (`requestState`). */
  readonly inputAgeMs: number;
  /** Milliseconds that a call waits for the answer of its user, where the client is asked during the call. */
  readonly inputWaitMs: number;
  /** Characters of a `requestState`. */
  readonly requestStateLength: number;
  /** Each `requestState` is taken once, as far as the last so many are remembered. */
  readonly usedStates: number;
  /** Entries on one page of a list. */
  readonly entriesPerPage: number;
  /** Milliseconds between two comments on an idle stream. */
  readonly keepAliveMs: number;
}

export const defaultLimits: McpLimits = {
  bodyBytes: 10 * 1024 * 1024,
  bodiesBytes: 256 * 1024 * 1024,
  unreadMs: 120_000,
  unreadBytes: 256 * 1024 * 1024,
  nesting: 100,
  batch: 100,
  calls: 10_000,
  streams: 10_000,
  streamsPerSession: 4,
  streamBacklogBytes: 64 * 1024,
  sessions: 10_000,
  sessionAgeMs: 7 * 24 * 60 * 60 * 1000,
  inputAgeMs: 10 * 60 * 1000,
  inputWaitMs: 5 * 60 * 1000,
  requestStateLength: 64 * 1024,
  usedStates: 10_000,
  entriesPerPage: 1000,
  keepAliveMs: 15_000,
};

export interface McpOptions {
  readonly surfaces: Surfaces;
  readonly access: Access;
  readonly call: CallTool;
  readonly fetchContent: FetchContent;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Keys of 32 bytes for session ids: the first seals, all of them open. Gateways behind one name share them. */
  readonly sealKeys: readonly [Uint8Array, ...Uint8Array[]];
  /**
   * Host names (with or without port, `*.example.com` for all below) that `Host` and `Origin` may name, against
   * DNS rebinding. The forms of localhost always may. `any` leaves the check to a proxy in front.
   */
  readonly allowedHosts: readonly string[] | 'any';
  /** Who sent a request; who opened its connection when left out. */
  readonly clientOf?: ClientOf;
  /** Where requests and refusals are written, if anywhere. */
  readonly audit?: Audit | undefined;
  readonly limits?: Partial<McpLimits>;
}

export interface McpHandler {
  /** Answers one request to `/mcp/<pathSegments…>` (segments decoded). Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse, pathSegments: readonly string[]): Promise<void>;
  /** Ends the streams and refuses new requests; resolves when the calls in flight are done. */
  drain(): Promise<void>;
  /** Aborts what is in flight, ends the streams and lets go of the surfaces; what comes is refused. */
  close(): void;
}
