import type { Exchange, McpCore } from '../core.ts';
import { inputModesOf } from '../input/client-input.ts';
import { type Answer, faultAnswer, resultAnswer } from '../rpc/answer.ts';
import { invalidParams } from '../rpc/fault.ts';
import type { RpcRequest } from '../rpc/message.ts';
import { negotiate } from '../versions.ts';

/** `initialize`: settles the version and begins a session (2025-11-25, "Lifecycle: Initialization"). */
export function initialize(core: McpCore, { surface, grant }: Exchange, request: RpcRequest): Answer {
  const { protocolVersion } = request.params;
  if (typeof protocolVersion !== 'string') {
    return faultAnswer(invalidParams('"protocolVersion" must be a string'), request.idJson);
  }
  const version = negotiate(protocolVersion);
  const { capabilities, serverInfo } = core.jsonOf(surface);
  const result = `{"protocolVersion":"${version}","capabilities":${capabilities},"serverInfo":${serverInfo}}`;
  const asks = inputModesOf(request.params.capabilities);
  const id = core.sessions.begin({ surfaceId: surface.id, version, asks, owner: grant?.owner });
  return resultAnswer(request.idJson, [result], 'ok', { 'mcp-session-id': id });
}
