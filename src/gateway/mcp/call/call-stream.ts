import { isJsonObject } from '../../../kernel/index.ts';
import type { Exchange, McpCore } from '../core.ts';
import { checkStreamAccept } from '../http/media-types.ts';
import type { CallContext } from '../options.ts';
import type { Answer, Reply } from '../rpc/answer.ts';
import { isRequestId, type RpcRequest } from '../rpc/message.ts';
import { eventFrame, eventStreamHeaders, keepAliveFrame } from '../streams/sse.ts';

/** Characters of the text of one notification. */
const longestMessage = 64 * 1024;

/** What a call says before its answer: the answer is then the end of an event stream, which begins with the first. */
export interface CallStream {
  /** Sends a notification or a request; false when the client takes no stream, is gone, or does not read. */
  send(message: object): boolean;
  /** A sign of life while nothing is sent. */
  keepAlive(): void;
  /** The answer as it is sent. */
  finish(answer: Answer): Reply;
}

/** The stream of a call's answer. A call that says nothing is answered with JSON. */
export function callStream(
  core: Pick<McpCore, 'limits'>,
  { request: { headers }, response }: Pick<Exchange, 'request' | 'response'>,
): CallStream {
  let begun = false;
  const begin = (): boolean => {
    if (response.destroyed || response.writableLength > core.limits.streamBacklogBytes) return false;
    if (begun) return true;
    if (headers.accept === undefined || checkStreamAccept(headers) !== undefined) return false;
    response.writeHead(200, eventStreamHeaders);
    begun = true;
    return true;
  };
  return {
    send(message) {
      if (!begin()) return false;
      response.write(eventFrame(JSON.stringify({ jsonrpc: '2.0', ...message })));
      return true;
    },
    keepAlive() {
      if (begun && begin()) response.write(keepAliveFrame);
    },
    finish: (answer) => (begun ? endOfStream(answer) : answer),
  };
}

/**
 * The way to tell of progress (MCP, "Progress"), when the request has a `progressToken`. What a slow reader has no room
 * for is left out.
 */
export function progressOn(stream: CallStream | undefined, { params }: RpcRequest): CallContext['progress'] {
  const token = isJsonObject(params._meta) ? params._meta['progressToken'] : undefined;
  if (stream === undefined || !isRequestId(token)) return undefined;
  return (progress, message, total) => {
    const params = { progressToken: token, progress, total, message: message && cut(message) };
    stream.send({ method: 'notifications/progress', params });
  };
}

function cut(message: string): string {
  return message.length <= longestMessage ? message : `${message.slice(0, longestMessage)}…`;
}

function endOfStream({ body, outcome }: Answer): Reply {
  return {
    type: 'stream',
    outcome,
    open(response) {
      if (response.destroyed) return;
      const json = body.map((part) => (typeof part === 'string' ? part : part.toString('utf8'))).join('');
      response.end(json === '' ? '' : eventFrame(json));
    },
  };
}
