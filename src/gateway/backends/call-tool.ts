import { type Log, Problem } from '../../kernel/index.ts';
import type { ExpositionObject, ToolOf } from '../../snapshot/index.ts';
import { credentialHeaders } from '../secrets/credentials.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { CallResult } from '../surface/call-result.ts';
import { type CallerFacts, forwardingHeaders } from './forwarding.ts';
import type { HttpBackends } from './http-backends.ts';
import { argumentRefused } from './problems.ts';
import type { ToolArguments } from './request/arguments.ts';
import { buildRequest } from './request/build-request.ts';
import { type Endpoint, parseEndpoint } from './request/endpoint.ts';
import { failedResult, promisedBy } from './result.ts';

/** One `tools/call`: which tool of which endpoint, with what, for whom. */
export interface ToolCall {
  readonly exposition: ExpositionObject;
  readonly tool: ToolOf<'http'>;
  /** Checked against the input schema by now. */
  readonly args: ToolArguments;
  readonly caller: CallerFacts;
  readonly signal?: AbortSignal | undefined;
}

export interface ToolCallerParts {
  readonly backends: HttpBackends;
  readonly secrets: Secrets;
  readonly log: Log;
  /** Milliseconds for a call whose plan says nothing; 3000 by default. */
  readonly timeoutMs?: number | undefined;
  /** Bytes of an answer; 10 MiB by default. */
  readonly maxResponseBytes?: number | undefined;
}

export type ToolCaller = (call: ToolCall) => Promise<CallResult>;

/**
 * Calls tools over HTTP backends. What goes wrong on the way, from an argument that cannot be sent to a backend that
 * does not answer, is a result with `isError`.
 */
export function toolCaller(parts: ToolCallerParts): ToolCaller {
  const { backends, secrets, log, maxResponseBytes } = parts;
  const endpoints = new WeakMap<ExpositionObject, Endpoint>();

  function endpointOf(exposition: ExpositionObject): Endpoint {
    let endpoint = endpoints.get(exposition);
    if (endpoint === undefined) {
      endpoint = parseEndpoint(exposition.backend.endpoint);
      endpoints.set(exposition, endpoint);
    }
    return endpoint;
  }

  return async ({ exposition, tool, args, caller, signal }) => {
    const { backend, organization } = exposition;
    try {
      const endpoint = endpointOf(exposition);
      const request = buildRequest(tool.call, args, endpoint);
      const credentials =
        backend.secret === undefined ? {} : await credentialHeaders(backend.secret, organization, secrets);
      return await backends.call(endpoint, request, {
        promised: promisedBy(tool),
        timeoutMs: backend.timeoutMs ?? parts.timeoutMs,
        maxResponseBytes,
        signal,
        headers: { ...forwardingHeaders(caller), ...credentials },
      });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { code, message } = error;
      const facts = { exposition: exposition.id, tool: tool.name, code, reason: message };
      if (code === argumentRefused.code) log.debug('argument refused', facts);
      else log.warn('credential unavailable', facts);
      return { ...failedResult({ text: `${message}.` }), upstreamMs: 0 };
    }
  };
}
