import { problemKind } from '../../kernel/index.ts';

export const issuerCaUnusable = problemKind<{ file: string; why: string }>({
  code: 'RSH9120',
  title: 'The CA certificate of authorization servers cannot be read',
  help: 'RESHAPR_OAUTH_TLS_CA names a PEM file with the authorities that signed the certificates of authorization servers.',
  message: ({ file, why }) => `cannot read the CA certificate ${file}: ${why}`,
  hint: () => 'check the path, the permissions, and that the file is PEM',
});
