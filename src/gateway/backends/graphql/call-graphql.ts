import type { CredentialObject, ExpositionObject, ToolOf } from '../../../snapshot/index.ts';
import type { Caller } from '../../credentials/presenter.ts';
import type { CallResult } from '../../surface/call-result.ts';
import type { InputRequired } from '../../surface/input-required.ts';
import { type BackendCallerParts, backendCaller } from '../call-backend.ts';
import type { CallerFacts } from '../forwarding.ts';
import { isRepeatable } from '../repeatable.ts';
import type { ToolArguments } from '../request/arguments.ts';
import type { BackendRequest } from '../request/build-request.ts';
import { graphqlRequest } from './document.ts';
import { graphqlResult } from './result.ts';

/** One `tools/call` of a GraphQL tool. */
export interface GraphqlToolCall {
  readonly exposition: ExpositionObject;
  readonly credential?: CredentialObject | undefined;
  /** Who calls, for credentials that belong to callers. */
  readonly of?: Caller | undefined;
  readonly tool: ToolOf<'graphql'>;
  /** Checked against the input schema by now. */
  readonly args: ToolArguments;
  readonly caller: CallerFacts;
  readonly signal?: AbortSignal | undefined;
}

export type GraphqlCaller = (call: GraphqlToolCall) => Promise<CallResult | InputRequired>;

/** Calls tools of GraphQL backends: a POST to the endpoint of the plan itself (GraphQL over HTTP). */
export function graphqlCaller(parts: BackendCallerParts): GraphqlCaller {
  const callBackend = backendCaller(parts);
  return ({ tool, args, ...call }) =>
    callBackend({
      ...call,
      tool: tool.name,
      isRepeatable: isRepeatable(tool),
      request: () => requestOf(call.exposition, tool, args),
      read: graphqlResult,
    });
}

function requestOf(
  { backend }: ExpositionObject,
  { call }: ToolOf<'graphql'>,
  args: ToolArguments,
): BackendRequest {
  return {
    method: 'POST',
    path: new URL(backend.endpoint).pathname,
    headers: {
      accept: 'application/graphql-response+json, application/json',
      'content-type': 'application/json',
    },
    body: JSON.stringify(graphqlRequest(call, args)),
  };
}
