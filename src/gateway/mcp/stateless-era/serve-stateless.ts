import { callTool, findTool } from '../call/call-tool.ts';
import { complete, hasCompletions } from '../completion/complete.ts';
import type { Exchange, McpCore } from '../core.ts';
import { listOf } from '../lists.ts';
import { getPrompt } from '../prompts/get-prompt.ts';
import { readResource } from '../resources/read-resource.ts';
import { faultAnswer, type Reply, resultAnswer } from '../rpc/answer.ts';
import { errorCodes, type Fault, unsupportedVersion } from '../rpc/fault.ts';
import type { RpcRequest } from '../rpc/message.ts';
import { statelessVersions } from '../versions.ts';
import { askStateless, givenInput } from './ask-stateless.ts';
import { checkNameHeader, checkStandardHeaders } from './check-headers.ts';
import { checkEnvelope, claimedVersion, logLevelOf } from './envelope.ts';
import { listen } from './listen.ts';

const methodNotFound = { status: 404, code: errorCodes.methodNotFound, message: 'Method not found' };

/** Serves one request of a stateless version. It stands for itself: no session, no memory of earlier ones. */
export function serveStateless(
  core: McpCore,
  exchange: Exchange,
  request: RpcRequest,
): Reply | Promise<Reply> {
  const { idJson, method, params } = request;
  const fault = check(exchange, request);
  if (fault !== undefined) return faultAnswer(fault, idJson);
  const { stateless: frame, cacheHints, discover, announced } = core.jsonOf(exchange.surface);
  switch (method) {
    case 'tools/call': {
      const found = findTool(exchange, request);
      if (found.type === 'answer') return found;
      const mismatch = core.checkMirrored(exchange.request.headers, found.tool, params);
      if (mismatch !== undefined) return faultAnswer(mismatch, idJson);
      const given = givenInput(core, exchange, request);
      if (given.type === 'refused') return faultAnswer(given.fault, idJson);
      const ask = askStateless(core, exchange, request);
      return callTool(core, exchange, request, found.tool, {
        frame,
        input: given.input,
        ask,
        logLevel: logLevelOf(params),
      });
    }
    case 'prompts/get':
      if (!announced.includes('prompts')) return faultAnswer(methodNotFound, idJson);
      return getPrompt(exchange, request, frame);
    case 'resources/read': {
      if (!announced.includes('resources')) return faultAnswer(methodNotFound, idJson);
      const hinted = { open: frame.open, close: `,${cacheHints}${frame.close}` };
      return readResource(core, exchange, request, { frame: hinted, notFoundCode: errorCodes.invalidParams });
    }
    case 'tools/list':
    case 'prompts/list':
    case 'resources/list':
    case 'resources/templates/list': {
      const list = listOf[method];
      if (!announced.includes(list === 'resourceTemplates' ? 'resources' : list))
        return faultAnswer(methodNotFound, idJson);
      const page = core.pageOf(exchange, list, params.cursor);
      if (page.type === 'refused') return faultAnswer(page.fault, idJson);
      return resultAnswer(idJson, [frame.open, page.fields, `,${cacheHints}${frame.close}`]);
    }
    case 'completion/complete':
      if (!hasCompletions(exchange.surface)) return faultAnswer(methodNotFound, idJson);
      return complete(exchange, request, frame);
    case 'server/discover':
      return resultAnswer(idJson, [discover]);
    case 'subscriptions/listen':
      return listen(core, exchange, request);
    default:
      return faultAnswer(methodNotFound, idJson);
  }
}

/** In the order of the specification's own checks, so that the most telling error is the one that is sent. */
function check({ request: { headers } }: Exchange, { method, params }: RpcRequest): Fault | undefined {
  const invalid = checkEnvelope(params);
  if (invalid !== undefined) return invalid;
  const version = claimedVersion(params) ?? '';
  const mismatch = checkStandardHeaders(headers, version, method);
  if (mismatch !== undefined) return mismatch;
  if (!statelessVersions.includes(version)) return unsupportedVersion(version, statelessVersions);
  return checkNameHeader(headers, method, params);
}
