import { problemKind } from '../kernel/index.ts';

export const settingInvalid = problemKind<{ name: string; why: string; hint: string }>({
  code: 'RSH9001',
  title: 'A setting of the gateway is missing or wrong',
  help: 'The gateway is configured by environment variables; `reshapr gateway --help` lists them.',
  message: ({ name, why }) => `${name} ${why}`,
  hint: ({ hint }) => hint,
});

export const refused = problemKind<{ reason: string; message: string }>({
  code: 'RSH9002',
  title: 'The control plane refuses this gateway',
  help: 'A gateway that is refused at its start does not fall back to its last known good view: that is for a control plane that cannot be reached. The reason says what to change.',
  message: ({ message }) => `the control plane refuses this gateway: ${message}`,
  hint: ({ reason }) => refusalHints[reason],
});

const refusalHints: Record<string, string | undefined> = {
  unknown: 'set RESHAPR_CTRL_TOKEN to a token made by `reshapr api-token create` on this control plane',
  expired: 'make a successor with `reshapr api-token renew` and set RESHAPR_CTRL_TOKEN to it',
  revoked: 'make another token with `reshapr api-token create`',
  'not-allowed': 'use a gateway token that allows this gateway id',
  'duplicate-id': 'give each gateway an id of its own with RESHAPR_GATEWAY_ID',
  incompatible: 'use versions of gateway and control plane that fit',
};

export const portTaken = problemKind<{ address: string; why: string }>({
  code: 'RSH9003',
  title: 'The gateway cannot listen',
  help: 'Another process may have the port.',
  message: ({ address, why }) => `the gateway cannot listen on ${address}: ${why}`,
  hint: () => 'choose another port with RESHAPR_GATEWAY_PORT',
});

export const trustUnusable = problemKind<{ file: string; why: string }>({
  code: 'RSH9004',
  title: 'The trusted keys cannot be read',
  help: 'The gateway keeps the keys that it trusts in its state directory, or reads them from RESHAPR_TRUSTED_KEYS_FILE: PEM public keys, one after the other.',
  message: ({ file, why }) => `cannot read the trusted keys in ${file}: ${why}`,
  hint: () =>
    'correct the file; to trust the next control plane anew, remove trusted-keys.json from the state directory',
});

export const caUnusable = problemKind<{ file: string; why: string }>({
  code: 'RSH9005',
  title: 'The CA certificate cannot be read',
  help: 'RESHAPR_CTRL_TLS_CA names a PEM file with the certificate authority of the control plane; `reshapr serve` prints the path of its own.',
  message: ({ file, why }) => `cannot read the CA certificate ${file}: ${why}`,
  hint: () => 'copy ca.pem from the tls folder of the control plane',
});

export const sealKeyUnusable = problemKind<{ file: string; why: string }>({
  code: 'RSH9006',
  title: 'The seal key cannot be used',
  help: 'RESHAPR_SEAL_KEY_FILE names a file with one or two lines of at least 32 characters each, the same on every gateway behind one load balancer. The first line seals, both open.',
  message: ({ file, why }) => `cannot use the seal key ${file}: ${why}`,
  hint: () => 'make one with `openssl rand -base64 32`',
});

export const stateUnusable = problemKind<{ directory: string; why: string }>({
  code: 'RSH9007',
  title: 'The state directory of the gateway cannot be used',
  help: 'A gateway keeps its last known good views and the keys that it trusts in its state directory. It serves no view that it could not keep.',
  message: ({ directory, why }) => `cannot use the state directory ${directory}: ${why}`,
  hint: () => 'name a directory that can be written to with RESHAPR_GATEWAY_STATE_DIR',
});
