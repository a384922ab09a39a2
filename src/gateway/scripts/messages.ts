import type { MessagePort } from 'node:worker_threads';

/** What a thread is told to run. */
export interface RunMessage {
  readonly script: string;
  /** JSON of the arguments. */
  readonly input: string;
  readonly timeoutMs: number;
  /** Calls go out by it, and their results come in. */
  readonly port: MessagePort;
  /** Two cells: how many results came in, and whether the script has to stop. */
  readonly cells: SharedArrayBuffer;
}

/** Cells of `RunMessage.cells`. */
export const cell = { results: 0, stop: 1 } as const;

/** A call that a script asks for. `request` is JSON that the script made: it is not to be trusted. */
export interface CallMessage {
  readonly handle: number;
  readonly request: string;
}

/** The result of a call: JSON, as the script sees it. */
export interface ResultMessage {
  readonly handle: number;
  readonly result: string;
}

/** What a thread says of itself. */
export type ThreadMessage =
  | { readonly type: 'started' }
  /** Something for the client: JSON that the script made. */
  | { readonly type: 'note'; readonly note: string }
  | {
      readonly type: 'ended';
      readonly outcome: ScriptOutcome /** The thread cannot be used again. */;
      readonly spent: boolean;
    };

/** How a script ended. */
export type ScriptOutcome =
  | { readonly type: 'returned' /** JSON. */; readonly result: string }
  /** `rs.fail`: JSON of its message and data. */
  | { readonly type: 'failed'; readonly failure: string }
  /** Something was thrown: what a client is told of it. */
  | { readonly type: 'threw'; readonly message: string }
  | { readonly type: 'timeout' }
  | { readonly type: 'cancelled' };
