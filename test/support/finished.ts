import { type InputRequired, isInputRequired } from '../../src/gateway/surface/input-required.ts';

/** What a call came to that asks its user for nothing. */
export function finished<T extends object>(outcome: T | InputRequired): T {
  if (isInputRequired(outcome)) throw new Error(`it asks for ${Object.keys(outcome.requests).join(', ')}`);
  return outcome;
}
