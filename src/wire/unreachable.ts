/** Why a server cannot be reached, as far as a person can do something about it. */
export type UnreachableKind =
  | 'nobody'
  | 'name'
  | 'other-names'
  | 'expired'
  | 'untrusted'
  | 'no-tls'
  | 'hangs-up'
  | 'silent'
  | 'other';

export interface Unreachable {
  readonly kind: UnreachableKind;
  /** The end of a sentence. */
  readonly why: string;
}

/** What gRPC, undici, TLS and the system say, first match first. */
const reasons: readonly (readonly [RegExp, UnreachableKind, string])[] = [
  [/ECONNREFUSED/, 'nobody', 'nothing listens there'],
  [/Name resolution failed|ENOTFOUND|EAI_AGAIN/, 'name', 'the name of the host cannot be resolved'],
  [/altnames|does not match certificate/, 'other-names', 'its certificate is for other names'],
  [/certificate has expired/, 'expired', 'its certificate has expired'],
  [/certificate|self[- ]signed|issuer/i, 'untrusted', 'its certificate is not trusted'],
  [/wrong version number|EPROTO|packet length/, 'no-tls', 'what answers there does not speak TLS'],
  [
    /Failed to connect|Protocol error|ECONNRESET|socket hang up|other side closed/,
    'hangs-up',
    'what answers there hangs up',
  ],
  [/DEADLINE|Deadline|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|Connect Timeout/, 'silent', 'it does not answer'],
];

/** Reads the text of a call that failed before it was answered. */
export function unreachable(details: string): Unreachable {
  const found = reasons.find(([pattern]) => pattern.test(details));
  if (found === undefined) return { kind: 'other', why: lastError(details) };
  const [, kind, why] = found;
  return { kind, why };
}

/** gRPC packs its history into one text; the last error in it says most. */
function lastError(details: string): string {
  const last = /Last error: (?:Error: )?(.*?)(?:\. Resolution note|$)/s.exec(details)?.[1] ?? details;
  return last.replaceAll(/\s+/g, ' ').trim();
}
