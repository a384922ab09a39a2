import { problemKind } from '../../kernel/index.ts';

export const secretUnavailable = problemKind<{ reference: string; why: string }>({
  code: 'RSH9111',
  title: 'A reference that the gateway cannot resolve',
  help: 'Credentials are resolved by the gateway when they are used: `${env:NAME}` is a variable of its environment, `${file:path}` a file below RESHAPR_SECRETS_DIR/<organization>. Names that begin with RESHAPR_, and those on the deny list of the gateway, are never read.',
  message: ({ reference, why }) => `the gateway cannot resolve ${reference}: ${why}`,
});

export const credentialUnusable = problemKind<{ secret: string; why: string }>({
  code: 'RSH9112',
  title: 'A credential that no request can carry',
  help: 'The value of a secret becomes a header, so it has no line breaks or other control characters; the name of its header must be one, and a user name of basic authentication has no colon (RFC 7617).',
  message: ({ secret, why }) => `secret '${secret}' cannot be used: ${why}`,
});
