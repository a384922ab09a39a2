import { status } from '@grpc/grpc-js';

/** The name of a gRPC status: `NOT_FOUND`. */
export function statusName(code: number): string {
  return status[code] ?? 'UNKNOWN';
}

/** What a call came to instead of an answer. */
export interface GrpcFailure {
  readonly code: number;
  /** What the backend said; undefined when no backend was reached. */
  readonly message: string | undefined;
}

/** Characters of a backend's message that are passed on. */
const longestMessage = 4096;

/** A failure as the client sees it. What was not said by the backend names no host and no address. */
export function failureText({ code, message }: GrpcFailure, timeoutMs: number): string {
  if (message !== undefined) {
    const text = message.slice(0, longestMessage).trim();
    return text === '' ? `The backend answered ${statusName(code)}.` : `${statusName(code)}: ${text}`;
  }
  if (code === status.DEADLINE_EXCEEDED) return `Backend timed out after ${timeoutMs}ms`;
  if (code === status.CANCELLED) return 'The call was cancelled.';
  if (code === status.UNAVAILABLE) return 'The backend cannot be reached.';
  if (code === status.RESOURCE_EXHAUSTED) return "A message of the backend's answer is too large.";
  return `The call to the backend failed (${statusName(code)}).`;
}
