import { isJsonObject, type JsonObject } from '../../../kernel/index.ts';

export interface RpcRequest {
  readonly type: 'request';
  /** The id as it goes back: JSON. */
  readonly idJson: string;
  readonly method: string;
  readonly params: JsonObject;
}

export interface RpcNotification {
  readonly type: 'notification';
  readonly method: string;
  readonly params: JsonObject;
}

export type Message =
  | RpcRequest
  | RpcNotification
  /** An answer of the client to a request of the gateway; undefined when it is an error. */
  | { readonly type: 'response'; readonly id: string | number | undefined; readonly result: unknown }
  | { readonly type: 'invalid'; readonly idJson: string | undefined; readonly problem: string };

/** Ids are kept while a call or a stream is open, so they may not be as long as a body. */
const longestId = 256;
const noParams: JsonObject = {};

/**
 * Reads one JSON-RPC 2.0 message (MCP, "Base Protocol: Messages"). By hand, because this is the one parse of the
 * path that every call takes; what depends on the method is checked where the method is served.
 */
export function readMessage(value: unknown): Message {
  if (!isJsonObject(value)) return invalid(undefined, 'a message is a JSON object');
  const { id, method, params = noParams } = value;
  const idJson = isRequestId(id) ? JSON.stringify(id) : undefined;
  if (value.jsonrpc !== '2.0') return invalid(idJson, '"jsonrpc" must be "2.0"');
  if (typeof method !== 'string') {
    if ('result' in value || 'error' in value)
      return { type: 'response', id: isRequestId(id) ? id : undefined, result: value.result };
    return invalid(idJson, '"method" must be a string');
  }
  if (!isJsonObject(params)) return invalid(idJson, '"params" must be an object');
  if (id === undefined) return { type: 'notification', method, params };
  if (idJson === undefined) {
    return invalid(undefined, `"id" must be a string of at most ${longestId} characters or an integer`);
  }
  return { type: 'request', idJson, method, params };
}

/** Whether a value is an id of a request, or a token of its progress: kept as long as the request is, so not long. */
export function isRequestId(id: unknown): id is string | number {
  return typeof id === 'string' ? id.length <= longestId : Number.isSafeInteger(id);
}

function invalid(idJson: string | undefined, problem: string): Message {
  return { type: 'invalid', idJson, problem };
}
