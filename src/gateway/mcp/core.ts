import type { IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Clock, Log } from '../../kernel/index.ts';
import type { Audit } from '../audit/audit.ts';
import { type Client, type ClientOf, directClient } from '../client/client.ts';
import type { Surface, Surfaces } from '../surface/surface.ts';
import type { Access, Grant } from './access.ts';
import type { CallStream } from './call/call-stream.ts';
import { type KeepContract, keepContracts } from './call/contract.ts';
import { type Flights, flightsUpTo } from './call/flights.ts';
import type { LogLevel } from './call/log-level.ts';
import { type BodyBudget, bodyBudget } from './http/body-budget.ts';
import { type HostGuard, hostGuard } from './http/host-guard.ts';
import { type UnreadAnswers, unreadAnswers } from './http/unread-answers.ts';
import { type RequestStates, requestStates } from './input/request-state.ts';
import { type ListPages, listPages } from './list-pages.ts';
import { type McpMetrics, mcpMetrics } from './metrics.ts';
import {
  type CallTool,
  defaultLimits,
  type FetchContent,
  type McpLimits,
  type McpOptions,
} from './options.ts';
import { sealWith } from './seal.ts';
import { type Questions, questions } from './session-era/questions.ts';
import { openSessions, type Sessions } from './session-era/sessions.ts';
import { type CheckMirrored, mirroredArguments } from './stateless-era/mirrored-arguments.ts';
import { openStreams, type Streams } from './streams/streams.ts';
import { type SurfaceJson, surfaceJsonCache } from './surface-json.ts';

/** All that serving a request takes, made once. */
export interface McpCore {
  readonly surfaces: Surfaces;
  readonly access: Access;
  readonly call: CallTool;
  readonly fetchContent: FetchContent;
  readonly clock: Clock;
  readonly log: Log;
  readonly limits: McpLimits;
  readonly metrics: McpMetrics;
  readonly audit: Audit | undefined;
  readonly clientOf: ClientOf;
  readonly hostGuard: HostGuard;
  readonly bodies: BodyBudget;
  readonly unread: UnreadAnswers;
  readonly flights: Flights;
  readonly keepContract: KeepContract;
  readonly streams: Streams;
  readonly sessions: Sessions;
  readonly jsonOf: (surface: Surface) => SurfaceJson;
  readonly pageOf: ListPages;
  readonly checkMirrored: CheckMirrored;
  readonly requestStates: RequestStates;
  readonly questions: Questions;
  /** What clients of this process asked for by `logging/setLevel`, by the key of their session. */
  readonly logLevels: LRUCache<string, LogLevel>;
}

/** One HTTP request on its way, with the surface that it found. It keeps that surface through any swap. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly client: Client;
  readonly surface: Surface;
  /** What the token of the caller allows; undefined where none is asked for. */
  readonly grant?: Grant | undefined;
  /** What a call can say before its answer. */
  readonly stream?: CallStream | undefined;
}

export function mcpCore(options: McpOptions): McpCore {
  const { surfaces, access, call, fetchContent, clock, random, log } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const metrics = mcpMetrics(options.metrics);
  const seal = sealWith(options.sealKeys, 'reshapr mcp session', random);
  const stateSeal = sealWith(options.sealKeys, 'reshapr mcp request state', random);
  return {
    surfaces,
    access,
    call,
    fetchContent,
    clock,
    log,
    limits,
    metrics,
    audit: options.audit,
    clientOf: options.clientOf ?? directClient(false),
    hostGuard: hostGuard(options.allowedHosts),
    bodies: bodyBudget(limits.bodiesBytes),
    unread: unreadAnswers({
      ms: limits.unreadMs,
      bytes: limits.unreadBytes,
      little: limits.streamBacklogBytes,
    }),
    flights: flightsUpTo(limits.calls),
    keepContract: keepContracts({ log, metrics: options.metrics }),
    streams: openStreams(limits, (open) => metrics.streams(open)),
    sessions: openSessions(seal, { clock, random }, limits),
    jsonOf: surfaceJsonCache(),
    pageOf: listPages(limits.entriesPerPage),
    checkMirrored: mirroredArguments(),
    requestStates: requestStates(stateSeal, { clock }, limits),
    logLevels: new LRUCache({ max: limits.sessions }),
    questions: questions({ clock, random }, limits.inputWaitMs),
  };
}
