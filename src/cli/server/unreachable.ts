import { type UnreachableKind, unreachable } from '../../wire/index.ts';

/** What to do about a control plane that cannot be reached. */
const hints: Readonly<Record<UnreachableKind, string>> = {
  nobody: 'start `reshapr serve`, or check host and port',
  name: 'check how the host is spelled',
  'other-names': 'use a name that is in it, or start `reshapr serve` with --tls-name for this one',
  expired: 'renew it; `reshapr serve` renews its own when it starts',
  untrusted:
    'give its authority with --ca or RESHAPR_SERVER_CA: the tls/ca.pem in the state directory of `serve`',
  'no-tls': 'without TLS write http://; the port is that of gRPC (5555), not of health and metrics',
  'hangs-up': 'with TLS write https://; the port is that of gRPC (5555), not of health and metrics',
  silent: 'check the address, and what lies between: firewalls, proxies',
  other: 'check the address; write https:// for a control plane with TLS, http:// for one without',
};

/** The text of a failed call in a user's words, and what to do. */
export function explainUnreachable(details: string): { why: string; hint: string } {
  const { kind, why } = unreachable(details);
  return { why, hint: hints[kind] };
}
