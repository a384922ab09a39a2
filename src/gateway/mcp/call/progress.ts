import type { IncomingMessage, ServerResponse } from 'node:http';
import { isJsonObject } from '../../../kernel/index.ts';
import type { McpCore } from '../core.ts';
import { checkStreamAccept } from '../http/media-types.ts';
import type { Answer, Reply } from '../rpc/answer.ts';
import { isRequestId, type RpcRequest } from '../rpc/message.ts';
import { eventFrame, eventStreamHeaders } from '../streams/sse.ts';

/** Characters of the text of one notification. */
const longestMessage = 64 * 1024;

/** The progress of one call, told to a client that asked for it. */
export interface Progress {
  /** Tells of a step; `count` grows with each. What a slow reader has no room for is left out. */
  notify(count: number, message: string): void;
  /** The answer as it is sent: the end of the event stream, when anything was told before it. */
  finish(answer: Answer): Reply;
}

/**
 * The way to tell of progress (MCP, "Progress"): the request has a `progressToken`, and its answer may be an event
 * stream. The stream begins with the first step; a call without any is answered with JSON.
 */
export function progressOf(
  core: McpCore,
  {
    request: { headers },
    response,
  }: { readonly request: IncomingMessage; readonly response: ServerResponse },
  { params }: RpcRequest,
): Progress | undefined {
  const token = isJsonObject(params._meta) ? params._meta['progressToken'] : undefined;
  if (!isRequestId(token)) return undefined;
  if (headers.accept === undefined || checkStreamAccept(headers) !== undefined) return undefined;
  let begun = false;
  return {
    notify(count, message) {
      if (response.destroyed || response.writableLength > core.limits.streamBacklogBytes) return;
      if (!begun) response.writeHead(200, eventStreamHeaders);
      begun = true;
      const params = { progressToken: token, progress: count, message: cut(message) };
      response.write(
        eventFrame(JSON.stringify({ jsonrpc: '2.0', method: 'notifications/progress', params })),
      );
    },
    finish: (answer) => (begun ? endOfStream(answer) : answer),
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
