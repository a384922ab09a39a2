import type { GivenInput, InputAnswer, InputRequest } from '../../surface/input-required.ts';
import type { AskUser } from '../call/call-era.ts';
import type { Exchange, McpCore } from '../core.ts';
import { elicitationOf, missingModes, readAnswer } from '../input/client-input.ts';
import { faultAnswer } from '../rpc/answer.ts';
import { errorCodes } from '../rpc/fault.ts';
import type { RpcRequest } from '../rpc/message.ts';
import type { Session } from './session-id.ts';

/**
 * Asks the user in the versions with sessions: pages by the error that sends the client there, after which it makes
 * the call again (2025-11-25, "URL Elicitation Required Error"; reShapr's answer in every version); forms by requests
 * on the stream of the call, which waits for their answers ("Elicitation").
 */
export function askInSession(
  core: McpCore,
  { stream }: Exchange,
  session: Session | undefined,
  { idJson }: RpcRequest,
): AskUser {
  return async (required, given, signal) => {
    const requests = Object.entries(required.requests);
    const pages = requests.flatMap(([, request]) => (request.mode === 'url' ? [request] : []));
    if (pages.length > 0)
      return { type: 'answer', answer: faultAnswer(urlElicitationRequired(pages), idJson) };
    if (session === undefined || stream === undefined || missingModes(required, session.asks).length > 0)
      return {
        type: 'failed',
        text: 'This tool asks its user for input, and this client cannot ask (elicitation).',
      };
    const answers = new Map<string, InputAnswer>(given?.answers);
    const done = new AbortController();
    core.clock.every(core.limits.keepAliveMs, stream.keepAlive, AbortSignal.any([signal, done.signal]));
    try {
      for (const [key, request] of requests) {
        const message = { method: 'elicitation/create', params: elicitationOf(request) };
        const reply = await core.questions.ask(session, stream.send, message, signal);
        if (reply === 'unsent')
          return { type: 'failed', text: 'The client reads no requests on this connection.' };
        if (reply === 'unanswered') return { type: 'failed', text: 'The user did not answer in time.' };
        answers.set(key, readAnswer(reply.result) ?? { action: 'cancel', content: {} });
      }
    } finally {
      done.abort();
    }
    return { type: 'given', input: nextRound(given, answers, required.state) };
  };
}

function nextRound(
  given: GivenInput | undefined,
  answers: GivenInput['answers'],
  state: GivenInput['state'],
): GivenInput {
  return { answers, rounds: (given?.rounds ?? 0) + 1, ...(state !== undefined && { state }) };
}

function urlElicitationRequired(pages: readonly Extract<InputRequest, { mode: 'url' }>[]) {
  const elicitations = pages.map(({ mode, elicitationId, url, message }) => ({
    mode,
    elicitationId,
    url,
    message,
  }));
  const message = pages.map((page) => page.message).join(' ');
  return { status: 200, code: errorCodes.urlElicitationRequired, message, data: { elicitations } };
}
