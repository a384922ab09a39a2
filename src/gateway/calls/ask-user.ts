import type { Json } from '../../kernel/index.ts';
import { lazyCheck } from '../../snapshot/index.ts';
import type { GivenInput, InputAnswer, InputRequest, InputRequired } from '../surface/input-required.ts';

/**
 * The answers to requests, or what asks for those that are missing or do not fit their form. A call begins with this
 * when it needs the user, and returns what it gets when that is no answers:
 *
 *     const asked = askUser(context.input, { name: { mode: 'form', message: 'Who are you?', schema } });
 *     if (asked.type === 'input-required') return asked;
 *
 * Declined and cancelled requests are answers, too.
 */
export function askUser(
  input: GivenInput | undefined,
  requests: Readonly<Record<string, InputRequest>>,
  state?: Json,
): { readonly type: 'answered'; readonly answers: ReadonlyMap<string, InputAnswer> } | InputRequired {
  const answers = new Map<string, InputAnswer>();
  const missing: Record<string, InputRequest> = {};
  for (const [key, request] of Object.entries(requests)) {
    const answer = input?.answers.get(key);
    if (answer !== undefined && fits(answer, request)) answers.set(key, answer);
    else missing[key] = request;
  }
  if (Object.keys(missing).length === 0) return { type: 'answered', answers };
  return { type: 'input-required', requests: missing, ...(state !== undefined && { state }) };
}

function fits({ action, content }: InputAnswer, request: InputRequest): boolean {
  return action !== 'accept' || request.mode === 'url' || lazyCheck(request.schema)(content).length === 0;
}
