import { problemKind } from '../../kernel/index.ts';

export const tokenUnavailable = problemKind<{ secret: string; why: string }>({
  code: 'RSH9113',
  title: 'A token for a backend that cannot be had',
  help: 'The gateway asks the token endpoint of a SecretSource for a token when a call needs one, and keeps it until shortly before it expires. The reason is what the authorization server answered, or why there was no answer.',
  message: ({ secret, why }) => `there is no token for secret '${secret}': ${why}`,
});

export const certificateUnreadable = problemKind<{ secret: string; why: string }>({
  code: 'RSH9114',
  title: 'A certificate that cannot be used',
  help: 'The authorities of a backend and what it is presented are PEM: certificates, and a private key that fits the first of them and has no passphrase. They are read when a call needs them, so a file that is replaced takes effect with the next call.',
  message: ({ secret, why }) => `the certificates of secret '${secret}' cannot be used: ${why}`,
});

export const credentialNotGiven = problemKind<{ service: string }>({
  code: 'RSH9115',
  title: 'A credential that a caller did not give',
  help: 'The plan asks each caller for their own credential (`useElicitation`), and the user said no. The next call asks again.',
  message: ({ service }) =>
    `${service} was not called: it needs a credential of the user, who did not give one`,
});
