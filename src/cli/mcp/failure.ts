import { messageOf, Problem, problem } from '../../kernel/index.ts';
import { type UnreachableKind, unreachable } from '../../wire/index.ts';
import { callEnded, endpointRefuses, endpointUnknown, endpointUnreachable, mcpFailed } from '../problems.ts';

/** What is known of a request that failed. */
export interface FailedRequest {
  /** Without its query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the person ended it. */
  readonly interrupted: boolean;
}

/** JSON-RPC code by which the SDK says that it waited for long enough. */
const requestTimeout = -32001;

/** What the SDK's client throws, in a user's words, without the values of headers. */
export function mcpProblem(error: unknown, { url, headers, interrupted }: FailedRequest): Problem {
  if (error instanceof Problem) return error;
  const cause = { cause: error };
  if (interrupted) return problem(callEnded, { why: 'the call was cancelled' }, cause);
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const text = withoutSecrets(allMessages(error), headers);
  if (code === requestTimeout)
    return problem(callEnded, { why: 'no answer came in time; the call was cancelled' }, cause);
  if (code === 401 || code === 403)
    return problem(endpointRefuses, { url, status: code, given: refusal(code, headers) }, cause);
  if (code === 404) return problem(endpointUnknown, { url }, cause);
  if (typeof code === 'number') return problem(mcpFailed, { url, why: saidIn(text) }, cause);
  const { kind, why } = unreachable(text.replace(/^fetch failed; /, ''));
  return problem(endpointUnreachable, { url, why, hint: hints[kind] ?? 'check the address' }, cause);
}

const hints: Partial<Readonly<Record<UnreachableKind, string>>> = {
  nobody: 'is a gateway running? `reshapr dev` and `reshapr gateway` start one; check host and port',
  name: 'check how the host is spelled',
  'other-names': 'use a name that is in it',
  untrusted: 'give its authority with --ca',
  'no-tls': 'without TLS write http://',
  'hangs-up': 'with TLS write https://',
  expired: 'renew it',
  silent: 'check the address, and what lies between: firewalls, proxies',
};

function refusal(code: 401 | 403, headers: FailedRequest['headers']): string {
  if (code === 403) return 'it refuses what was given, or asks for a scope that the token lacks';
  if ('x-reshapr-key' in headers) return 'it does not accept the key';
  return 'authorization' in headers ? 'it does not accept the token' : 'it asks for a key or a token';
}

/** Messages of an error and of what caused it: `fetch` says why only there. */
function allMessages(error: unknown): string {
  const texts: string[] = [];
  for (let at = error, depth = 0; at !== undefined && depth < 5; depth++) {
    texts.push(messageOf(at));
    if (at instanceof AggregateError) texts.push(...at.errors.map(messageOf));
    if (at instanceof Error && 'code' in at) texts.push(String(at.code));
    at = at instanceof Error ? at.cause : undefined;
  }
  return texts.join('; ').slice(0, 2_000);
}

/** A server may repeat what it was sent. */
function withoutSecrets(text: string, headers: FailedRequest['headers']): string {
  return Object.values(headers)
    .map((value) => value.replace(/^Bearer /, ''))
    .filter((value) => value !== '')
    .reduce((left, value) => left.replaceAll(value, '…'), text);
}

/** The message of a JSON-RPC error in what a server said, else all that it said, as one line. */
function saidIn(text: string): string {
  const message = /"message":"((?:[^"\\]|\\.)*)"/.exec(text)?.[1];
  return (message ?? text.replace(/; -?\d+$/, '')).replaceAll(/[\s\p{Cc}]+/gu, ' ').slice(0, 500);
}
