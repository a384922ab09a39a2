import type { UnreachableKind } from '../../wire/index.ts';
import type { CheckLine } from './check.ts';

const address = 'check RESHAPR_CTRL_HOST and RESHAPR_CTRL_PORT';

/** What to do about a step of `--check` that failed; the connection has hints of its own. */
export const stepHints: Readonly<Record<Exclude<CheckLine['what'], 'connection'>, string>> = {
  name: 'check RESHAPR_CTRL_HOST',
  proxy: 'check HTTPS_PROXY and NO_PROXY',
  token: 'set RESHAPR_CTRL_TOKEN to one made by `reshapr api-token create` on this control plane',
  clock: 'set the clock of this machine, or that of the control plane',
  groups:
    'compare RESHAPR_GATEWAY_LABELS with `reshapr gateway-group list`: a group must have every label of the gateway',
  endpoints: 'look at `reshapr endpoints`',
};

export const connectionHints: Readonly<Record<UnreachableKind, string>> = {
  nobody: `start \`reshapr serve\`, or ${address}`,
  name: 'check RESHAPR_CTRL_HOST',
  'other-names': 'use a name that is in it, or start `reshapr serve` with --tls-name for this one',
  expired: 'renew it; `reshapr serve` renews its own when it starts',
  untrusted: 'name its authority in RESHAPR_CTRL_TLS_CA: the tls/ca.pem in the state directory of `serve`',
  'no-tls': `without TLS set RESHAPR_CTRL_TLS_PLAINTEXT=true; ${address}`,
  'hangs-up': `with TLS set RESHAPR_CTRL_TLS_PLAINTEXT=false; ${address}`,
  silent: `${address}, and what lies between: firewalls, proxies`,
  other: address,
};
