import type { CredentialObject, ExpositionObject, ToolOf } from '../../snapshot/index.ts';
import type { Caller } from '../credentials/presenter.ts';
import type { CallResult } from '../surface/call-result.ts';
import type { InputRequired } from '../surface/input-required.ts';
import { type BackendCallerParts, backendCaller } from './call-backend.ts';
import type { CallerFacts } from './forwarding.ts';
import { isRepeatable } from './repeatable.ts';
import type { ToolArguments } from './request/arguments.ts';
import { buildRequest } from './request/build-request.ts';
import { answeredResult, promisedBy } from './result.ts';

/** One `tools/call`: which tool of which endpoint, with what, for whom. */
export interface ToolCall {
  readonly exposition: ExpositionObject;
  readonly credential?: CredentialObject | undefined;
  /** Who calls, for credentials that belong to callers. */
  readonly of?: Caller | undefined;
  readonly tool: ToolOf<'http'>;
  /** Checked against the input schema by now. */
  readonly args: ToolArguments;
  readonly caller: CallerFacts;
  readonly signal?: AbortSignal | undefined;
}

export type ToolCaller = (call: ToolCall) => Promise<CallResult | InputRequired>;

/**
 * Calls tools over HTTP backends. What goes wrong on the way, from an argument that cannot be sent to a backend that
 * does not answer, is a result with `isError`.
 */
export function toolCaller(parts: BackendCallerParts): ToolCaller {
  const callBackend = backendCaller(parts);
  return ({ tool, args, ...call }) => {
    const promised = promisedBy(tool);
    return callBackend({
      ...call,
      tool: tool.name,
      isRepeatable: isRepeatable(tool),
      request: (endpoint) => buildRequest(tool.call, args, endpoint),
      read: (answer) => answeredResult(answer, promised),
    });
  };
}
