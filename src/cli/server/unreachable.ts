/** Why a control plane cannot be reached, in a user's words, and what to do about it. */
export interface Unreachable {
  readonly why: string;
  readonly hint: string;
}

const ca =
  'give its authority with --ca or RESHAPR_SERVER_CA: the tls/ca.pem in the state directory of `serve`';

/** What gRPC, TLS and the system say, first match first. */
const reasons: readonly (readonly [RegExp, string, string])[] = [
  [/ECONNREFUSED/, 'nothing listens there', 'start `reshapr serve`, or check host and port'],
  [
    /Name resolution failed|ENOTFOUND|EAI_AGAIN/,
    'the name of the host cannot be resolved',
    'check how the host is spelled',
  ],
  [
    /altnames|does not match certificate/,
    'its certificate is for other names',
    'use a name that is in it, or start `reshapr serve` with --tls-name for this one',
  ],
  [
    /certificate has expired/,
    'its certificate has expired',
    'renew it; `reshapr serve` renews its own when it starts',
  ],
  [/certificate|self[- ]signed|issuer/i, 'its certificate is not trusted', ca],
  [
    /wrong version number|EPROTO|packet length/,
    'what answers there does not speak TLS',
    'without TLS write http://; the port is that of gRPC (5555), not of health and metrics',
  ],
  [
    /Failed to connect|Protocol error|ECONNRESET|socket hang up/,
    'what answers there hangs up',
    'with TLS write https://; the port is that of gRPC (5555), not of health and metrics',
  ],
  [
    /DEADLINE|Deadline|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH/,
    'it does not answer',
    'check the address, and what lies between: firewalls, proxies',
  ],
];

/** Reads the text of a failed call. `plaintext` says how it was tried. */
export function unreachable(details: string, plaintext: boolean): Unreachable {
  const found = reasons.find(([pattern]) => pattern.test(details));
  if (found !== undefined) {
    const [, why, hint] = found;
    return { why, hint };
  }
  const scheme = plaintext ? 'for a control plane with TLS write https://' : 'without TLS write http://';
  return { why: firstSentence(details), hint: `check the address; ${scheme}` };
}

/** gRPC packs its history into one text; the last error in it says most. */
function firstSentence(details: string): string {
  const last = /Last error: (?:Error: )?(.*?)(?:\. Resolution note|$)/s.exec(details)?.[1] ?? details;
  return last.replaceAll(/\s+/g, ' ').trim();
}
