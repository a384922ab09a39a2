import { isJsonObject, type JsonObject } from '../../../kernel/index.ts';
import type { Exchange, McpCore } from '../core.ts';
import { checkStreamAccept } from '../http/media-types.ts';
import { faultAnswer, type Reply } from '../rpc/answer.ts';
import { invalidParams } from '../rpc/fault.ts';
import type { RpcRequest } from '../rpc/message.ts';
import { refuseStream } from '../streams/refuse-stream.ts';
import { eventFrame } from '../streams/sse.ts';

/**
 * `subscriptions/listen` (2026-07-28, "Subscriptions"): a stream that first says which of the wanted notifications
 * there will be, and then brings them, each with the id of the request. Only the list of tools can change here.
 */
export function listen(core: McpCore, exchange: Exchange, request: RpcRequest): Reply {
  const { idJson, params } = request;
  const unacceptable = checkStreamAccept(exchange.request.headers);
  if (unacceptable !== undefined) return faultAnswer(unacceptable, idJson);
  const wanted = readFilter(params);
  if (wanted === undefined) {
    return faultAnswer(invalidParams('"notifications" must be a filter of notifications'), idJson);
  }
  const refused = refuseStream(core, exchange);
  if (refused !== undefined) return faultAnswer(refused, idJson);
  const meta = `"io.modelcontextprotocol/subscriptionId":${idJson}`;
  const notify = (method: string, fields: string): string =>
    eventFrame(`{"jsonrpc":"2.0","method":"${method}","params":{"_meta":{${meta}}${fields}}}`);
  const { serverInfo } = core.jsonOf(exchange.surface);
  const closing = `{"resultType":"complete","_meta":{${meta},"io.modelcontextprotocol/serverInfo":${serverInfo}}}`;
  const honored = wanted.toolsListChanged === true ? '{"toolsListChanged":true}' : '{}';
  const topic = {
    surfaceId: exchange.surface.id,
    session: undefined,
    greeting: notify('notifications/subscriptions/acknowledged', `,"notifications":${honored}`),
    toolsChanged: honored === '{}' ? undefined : notify('notifications/tools/list_changed', ''),
    farewell: eventFrame(`{"jsonrpc":"2.0","id":${idJson},"result":${closing}}`),
  };
  return {
    type: 'stream',
    outcome: 'ok',
    open(response) {
      core.streams.open(response, topic);
      // Nothing will ever come on it: ended at once, as it would be at a shutdown.
      if (topic.toolsChanged === undefined) core.streams.end((other) => other === topic);
    },
  };
}

interface Filter {
  readonly toolsListChanged?: boolean;
}

const flags = ['toolsListChanged', 'promptsListChanged', 'resourcesListChanged'];

function readFilter(params: JsonObject): Filter | undefined {
  const filter = params.notifications;
  if (!isJsonObject(filter)) return undefined;
  const resources = filter.resourceSubscriptions;
  if (resources !== undefined && !(Array.isArray(resources) && resources.every(isText))) return undefined;
  if (!flags.every((flag) => filter[flag] === undefined || typeof filter[flag] === 'boolean'))
    return undefined;
  return { toolsListChanged: filter.toolsListChanged === true };
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
