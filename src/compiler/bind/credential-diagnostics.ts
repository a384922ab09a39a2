import { findingKind } from '../../kernel/index.ts';

export const credentialUnclear = findingKind<{ why: string }>({
  code: 'RSH3060',
  severity: 'error',
  title: 'A secret that does not say how it is presented',
  help: 'A secret is presented in one way: a token, a user and a password, or a token of an OAuth2 client (`oauth2ClientConfiguration`), which is the same for all callers, exchanged for the token of each caller, or given by each of them. `authMethod` says which; left out, the fields say so. What one way needs must be there, and what belongs to another must not.',
  message: ({ why }) => why,
  hint: () => 'see docs/guides/backend-credentials.md for the fields of each way',
});

export const certificateUnusable = findingKind<{ why: string }>({
  code: 'RSH3061',
  severity: 'error',
  title: 'A certificate that no connection can use',
  help: 'Certificates are PEM, written here or named by a reference. What the gateway presents is a certificate and its private key, both of them; the key is always a reference.',
  message: ({ why }) => why,
  hint: () =>
    'write ${file:orders/tls.crt} and ${file:orders/tls.key}, or the text that begins with -----BEGIN CERTIFICATE-----',
});

export const certificateWithoutTls = findingKind<{ secret: string }>({
  code: 'RSH3062',
  severity: 'error',
  title: 'Certificates for a backend without TLS',
  help: 'The secret has certificates, to check the backend by or to present to it, and the backend is reached without TLS. Nothing would be checked or presented, and a protection that is not there is an error.',
  message: ({ secret }) =>
    `the certificates of '${secret}' have no effect: the backend is reached without TLS`,
  hint: () => 'write https:// (or grpcs://), or use a secret without certificates',
});
