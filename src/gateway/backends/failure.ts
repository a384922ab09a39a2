import { errors } from 'undici';

/** Why a call came to no answer; also a label of the metrics. */
export type FailureKind =
  | 'timeout'
  | 'refused'
  | 'unresolved'
  | 'unreachable'
  | 'reset'
  | 'tls'
  | 'invalid'
  | 'too_large'
  | 'undecodable'
  | 'cancelled'
  | 'busy'
  | 'closed'
  | 'failed';

/** A call that came to no answer. */
export interface CallFailure {
  readonly kind: FailureKind;
  /** For the client. Names no host, no address and nothing that was sent. */
  readonly text: string;
  /** For the log: the code of the error behind it. */
  readonly code?: string;
  /** Some of the answer had come. */
  readonly isBegun?: boolean;
}

/** A failure by its kind; `ms` and `bytes` are the limits that were reached. */
export const failures = {
  timeout: (ms: number): CallFailure => ({ kind: 'timeout', text: `Backend timed out after ${ms}ms` }),
  tooLarge: (bytes: number): CallFailure => ({
    kind: 'too_large',
    text: `The backend's answer is larger than ${bytes} bytes.`,
  }),
  undecodable: (encoding: string): CallFailure => ({
    kind: 'undecodable',
    text: `The backend's answer cannot be decoded (content-encoding ${encoding.slice(0, 40)}).`,
  }),
  cancelled: { kind: 'cancelled', text: 'The call was cancelled.' },
  busy: { kind: 'busy', text: 'Too many calls are waiting for the backend. Try again later.' },
  closed: { kind: 'closed', text: 'The gateway is shutting down. Try again.' },
} as const;

const texts: Partial<Record<FailureKind, string>> = {
  refused: 'The backend refused the connection.',
  unresolved: "The backend's host name cannot be resolved.",
  unreachable: 'The backend cannot be reached.',
  reset: 'The backend closed the connection before its answer was complete.',
  tls: "The backend's TLS certificate or connection was not accepted.",
  invalid: "The backend's answer is no valid HTTP.",
  closed: failures.closed.text,
  failed: 'The call to the backend failed.',
};

const kindsByCode: Readonly<Record<string, FailureKind>> = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'unresolved',
  EAI_AGAIN: 'unresolved',
  EAI_NONAME: 'unresolved',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ETIMEDOUT: 'unreachable',
  UND_ERR_CONNECT_TIMEOUT: 'unreachable',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_CLOSED: 'closed',
  UND_ERR_DESTROYED: 'closed',
  UND_ERR_HEADERS_OVERFLOW: 'invalid',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'reset',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  HOSTNAME_MISMATCH: 'tls',
  EPROTO: 'tls',
};

/** What an error of the HTTP client means. Its message is never shown: it may name hosts and addresses. */
export function failureOf(error: Error): CallFailure {
  const code = codeOf(error);
  const kind = error instanceof errors.HTTPParserError ? 'invalid' : kindOf(code);
  const text = texts[kind] ?? 'The call to the backend failed.';
  return code === undefined ? { kind, text } : { kind, text, code };
}

function kindOf(code: string | undefined): FailureKind {
  if (code === undefined) return 'failed';
  if (Object.hasOwn(kindsByCode, code)) return kindsByCode[code] ?? 'failed';
  return /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_)/.test(code) ? 'tls' : 'failed';
}

/** The code of an error, or of the first one behind it: a host may have several addresses that all failed. */
function codeOf(error: unknown, depth = 0): string | undefined {
  if (!(error instanceof Error) || depth > 3) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  return codeOf(first ?? error.cause, depth + 1);
}
