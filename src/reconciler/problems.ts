import { problemKind } from '../kernel/index.ts';

export const storeDamaged = problemKind<{ file: string; why: string }>({
  code: 'RSH8001',
  title: 'The store is damaged',
  help: 'A file of the state directory does not hold what was written to it. Nothing was changed. Restore the directory from a backup, or start with an empty one and apply your sources again; gateways go on serving meanwhile.',
  message: ({ file, why }) => `the store is damaged: ${file}: ${why}`,
  hint: () => 'restore the state directory from a backup',
});

export const storeLocked = problemKind<{ directory: string; holder: string }>({
  code: 'RSH8002',
  title: 'The state directory is in use',
  help: 'One control plane at a time may use a state directory.',
  message: ({ directory, holder }) => `${directory} is in use by ${holder}`,
  hint: () => 'stop the other control plane, or give this one another directory with --state',
});

export const storeNewer = problemKind<{ version: string }>({
  code: 'RSH8003',
  title: 'The store was written by a newer version',
  help: 'The journal holds records that this version does not know. Going on could lose them.',
  message: ({ version }) => `the store holds something that this version does not know: ${version}`,
  hint: () => 'start the version of reshapr that wrote it',
});

export const storeWriteFailed = problemKind<{ why: string }>({
  code: 'RSH8004',
  title: 'The store cannot be written',
  help: 'The disk refused a write. What was asked for did not happen; what was there before stands.',
  message: ({ why }) => `cannot write to the store: ${why}`,
  hint: () => 'make room on the disk of the state directory and try again',
});

export const cannotListen = problemKind<{ address: string; why: string }>({
  code: 'RSH8005',
  title: 'A port cannot be opened',
  help: 'Another process may have the port, or the address is not one of this machine.',
  message: ({ address, why }) => `cannot listen on ${address}: ${why}`,
  hint: () => 'choose another address with --listen or --http',
});

export const tlsUnusable = problemKind<{ file: string; why: string }>({
  code: 'RSH8006',
  title: 'A certificate or key cannot be used',
  help: 'The files given with --tls-cert and --tls-key are PEM: the certificate chain of the server, and its key.',
  message: ({ file, why }) => `cannot use ${file}: ${why}`,
  hint: () => 'check the paths, and that both are PEM and belong together',
});

export const signingKeyUnusable = problemKind<{ file: string; why: string }>({
  code: 'RSH8007',
  title: 'The signing key cannot be used',
  help: 'Views are signed with an Ed25519 key in PKCS #8 PEM. Without the key that gateways trust, they would refuse every view, so no other is made in its place.',
  message: ({ file, why }) => `cannot use the signing key ${file}: ${why}`,
  hint: () => 'restore the file, or make one with `openssl genpkey -algorithm ed25519`',
});

export const stateUnusable = problemKind<{ directory: string; why: string }>({
  code: 'RSH8008',
  title: 'The state directory cannot be used',
  help: 'A control plane keeps its store, its keys and its certificates in the state directory. The system does not let it: the reason says why.',
  message: ({ directory, why }) => `cannot use the state directory ${directory}: ${why}`,
  hint: () => 'give another directory with --state, or make this one writable',
});

export const caDamaged = problemKind<{ folder: string; why: string }>({
  code: 'RSH8009',
  title: 'The local certificate authority is damaged',
  help: 'Gateways and command lines trust ca.pem in the folder tls of the state directory, so no other authority is made in its place while any part of it is there.',
  message: ({ folder, why }) => `cannot use ca.pem and ca-key.pem in ${folder}: ${why}`,
  hint: () =>
    'restore both files from a backup; or remove the folder, and give the new ca.pem to gateways and command lines',
});
