import { findingKind } from '../../kernel/index.ts';

export const permissionsWithoutOauth = findingKind<{ isKeyed: boolean }>({
  code: 'RSH6046',
  severity: 'error',
  title: 'Permissions that nothing can enforce',
  help: '`permissions` names the scopes that a caller needs per tool. Scopes are in the token of a caller, so the plan must ask for tokens with `oauth2Configuration`; an API key has none, and where there is one only that is asked for. A protection that is not there is an error, never ignored.',
  message: ({ isKeyed }) =>
    isKeyed
      ? 'callers who present an API key have no scopes, so permissions protect nothing'
      : 'without oauth2Configuration callers have no scopes, so permissions protect nothing',
  hint: ({ isKeyed }) =>
    isKeyed
      ? 'replace apiKey by oauth2Configuration, or remove permissions'
      : 'add oauth2Configuration, or remove permissions',
});

export const keyBeatsOauth = findingKind<Record<string, never>>({
  code: 'RSH6047',
  severity: 'warning',
  title: 'A token that is not asked for',
  help: 'A plan with an API key asks for that only, as in reShapr: `oauth2Configuration` beside it has no effect, and whoever has the key needs no token.',
  message: () => 'oauth2Configuration has no effect beside apiKey: callers need the key only',
  hint: () => 'remove one of the two',
});

export const unusableAlgorithm = findingKind<{ algorithm: string; suggestion: string | undefined }>({
  code: 'RSH6048',
  severity: 'error',
  title: 'An algorithm that tokens may not be signed with',
  help: 'Tokens are checked with public keys: RS256 to RS512, PS256 to PS512, ES256 to ES512, EdDSA. With `none` anybody can write one, and with HS256 and its like whoever can check a token can make one.',
  message: ({ algorithm }) => `a token signed with '${algorithm}' is never accepted`,
  hint: ({ suggestion }) =>
    suggestion ?? 'write algorithms that the authorization server signs with, like RS256 or ES256',
});

export const unusableIssuer = findingKind<{ what: string; why: string }>({
  code: 'RSH6049',
  severity: 'error',
  sensitive: true,
  title: 'An authorization server that cannot be asked',
  help: '`authorizationServers` are the issuers of tokens as their `iss` has them: URLs without query and fragment (RFC 8414). `jwksUri` is the URL of their keys; `tokenEndpoint` and `authorizationEndpoint` of a SecretSource are URLs without a fragment. None holds a credential.',
  message: ({ what, why }) => `${what} ${why}`,
  hint: () => 'write something like https://login.example.com/realms/acme',
});

export const audienceInvalid = findingKind<{ what: string }>({
  code: 'RSH6053',
  severity: 'error',
  title: 'An audience that no token has',
  help: 'A token is accepted when its `aud` holds the URL of the endpoint, or one of `staticAudiences`. An empty one means nothing; who wants the URL only leaves `staticAudiences` out.',
  message: ({ what }) => `${what} names no audience`,
  hint: () =>
    'name the audiences that tokens have, or remove this: the URL of the endpoint is always accepted',
});

export const scopeInvalid = findingKind<{ scope: string }>({
  code: 'RSH6054',
  severity: 'error',
  title: 'A scope that no token has',
  help: 'A scope is a text without spaces, quotes and backslashes (RFC 6749, 3.3): a token has them in one text, with spaces between.',
  message: ({ scope }) => `'${scope}' is no scope`,
  hint: ({ scope }) =>
    scope.trim().includes(' ')
      ? `write one item per scope: [${scope.trim().split(/\s+/).join(', ')}]`
      : 'write a text like orders:read',
});
