import type { Exchange, McpCore } from '../core.ts';
import { checkStreamAccept } from '../http/media-types.ts';
import { type Answer, emptyAnswer, faultAnswer, type Reply } from '../rpc/answer.ts';
import { invalidRequest } from '../rpc/fault.ts';
import { changeMethods } from '../streams/announcements.ts';
import { refuseStream } from '../streams/refuse-stream.ts';
import { eventFrame } from '../streams/sse.ts';
import { statelessVersions } from '../versions.ts';
import { admit } from './admit.ts';
import type { Session } from './session-id.ts';

const announce = (method: string): string => eventFrame(JSON.stringify({ jsonrpc: '2.0', method }));
const changed = {
  tools: announce(changeMethods.tools),
  prompts: announce(changeMethods.prompts),
  resources: announce(changeMethods.resources),
};

/** GET: the stream on which a session hears of changes (2025-11-25, "Listening for Messages from the Server"). */
export function openSessionStream(core: McpCore, exchange: Exchange): Reply {
  const admitted = sessionOf(core, exchange);
  if (admitted.type === 'answer') return admitted;
  const unacceptable = checkStreamAccept(exchange.request.headers);
  if (unacceptable !== undefined) return faultAnswer(unacceptable);
  const refused = refuseStream(core, exchange);
  if (refused !== undefined) return faultAnswer(refused);
  const topic = {
    surfaceId: exchange.surface.id,
    session: admitted.session.key,
    until: exchange.grant?.expiresAt,
    greeting: '',
    changed,
    farewell: '',
  };
  return { type: 'stream', outcome: 'ok', open: (response) => core.streams.open(response, topic) };
}

/** DELETE: ends a session and its streams; calls in flight are left to finish. */
export function endSession(core: McpCore, exchange: Exchange): Answer {
  const admitted = sessionOf(core, exchange);
  if (admitted.type === 'answer') return admitted;
  const { id, session } = admitted;
  core.sessions.end(id, session);
  core.streams.end((topic) => topic.session === session.key);
  return emptyAnswer(204);
}

function sessionOf(
  core: McpCore,
  exchange: Exchange,
): { readonly type: 'session'; readonly id: string; readonly session: Session } | Answer {
  const { headers } = exchange.request;
  if (statelessVersions.includes(String(headers['mcp-protocol-version']))) {
    const fault = invalidRequest(405, 'Method Not Allowed: this protocol version has only POST', {
      allow: 'POST',
    });
    return faultAnswer(fault);
  }
  const id = headers['mcp-session-id'];
  if (typeof id !== 'string') return faultAnswer(invalidRequest(400, 'Mcp-Session-Id is missing'));
  const admission = admit(core, exchange);
  if (admission.type === 'refused') return faultAnswer(admission.fault);
  if (admission.session === undefined) return faultAnswer(invalidRequest(404, 'Session not found'));
  return { type: 'session', id, session: admission.session };
}
