import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Fault } from './fault.ts';

/** How a request ended, for metrics. */
export type Outcome = 'ok' | 'tool-error' | 'input-required' | 'error' | 'cancelled' | 'refused';

/** A complete HTTP answer. Its body is in parts so that sealed bytes are sent as they are, never copied. */
export interface Answer {
  readonly type: 'answer';
  readonly status: number;
  readonly headers?: OutgoingHttpHeaders;
  readonly contentType?: string;
  readonly body: readonly (string | Buffer)[];
  readonly outcome: Outcome;
  /** Of JSON-RPC, when it is an error. */
  readonly errorCode?: number;
}

/** An answer that stays open: `open` takes the response over. */
interface StreamReply {
  readonly type: 'stream';
  readonly outcome: Outcome;
  open(response: ServerResponse): void;
}

export type Reply = Answer | StreamReply;

export function resultAnswer(
  idJson: string,
  result: readonly (string | Buffer)[],
  outcome: Outcome = 'ok',
  headers?: OutgoingHttpHeaders,
): Answer {
  const body = [`{"jsonrpc":"2.0","id":${idJson},"result":`, ...result, '}'];
  return { type: 'answer', status: 200, body, outcome, ...(headers && { headers }) };
}

/** Without an id that could be read the error has none (2025-11-25, "Streamable HTTP"), not even null. */
export function faultAnswer(fault: Fault, idJson?: string): Answer {
  const { status, code, message, data, headers } = fault;
  const error = JSON.stringify({ code, message, ...(data !== undefined && { data }) });
  const id = idJson === undefined ? '' : `"id":${idJson},`;
  const body = [`{"jsonrpc":"2.0",${id}"error":${error}}`];
  const outcome = status === 200 ? 'error' : 'refused';
  return { type: 'answer', status, body, outcome, errorCode: code, ...(headers && { headers }) };
}

export function emptyAnswer(status: 202 | 204, headers?: OutgoingHttpHeaders): Answer {
  return { type: 'answer', status, body: [], outcome: 'ok', ...(headers && { headers }) };
}

/**
 * The answer to a request that the client cancelled: a stream that ends without a message. No response may be sent
 * for it (2025-11-25, "Cancellation"), and yet the POST must get JSON or an event stream.
 */
export const cancelledAnswer: Answer = {
  type: 'answer',
  status: 200,
  contentType: 'text/event-stream',
  body: [],
  outcome: 'cancelled',
};
