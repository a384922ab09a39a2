import { problemKind } from '../../../kernel/index.ts';

export const certificateUnusable = problemKind<{ file: string; why: string }>({
  code: 'RSH6103',
  title: 'The certificate of the listener cannot be used',
  help: 'RESHAPR_GATEWAY_TLS_CERT names a PEM file with the certificate and those that lead to its authority, the certificate first; RESHAPR_GATEWAY_TLS_KEY one with its private key, without a passphrase. Both are read again when they change.',
  message: ({ file, why }) => `cannot use the certificate of the listener in ${file}: ${why}`,
  hint: () => 'give a certificate and the key that it was made for, both PEM, the key without a passphrase',
});
