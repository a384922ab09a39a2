import type { LookupFunction } from 'node:net';
import type { Clock, Log, Metrics } from '../../kernel/index.ts';
import type { Presented } from '../credentials/presenter.ts';
import type { TlsIdentity } from '../credentials/tls-identity.ts';
import type { CallResult } from '../surface/call-result.ts';
import { type After, systemAfter } from './after.ts';
import { acceptedEncodings, decodeContent } from './decode.ts';
import { exchange } from './exchange.ts';
import { type CallFailure, failures } from './failure.ts';
import { backendMetrics, outcomeOfStatus } from './metrics.ts';
import { type PoolLimits, poolsOf } from './pools.ts';
import type { BackendRequest } from './request/build-request.ts';
import type { Endpoint } from './request/endpoint.ts';
import { answeredResult, type DecodedAnswer, failedResult, type Promised, type Result } from './result.ts';

export interface HttpBackendsOptions {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly clock: Clock;
  /** Ends calls that take too long; the timers of Node by default. */
  readonly after?: After;
  /** Of this software, for `User-Agent`. */
  readonly version: string;
  readonly limits?: Partial<PoolLimits>;
  /** Certificates (PEM) of authorities that are trusted besides those of Node. */
  readonly certificates?: readonly string[];
}

export interface FetchOptions {
  /** Milliseconds for the whole call; 3000 by default. */
  readonly timeoutMs?: number | undefined;
  /** Bytes of the answer, decoded; 10 MiB by default. */
  readonly maxResponseBytes?: number | undefined;
  /** Aborts the request to the backend. */
  readonly signal?: AbortSignal | undefined;
  /** Added to the request, by lower-case name; they stand before those that arguments make. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Resolves names in place of Node's own. */
  readonly lookup?: LookupFunction | undefined;
  /** What the connection is checked by, and what it presents. */
  readonly tls?: TlsIdentity | undefined;
  /** Headers in place of those that the backend does not take (401): it is asked once more with them. */
  readonly renew?: Presented['renew'];
}

export interface CallOptions extends FetchOptions {
  /** What the answer is read as; text by default. */
  readonly promised?: Promised | undefined;
  /** Reads the answer where `promised` does not say enough. */
  readonly read?: ((answer: DecodedAnswer) => Result) | undefined;
  /** Makes the attempts of the call, each within the milliseconds it is given; a single one by default. */
  readonly attempts?:
    | ((attempt: (timeoutMs: number) => Promise<Fetched>, timeoutMs: number) => Promise<Fetched>)
    | undefined;
}

/** What came of a request, and the milliseconds that it took. */
export type Fetched = (DecodedAnswer | CallFailure) & { readonly upstreamMs: number };

/** The way to HTTP backends. Nothing is retried unless the call does it, no redirect is followed, and no call fails but in its result. */
export interface HttpBackends {
  call(endpoint: Endpoint, request: BackendRequest, options: CallOptions): Promise<CallResult>;
  /** The answer as it is, whatever its status. */
  fetch(endpoint: Pick<Endpoint, 'origin'>, request: BackendRequest, options: FetchOptions): Promise<Fetched>;
  /** Refuses new calls and waits for those under way; those that are left when the signal aborts are cut off. */
  close(abandon?: AbortSignal): Promise<void>;
}

const defaultTimeout = 3000;
const defaults = { origins: 256, connections: 64, waiting: 1024, connectMs: 3000 };

export function httpBackends(options: HttpBackendsOptions): HttpBackends {
  const { log, clock, after = systemAfter } = options;
  const limits = { ...defaults, ...options.limits };
  const pools = poolsOf(limits, options.certificates ?? []);
  const metrics = backendMetrics(options.metrics);
  const own = { 'accept-encoding': acceptedEncodings, 'user-agent': `reshapr/${options.version}` };
  let isClosed = false;

  async function attempt(
    origin: string,
    request: BackendRequest,
    call: FetchOptions,
  ): Promise<DecodedAnswer | CallFailure> {
    if (isClosed) return failures.closed;
    if (call.signal?.aborted) return failures.cancelled;
    const lane = pools.lane(origin, call.lookup, call.tls);
    if (lane.underway >= limits.connections + limits.waiting) return failures.busy;
    lane.underway++;
    const onGone = (): void => {
      lane.underway--;
    };
    const sent = { ...request, headers: { ...own, ...request.headers, ...call.headers } };
    const { timeoutMs = defaultTimeout, maxResponseBytes: maxBytes = 10 * 1024 * 1024, signal } = call;
    const answer = await exchange(lane.pool, origin, sent, { timeoutMs, maxBytes, signal }, after, onGone);
    if ('kind' in answer) return answer;
    const content = await decodeContent(answer, maxBytes);
    if ('kind' in content) return content;
    const { status, headers } = answer;
    return { status, headers, content };
  }

  const once: HttpBackends['fetch'] = async ({ origin }, request, options) => {
    const start = clock.now();
    metrics.began();
    const attempted = await attempt(origin, request, options);
    const upstreamMs = Math.max(0, clock.now() - start);
    metrics.ended('kind' in attempted ? attempted.kind : outcomeOfStatus(attempted.status), upstreamMs);
    if ('kind' in attempted && attempted.kind !== 'cancelled')
      log.warn('call to backend failed', { origin, outcome: attempted.kind, code: attempted.code });
    return { ...attempted, upstreamMs };
  };

  const fetch: HttpBackends['fetch'] = async (endpoint, request, options) => {
    const first = await once(endpoint, request, options);
    if ('kind' in first || first.status !== 401 || options.renew === undefined) return first;
    const renewed = await options.renew();
    if (renewed === undefined) return first;
    const { timeoutMs = defaultTimeout } = options;
    const left = Math.max(1, timeoutMs - first.upstreamMs);
    const headers = { ...options.headers, ...renewed };
    const second = await once(endpoint, request, { ...options, headers, timeoutMs: left });
    return { ...second, upstreamMs: first.upstreamMs + second.upstreamMs };
  };

  return {
    call: async (endpoint, request, call) => {
      const { timeoutMs = defaultTimeout, attempts } = call;
      const attempt = (ms: number): Promise<Fetched> => fetch(endpoint, request, { ...call, timeoutMs: ms });
      const start = clock.now();
      const fetched = await (attempts === undefined ? attempt(timeoutMs) : attempts(attempt, timeoutMs));
      // All attempts, and what lies between them: the last one alone would make a backend that fails look quick.
      const upstreamMs = attempts === undefined ? fetched.upstreamMs : Math.max(0, clock.now() - start);
      if ('kind' in fetched) return { ...failedResult(fetched), upstreamMs };
      const { status, headers, content } = fetched;
      const answer = { status, headers, content };
      const result = call.read?.(answer) ?? answeredResult(answer, call.promised ?? 'text');
      return { ...result, upstreamMs };
    },
    fetch,
    close: (abandon) => {
      isClosed = true;
      return pools.close(abandon);
    },
  };
}
