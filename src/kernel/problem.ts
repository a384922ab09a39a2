/**
 * One kind of error that a user can cause outside of a source tree (a wrong flag, a refused token, a full
 * disk), declared in the table of its room. `reshapr explain CODE` prints `title` and `help`.
 */
export interface ProblemKind<P> {
  readonly code: string;
  readonly title: string;
  readonly help: string;
  readonly message: (params: P) => string;
  readonly hint?: (params: P) => string | undefined;
}

export function problemKind<P>(kind: ProblemKind<P>): ProblemKind<P> {
  return kind;
}

/** A user's error on its way to the edge: one line, a hint, a stable code. Anything else that is thrown is a bug. */
export class Problem extends Error {
  readonly code: string;
  readonly hint: string | undefined;

  constructor(code: string, message: string, hint?: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Problem';
    this.code = code;
    this.hint = hint;
  }
}

export function problem<P>(kind: ProblemKind<P>, params: P, options?: ErrorOptions): Problem {
  return new Problem(kind.code, kind.message(params), kind.hint?.(params), options);
}

/** The message of whatever was thrown, for a log line or the end of a sentence. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
