import { callTool, findTool } from '../call/call-tool.ts';
import { isLogLevel, logLevels } from '../call/log-level.ts';
import { complete, hasCompletions } from '../completion/complete.ts';
import type { Exchange, McpCore } from '../core.ts';
import { hasResources, listOf } from '../lists.ts';
import { getPrompt } from '../prompts/get-prompt.ts';
import { readResource } from '../resources/read-resource.ts';
import { type Answer, emptyAnswer, faultAnswer, resultAnswer } from '../rpc/answer.ts';
import { errorCodes, invalidParams, invalidRequest } from '../rpc/fault.ts';
import { isRequestId, type Message, type RpcNotification, type RpcRequest } from '../rpc/message.ts';
import { hasLogs, sessionFrame } from '../surface-json.ts';
import { askInSession } from './ask-in-session.ts';
import { initialize } from './initialize.ts';
import type { Session } from './session-id.ts';

const methodNotFound = { status: 200, code: errorCodes.methodNotFound, message: 'Method not found' };

/** Serves one request of a version with sessions. */
export function serveSessionRequest(
  core: McpCore,
  exchange: Exchange,
  session: Session | undefined,
  request: RpcRequest,
): Answer | Promise<Answer> {
  const { idJson, method, params } = request;
  switch (method) {
    case 'tools/call': {
      const found = findTool(exchange, request);
      if (found.type === 'answer') return found;
      const key = session && callKey(session, idJson);
      const ask = askInSession(core, exchange, session, request);
      return callTool(core, exchange, request, found.tool, {
        frame: sessionFrame,
        logLevel: session && (core.logLevels.get(session.key) ?? 'info'),
        session: session?.key,
        key,
        ask,
      });
    }
    case 'prompts/get':
      if (exchange.surface.prompts.size === 0) return faultAnswer(methodNotFound, idJson);
      return getPrompt(exchange, request, sessionFrame);
    case 'resources/read': {
      if (!hasResources(exchange.surface)) return faultAnswer(methodNotFound, idJson);
      const key = session && callKey(session, idJson);
      const notFoundCode = errorCodes.resourceNotFound;
      return readResource(core, exchange, request, {
        frame: sessionFrame,
        notFoundCode,
        ...(key && { key }),
      });
    }
    // Empty lists are not announced, but asked for by clients that do not look; they serve them better than an error.
    case 'tools/list':
    case 'prompts/list':
    case 'resources/list':
    case 'resources/templates/list': {
      const page = core.pageOf(exchange, listOf[method], params.cursor);
      if (page.type === 'refused') return faultAnswer(page.fault, idJson);
      return resultAnswer(idJson, [sessionFrame.open, page.fields, sessionFrame.close]);
    }
    case 'completion/complete':
      if (!hasCompletions(exchange.surface)) return faultAnswer(methodNotFound, idJson);
      return complete(exchange, request, sessionFrame);
    case 'logging/setLevel':
      if (!hasLogs(exchange.surface)) return faultAnswer(methodNotFound, idJson);
      return setLogLevel(core, session, request);
    case 'initialize':
      return initialize(core, exchange, request);
    case 'ping':
      return resultAnswer(idJson, ['{}']);
    default:
      return faultAnswer(methodNotFound, idJson);
  }
}

/** `logging/setLevel`; without a session there is nothing that it could be set for. */
function setLogLevel(core: McpCore, session: Session | undefined, { idJson, params }: RpcRequest): Answer {
  if (!isLogLevel(params.level))
    return faultAnswer(invalidParams(`"level" must be one of ${logLevels.join(', ')}`), idJson);
  if (session !== undefined) core.logLevels.set(session.key, params.level);
  return resultAnswer(idJson, ['{}']);
}

/** Takes a notification: a cancelled call is aborted (2025-11-25, "Cancellation"), the rest says nothing to us. */
export function takeNotification(
  core: McpCore,
  session: Session | undefined,
  notification: RpcNotification,
): Answer {
  if (notification.method === 'notifications/cancelled' && session !== undefined) {
    const { requestId } = notification.params;
    if (isRequestId(requestId)) core.flights.cancel(callKey(session, JSON.stringify(requestId)));
  }
  return emptyAnswer(202);
}

/** Takes a client's answer to a request of the gateway, of which only the one that asked knows. */
export function takeResponse(
  core: McpCore,
  session: Session | undefined,
  { id, result }: Extract<Message, { type: 'response' }>,
): Answer {
  if (session !== undefined && id !== undefined && core.questions.answer(session, id, { result }))
    return emptyAnswer(202);
  return faultAnswer(invalidRequest(400, 'Nothing was asked with this id here, or nobody waits any more'));
}

function callKey(session: Session, idJson: string): string {
  return `${session.key} ${idJson}`;
}
