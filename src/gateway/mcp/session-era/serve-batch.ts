import { audited } from '../audited.ts';
import type { Exchange, McpCore } from '../core.ts';
import { type Answer, emptyAnswer, faultAnswer } from '../rpc/answer.ts';
import { invalidRequest, unavailable } from '../rpc/fault.ts';
import { type Message, readMessage } from '../rpc/message.ts';
import { allowsBatches } from '../versions.ts';
import { admit } from './admit.ts';
import { serveSessionRequest, takeNotification, takeResponse } from './serve-session.ts';
import type { Session } from './session-id.ts';

/**
 * Serves a JSON-RPC batch, which only versions before 2025-06-18 have (2025-03-26, "Batching"): one message after
 * the other, the answers in one array.
 */
export async function serveBatch(
  core: McpCore,
  exchange: Exchange,
  values: readonly unknown[],
): Promise<Answer> {
  const admission = admit(core, exchange);
  if (admission.type === 'refused') return faultAnswer(admission.fault);
  if (!allowsBatches(admission.version)) {
    return faultAnswer(invalidRequest(400, `Batches are not part of ${admission.version}; send one message`));
  }
  if (values.length === 0 || values.length > core.limits.batch) {
    return faultAnswer(invalidRequest(400, `A batch has 1 to ${core.limits.batch} messages`));
  }
  if (core.flights.draining()) return faultAnswer(unavailable('The gateway is shutting down'));
  const answers: Answer[] = [];
  for (const value of values) {
    const answer = await serveOne(core, exchange, admission.session, readMessage(value));
    if (answer.body.length > 0) answers.push(answer);
  }
  if (answers.length === 0) return emptyAnswer(202);
  const bodies = answers.flatMap(({ body }, index) => (index === 0 ? body : [',', ...body]));
  return { type: 'answer', status: 200, body: ['[', ...bodies, ']'], outcome: 'ok' };
}

async function serveOne(
  core: McpCore,
  exchange: Exchange,
  session: Session | undefined,
  message: Message,
): Promise<Answer> {
  switch (message.type) {
    case 'invalid':
      return faultAnswer(invalidRequest(400, `Invalid Request: ${message.problem}`), message.idJson);
    case 'response':
      takeResponse(core, session, message);
      return emptyAnswer(202);
    case 'notification':
      return takeNotification(core, session, message);
    case 'request': {
      if (message.method === 'initialize') {
        return faultAnswer(
          invalidRequest(400, 'Invalid Request: initialize is never in a batch'),
          message.idJson,
        );
      }
      const answer = await audited(core, exchange, message, () =>
        serveSessionRequest(core, exchange, session, message),
      );
      core.metrics.request(message.method, answer.outcome);
      return answer;
    }
  }
}
