import { isJsonObject, type JsonObject } from '../../../kernel/index.ts';
import type { Announced } from '../../surface/surface.ts';
import type { Exchange, McpCore } from '../core.ts';
import { checkStreamAccept } from '../http/media-types.ts';
import { faultAnswer, type Reply } from '../rpc/answer.ts';
import { invalidParams } from '../rpc/fault.ts';
import type { RpcRequest } from '../rpc/message.ts';
import { changeMethods } from '../streams/announcements.ts';
import { refuseStream } from '../streams/refuse-stream.ts';
import { eventFrame } from '../streams/sse.ts';

/**
 * `subscriptions/listen` (2026-07-28, "Subscriptions"): a stream that first says which of the wanted notifications
 * there will be, and then brings them, each with the id of the request: changes of the lists that the endpoint has.
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
  const { serverInfo, announced } = core.jsonOf(exchange.surface);
  const closing = `{"resultType":"complete","_meta":{${meta},"io.modelcontextprotocol/serverInfo":${serverInfo}}}`;
  const honored = announced.filter((list) => wanted.has(list));
  const flags = JSON.stringify(Object.fromEntries(honored.map((list) => [filterFlags[list], true])));
  const topic = {
    surfaceId: exchange.surface.id,
    session: undefined,
    until: exchange.grant?.expiresAt,
    greeting: notify('notifications/subscriptions/acknowledged', `,"notifications":${flags}`),
    changed: Object.fromEntries(honored.map((list) => [list, notify(changeMethods[list], '')])),
    farewell: eventFrame(`{"jsonrpc":"2.0","id":${idJson},"result":${closing}}`),
  };
  return {
    type: 'stream',
    outcome: 'ok',
    open(response) {
      core.streams.open(response, topic);
      // Nothing will ever come on it: ended at once, as it would be at a shutdown.
      if (honored.length === 0) core.streams.end((other) => other === topic);
    },
  };
}

/** The fields of `SubscriptionFilter`, by the list that they are about. */
const filterFlags: Readonly<Record<Announced, string>> = {
  tools: 'toolsListChanged',
  prompts: 'promptsListChanged',
  resources: 'resourcesListChanged',
};

/** The lists whose changes are wanted; undefined when the filter is none. */
function readFilter(params: JsonObject): ReadonlySet<Announced> | undefined {
  const filter = params.notifications;
  if (!isJsonObject(filter)) return undefined;
  const resources = filter.resourceSubscriptions;
  if (resources !== undefined && !(Array.isArray(resources) && resources.every(isText))) return undefined;
  const wanted = new Set<Announced>();
  for (const list of ['tools', 'prompts', 'resources'] as const) {
    const flag = filter[filterFlags[list]];
    if (flag !== undefined && typeof flag !== 'boolean') return undefined;
    if (flag === true) wanted.add(list);
  }
  return wanted;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
