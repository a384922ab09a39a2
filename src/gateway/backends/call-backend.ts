import { type Log, Problem } from '../../kernel/index.ts';
import type { CredentialObject, ExpositionObject } from '../../snapshot/index.ts';
import type { Caller, Present } from '../credentials/presenter.ts';
import type { CallResult } from '../surface/call-result.ts';
import { type InputRequired, isInputRequired } from '../surface/input-required.ts';
import type { CallerFacts } from './forwarding.ts';
import { headersForBackend, withHeadersOf } from './header-policy.ts';
import type { HttpBackends } from './http-backends.ts';
import { argumentRefused } from './problems.ts';
import { askAgain } from './repeatable.ts';
import type { BackendRequest } from './request/build-request.ts';
import { type Endpoint, parseEndpoint } from './request/endpoint.ts';
import { type DecodedAnswer, failedResult, type Result } from './result.ts';
import type { Retries } from './retries.ts';

export interface BackendCallerParts {
  readonly backends: HttpBackends;
  readonly present: Present;
  readonly log: Log;
  /** Without it nothing is tried twice, whatever plans say. */
  readonly retries?: Retries | undefined;
  /** Milliseconds for a call whose plan says nothing; 3000 by default. */
  readonly timeoutMs?: number | undefined;
  /** Bytes of an answer; 10 MiB by default. */
  readonly maxResponseBytes?: number | undefined;
}

/** One call of the backend of an exposition, whatever its protocol says over HTTP. */
export interface BackendCall {
  readonly exposition: ExpositionObject;
  readonly credential?: CredentialObject | undefined;
  /** Who calls, for credentials that belong to callers. */
  readonly of?: Caller | undefined;
  /** The tool that is called, for the log. */
  readonly tool: string;
  readonly caller: CallerFacts;
  /** Whether the backend may be asked twice. */
  readonly isRepeatable: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Makes the request; what it throws as a Problem becomes a result. */
  request(endpoint: Endpoint): BackendRequest;
  /** What the client gets for an answer. */
  read(answer: DecodedAnswer): Result;
}

export type BackendCaller = (call: BackendCall) => Promise<CallResult | InputRequired>;

/** Calls backends with the credentials of their plans, and says of a call that cannot be made why. */
export function backendCaller(parts: BackendCallerParts): BackendCaller {
  const { backends, present, log, retries, maxResponseBytes } = parts;
  const endpoints = new WeakMap<ExpositionObject, Endpoint>();

  function endpointOf(exposition: ExpositionObject): Endpoint {
    let endpoint = endpoints.get(exposition);
    if (endpoint === undefined) {
      endpoint = parseEndpoint(exposition.backend.endpoint);
      endpoints.set(exposition, endpoint);
    }
    return endpoint;
  }

  return async ({ exposition, credential, of = {}, tool, caller, isRepeatable, signal, request, read }) => {
    const { backend } = exposition;
    try {
      const endpoint = endpointOf(exposition);
      const made = request(endpoint);
      const presented = await present({ exposition, credential, caller: of });
      if (isInputRequired(presented)) return presented;
      return await backends.call(endpoint, made, {
        read: (answer) => withHeadersOf(answer.headers, read(answer), exposition),
        timeoutMs: backend.timeoutMs ?? parts.timeoutMs,
        maxResponseBytes,
        signal,
        attempts:
          retries &&
          ((attempt, timeoutMs) =>
            retries({
              backend: endpoint.origin,
              policy: backend.retry,
              timeoutMs,
              signal,
              attempt,
              again: (fetched, now) => askAgain(fetched, isRepeatable, now),
            })),
        headers: { ...headersForBackend(exposition, caller), ...presented.headers },
        tls: presented.tls,
        renew: presented.renew,
      });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { code, message } = error;
      const facts = { exposition: exposition.id, tool, code, reason: message };
      if (code === argumentRefused.code) log.debug('argument refused', facts);
      else log.warn('credential unavailable', facts);
      return { ...failedResult({ text: `${message}.` }), upstreamMs: 0 };
    }
  };
}
