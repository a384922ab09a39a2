import type { GivenInput, InputRequired } from '../../surface/input-required.ts';
import type { Answer } from '../rpc/answer.ts';
import type { ResultFrame } from '../surface-json.ts';
import type { LogLevel } from './log-level.ts';

/** What differs between the eras in calling a tool. */
export interface CallEra {
  readonly frame: ResultFrame;
  /** Names the session of the call. */
  readonly session?: string | undefined;
  /** What `notifications/cancelled` finds the call by. */
  readonly key?: string | undefined;
  /** What the client sent with the call. */
  readonly input?: GivenInput | undefined;
  /** The least severe messages that the client wants to hear; none when undefined. */
  readonly logLevel?: LogLevel | undefined;
  readonly ask: AskUser;
}

/** Asks the user: the call goes on with what was given, ends with an answer of the protocol, or fails. */
export type AskUser = (
  required: InputRequired,
  given: GivenInput | undefined,
  signal: AbortSignal,
) => Promise<Asked>;

type Asked =
  | { readonly type: 'given'; readonly input: GivenInput }
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'failed'; readonly text: string };

/** Rounds of questions that one call may have. */
export const mostRounds = 10;
