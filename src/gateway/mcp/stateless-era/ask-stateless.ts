import { callerKey } from '../../limits/caller-key.ts';
import type { GivenInput } from '../../surface/input-required.ts';
import type { AskUser } from '../call/call-era.ts';
import type { Exchange, McpCore } from '../core.ts';
import { elicitationOf, inputModesOf, missingModes, readAnswers } from '../input/client-input.ts';
import { callDigest, type StateBinding } from '../input/request-state.ts';
import { faultAnswer, resultAnswer } from '../rpc/answer.ts';
import { errorCodes, type Fault, invalidParams } from '../rpc/fault.ts';
import type { RpcRequest } from '../rpc/message.ts';
import { capabilitiesOf } from './envelope.ts';

/**
 * Asks the user in 2026-07-28: the result says what is needed, and the client makes the call again with the answers
 * and the sealed state ("Input Required Results", SEP-2322).
 */
export function askStateless(core: McpCore, exchange: Exchange, request: RpcRequest): AskUser {
  return async (required, given) => {
    const missing = missingModes(required, inputModesOf(capabilitiesOf(request.params)));
    if (missing.length > 0)
      return { type: 'answer', answer: faultAnswer(missingCapability(missing), request.idJson) };
    const next: GivenInput = {
      answers: given?.answers ?? new Map(),
      state: required.state,
      rounds: (given?.rounds ?? 0) + 1,
    };
    const requestState = core.requestStates.seal(bindingOf(exchange, request), next);
    if (requestState.length > core.limits.requestStateLength)
      return { type: 'failed', text: 'The answers so far are too long to ask for more.' };
    const inputRequests = Object.entries(required.requests).map(([key, each]) => [
      key,
      { method: 'elicitation/create', params: elicitationOf(each) },
    ]);
    const result = { inputRequests: Object.fromEntries(inputRequests), requestState };
    const { inputRequired } = core.jsonOf(exchange.surface);
    const body = [inputRequired.open, JSON.stringify(result).slice(1, -1), inputRequired.close];
    return { type: 'answer', answer: resultAnswer(request.idJson, body, 'input-required') };
  };
}

/** What a client sent for a call that it was asked input for; nothing of it for a call that it makes first. */
export function givenInput(
  core: McpCore,
  exchange: Exchange,
  request: RpcRequest,
): { readonly type: 'given'; readonly input: GivenInput | undefined } | { type: 'refused'; fault: Fault } {
  const { params } = request;
  const { inputResponses, requestState } = params;
  if (inputResponses === undefined && requestState === undefined) return { type: 'given', input: undefined };
  const answers = readAnswers(params);
  if (answers === undefined)
    return refused('"inputResponses" must be an object of answers, each of them an object');
  if (requestState === undefined) return { type: 'given', input: { answers, rounds: 0 } };
  if (typeof requestState !== 'string') return refused('"requestState" must be a string');
  const opened = core.requestStates.open(requestState, bindingOf(exchange, request));
  if (opened.type === 'refused') return refused(`${refusals[opened.why]}; make the call again without it`);
  return {
    type: 'given',
    input: { ...opened.input, answers: new Map([...opened.input.answers, ...answers]) },
  };
}

const refusals = {
  'not-ours': '"requestState" does not belong to this call',
  expired: '"requestState" has expired',
  used: '"requestState" was used before',
} as const;

function refused(message: string): { readonly type: 'refused'; readonly fault: Fault } {
  return { type: 'refused', fault: invalidParams(message) };
}

function bindingOf(
  { request: { headers }, surface, client, grant }: Exchange,
  { method, params }: RpcRequest,
): StateBinding {
  const caller = callerKey(surface, { headers, remoteAddress: client.address, grant });
  return { surfaceId: surface.id, caller, call: callDigest(method, params) };
}

function missingCapability(modes: readonly string[]): Fault {
  const elicitation = Object.fromEntries(modes.map((mode) => [mode, {}]));
  return {
    status: 400,
    code: errorCodes.missingClientCapability,
    message: `The client lacks the capability elicitation (${modes.join(', ')}), which this call needs`,
    data: { requiredCapabilities: { elicitation } },
  };
}
