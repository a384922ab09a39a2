import { fillPlaceholders } from '../../../snapshot/index.ts';
import type { FetchedContent } from '../../surface/fetched-content.ts';
import { describeBug } from '../call/describe-bug.ts';
import type { Exchange, McpCore } from '../core.ts';
import { type Answer, cancelledAnswer, faultAnswer, resultAnswer } from '../rpc/answer.ts';
import { errorCodes, invalidParams, unavailable } from '../rpc/fault.ts';
import type { RpcRequest } from '../rpc/message.ts';
import type { ResultFrame } from '../surface-json.ts';
import { type FoundResource, findResource } from './find-resource.ts';

/** What differs between the eras in reading a resource. */
export interface ReadEra {
  readonly frame: ResultFrame;
  /** What "not found" is: a code of its own with sessions, invalid parameters in 2026-07-28 (SEP-2164). */
  readonly notFoundCode: number;
  /** What `notifications/cancelled` finds the request by. */
  readonly key?: string;
}

/** Characters of a text with the variables of its URI in it. */
const longestText = 10 * 1024 * 1024;

/** `resources/read`: from the manifest, from the backend of the endpoint, or from the web. */
export async function readResource(
  core: McpCore,
  exchange: Exchange,
  request: RpcRequest,
  era: ReadEra,
): Promise<Answer> {
  const { uri } = request.params;
  if (typeof uri !== 'string') return faultAnswer(invalidParams('"uri" must be a string'), request.idJson);
  const found = findResource(exchange.surface, uri);
  if (found === undefined) return notFound(request, uri, era);
  const { content } = found.object;
  switch (content?.from) {
    case 'text': {
      const { variables } = found;
      const text =
        variables === undefined ? content.text : fillPlaceholders(content.text, variables, longestText);
      if (text === undefined)
        return failed(request, `The text would have more than ${longestText} characters`);
      return contentsAnswer(request, found, found.object.mimeType, { text }, era.frame);
    }
    case 'blob':
      return contentsAnswer(request, found, found.object.mimeType, { blob: content.blob }, era.frame);
    case undefined:
      return contentsAnswer(request, found, found.object.mimeType ?? 'text/plain', { text: '' }, era.frame);
    default:
      return await fetchAnswer(core, exchange, request, found, era);
  }
}

async function fetchAnswer(
  core: McpCore,
  exchange: Exchange,
  request: RpcRequest,
  found: FoundResource,
  era: ReadEra,
): Promise<Answer> {
  const flight = core.flights.begin(exchange.response, era.key);
  if (flight === undefined) {
    return faultAnswer(unavailable('The gateway takes no more calls at the moment'), request.idJson);
  }
  const { request: asked, client } = exchange;
  const context = {
    signal: flight.signal,
    headers: asked.headers,
    remoteAddress: client.address,
    peerAddress: client.peer,
  };
  const aborted = (): Answer =>
    core.flights.closed()
      ? faultAnswer(unavailable('The gateway is shutting down'), request.idJson)
      : cancelledAnswer;
  try {
    const fetched = await core.fetchContent(exchange.surface, found, context);
    return flight.signal.aborted ? aborted() : fetchedAnswer(request, found, fetched, era);
  } catch (error) {
    if (flight.signal.aborted) return aborted();
    core.log.error('a read failed inside the gateway', {
      endpoint: exchange.surface.id,
      resource: found.object.uri,
      ...describeBug(error),
    });
    return failed(request, 'Internal error');
  } finally {
    flight.end();
  }
}

function fetchedAnswer(
  request: RpcRequest,
  found: FoundResource,
  fetched: FetchedContent,
  era: ReadEra,
): Answer {
  if (fetched.type === 'missing') return notFound(request, found.uri, era);
  if (fetched.type === 'failed') return failed(request, fetched.text);
  const { mimeType, content, upstreamMs } = fetched;
  const headers = { 'x-reshapr-upstream-service-time': String(Math.round(upstreamMs)) };
  return contentsAnswer(request, found, found.object.mimeType ?? mimeType, content, era.frame, headers);
}

function contentsAnswer(
  { idJson }: RpcRequest,
  { uri, object }: FoundResource,
  mimeType: string | undefined,
  content: { readonly text: string } | { readonly blob: string },
  frame: ResultFrame,
  headers?: Readonly<Record<string, string>>,
): Answer {
  const json = JSON.stringify([{ uri, mimeType, ...content, _meta: object.meta }]);
  return resultAnswer(idJson, [`${frame.open}"contents":${json}${frame.close}`], 'ok', headers);
}

function notFound({ idJson }: RpcRequest, uri: string, { notFoundCode }: ReadEra): Answer {
  const fault = { status: 200, code: notFoundCode, message: 'Resource not found', data: { uri } };
  return faultAnswer(fault, idJson);
}

function failed({ idJson }: RpcRequest, message: string): Answer {
  return faultAnswer({ status: 200, code: errorCodes.internalError, message }, idJson);
}
