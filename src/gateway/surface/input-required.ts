import type { Json } from '../../kernel/index.ts';
import type { JsonSchema } from '../../snapshot/index.ts';

/** What only the user can say or do (MCP, "Elicitation"). */
export type InputRequest =
  /** Values for a flat form. Never anything secret: the client, and perhaps its model, see them. */
  | { readonly mode: 'form'; readonly message: string; readonly schema: JsonSchema }
  /** A page to go to; nothing of what happens there passes through the client. */
  | { readonly mode: 'url'; readonly message: string; readonly url: string; readonly elicitationId: string };

/** What the user made of a request (MCP, `ElicitResult`). */
export interface InputAnswer {
  readonly action: 'accept' | 'decline' | 'cancel';
  /** Of an accepted form; not checked against its schema by the protocol, see `askUser`. */
  readonly content: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

/** What the user has said so far. */
export interface GivenInput {
  /** By the keys of the requests, those of earlier rounds included. */
  readonly answers: ReadonlyMap<string, InputAnswer>;
  /** What the call wanted to be told. It comes from the gateway itself; answers come from the client. */
  readonly state?: Json | undefined;
  /** Rounds that this call was asked for input before; 0 when a client answers what it was not asked. */
  readonly rounds: number;
}

/**
 * What a call comes to that needs something of the user first. The call is then made again, from its beginning, with
 * what was answered: so it may not have done anything yet that must not be done twice.
 */
export interface InputRequired {
  readonly type: 'input-required';
  /** By keys that the call chooses: `inputRequests` of 2026-07-28. */
  readonly requests: Readonly<Record<string, InputRequest>>;
  /** What the call must be told when it is made again. Sealed: a client can neither read nor change it. */
  readonly state?: Json | undefined;
}

export function isInputRequired(outcome: object): outcome is InputRequired {
  return 'type' in outcome && outcome.type === 'input-required';
}
