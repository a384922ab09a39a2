import type { OutgoingHttpHeaders } from 'node:http';
import { isJsonObject } from '../../../kernel/index.ts';
import { lackingScopes } from '../../access/permitted.ts';
import type { CallResult } from '../../surface/call-result.ts';
import { type GivenInput, type InputRequired, isInputRequired } from '../../surface/input-required.ts';
import type { Tool } from '../../surface/surface.ts';
import type { Exchange, McpCore } from '../core.ts';
import { type Answer, cancelledAnswer, faultAnswer, resultAnswer } from '../rpc/answer.ts';
import { errorCodes, invalidParams, invalidRequest, unavailable } from '../rpc/fault.ts';
import type { RpcRequest } from '../rpc/message.ts';
import type { ResultFrame } from '../surface-json.ts';
import { type CallEra, mostRounds } from './call-era.ts';
import { progressOn } from './call-stream.ts';
import { describeBug } from './describe-bug.ts';
import { logOn } from './log-level.ts';
import { isDeeperThan } from './nesting.ts';
import { wrongArguments } from './wrong-arguments.ts';

/**
 * The tool that `tools/call` names; unknown ones are a protocol error ("Tools: Error Handling"). One that needs more than
 * the caller's token has is refused with what is missing (2025-11-25, "Step-Up Authorization Flow").
 */
export function findTool(
  { surface, grant }: Exchange,
  request: RpcRequest,
): { readonly type: 'found'; readonly tool: Tool } | Answer {
  const { name } = request.params;
  if (typeof name !== 'string') return faultAnswer(invalidParams('"name" must be a string'), request.idJson);
  const tool = surface.tools.get(name);
  if (tool !== undefined) {
    const lacking = lackingScopes(surface, name, grant);
    if (lacking.length === 0) return { type: 'found', tool };
    const message = `Forbidden: ${name} needs a token with the scope ${lacking.join(' ')}`;
    return faultAnswer(invalidRequest(403, message, grant?.demand(lacking)), request.idJson);
  }
  return faultAnswer(invalidParams(`Unknown tool: ${name.slice(0, 128)}`), request.idJson);
}

/**
 * `tools/call`. The exchange holds its surface, so a call goes on with what it began with when surfaces are
 * swapped. `key` is what `notifications/cancelled` finds it by.
 */
export async function callTool(
  core: McpCore,
  exchange: Exchange,
  request: RpcRequest,
  tool: Tool,
  era: CallEra,
): Promise<Answer> {
  const { frame } = era;
  const { arguments: args = {} } = request.params;
  if (!isJsonObject(args)) {
    return faultAnswer(invalidParams('"arguments" must be an object'), request.idJson);
  }
  const problems = isDeeperThan(args, core.limits.nesting)
    ? [`they are nested more than ${core.limits.nesting} levels deep`]
    : tool.check(args);
  if (problems.length > 0) return toolAnswer(request.idJson, wrongArguments(tool.name, problems), frame);

  const flight = core.flights.begin(exchange.response, era.key);
  if (flight === undefined) {
    return faultAnswer(unavailable('The gateway takes no more calls at the moment'), request.idJson);
  }
  const startedAt = core.clock.now();
  const finish = (answer: Answer): Answer => {
    flight.end();
    core.metrics.call((core.clock.now() - startedAt) / 1000, answer.outcome);
    return answer;
  };
  const { client } = exchange;
  const context = {
    signal: flight.signal,
    headers: exchange.request.headers,
    remoteAddress: client.address,
    peerAddress: client.peer,
    progress: progressOn(exchange.stream, request),
    log: logOn(exchange.stream, era.logLevel),
    grant: exchange.grant,
    session: era.session,
  };
  try {
    const outcome = await callAndAsk(
      era,
      (input) => core.call(exchange.surface, tool, args, { ...context, input }),
      flight.signal,
    );
    if (flight.signal.aborted) return finish(abortedAnswer(core, request));
    if ('body' in outcome) return finish(outcome);
    const result = core.keepContract(exchange.surface, tool, outcome);
    const time = String(Math.round(result.upstreamMs));
    const timed = { ...result.headers, 'x-reshapr-upstream-service-time': time };
    return finish(toolAnswer(request.idJson, result, frame, timed));
  } catch (error) {
    if (flight.signal.aborted) return finish(abortedAnswer(core, request));
    core.log.error('a call failed inside the gateway', {
      endpoint: exchange.surface.id,
      tool: tool.name,
      ...describeBug(error),
    });
    const fault = { status: 200, code: errorCodes.internalError, message: 'Internal error' };
    return finish(faultAnswer(fault, request.idJson));
  }
}

/** Makes a call as often as it needs input and gets it. */
async function callAndAsk(
  { input: given, ask }: CallEra,
  call: (input: GivenInput | undefined) => Promise<CallResult | InputRequired>,
  signal: AbortSignal,
): Promise<CallResult | Answer> {
  for (let input = given; ; ) {
    const outcome = await call(input);
    if (!isInputRequired(outcome)) return outcome;
    if (signal.aborted) return cancelledAnswer;
    if ((input?.rounds ?? 0) >= mostRounds)
      return failed(`This tool asked ${mostRounds} times for input, and was not content.`);
    const asked = await ask(outcome, input, signal);
    if (asked.type === 'answer') return asked.answer;
    if (asked.type === 'failed') return failed(asked.text);
    input = asked.input;
  }
}

function failed(text: string): CallResult {
  return { content: [{ type: 'text', text }], isError: true, upstreamMs: 0 };
}

/** Who cancelled expects nothing; who was cut off by the gateway itself is told to try elsewhere. */
function abortedAnswer(core: McpCore, request: RpcRequest): Answer {
  if (!core.flights.closed()) return cancelledAnswer;
  return faultAnswer(unavailable('The gateway is shutting down'), request.idJson);
}

/** A failed tool is a result, which the model gets to see and can act on. */
function toolAnswer(
  idJson: string,
  result: Omit<CallResult, 'upstreamMs'>,
  frame: ResultFrame,
  headers?: OutgoingHttpHeaders,
): Answer {
  const { content, structuredContent, isError } = result;
  const structured =
    structuredContent === undefined ? '' : `,"structuredContent":${JSON.stringify(structuredContent)}`;
  const failed = isError ? ',"isError":true' : '';
  const json = `${frame.open}"content":${JSON.stringify(content)}${structured}${failed}${frame.close}`;
  return resultAnswer(idJson, [json], isError ? 'tool-error' : 'ok', headers);
}
