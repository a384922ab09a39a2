import { kinds } from '../change-kind.ts';

/** Whom an endpoint answers. */
export const accessKinds = kinds({
  'access-closed': {
    class: 'breaking',
    text: () => 'asks for an API key now',
    reason: 'A client that presents no key is refused with 401.',
  },
  'access-opened': {
    class: 'safe',
    text: ({ was }) => `asks for no ${was} any more`,
    reason: 'Clients with a key or a token are served as before. What this exposes is said apart.',
  },
  'access-key-removed': {
    class: 'breaking',
    text: ({ path }) => `the API key ${path} opens it no longer`,
    reason: 'Whoever holds that key is refused with 401.',
  },
  'access-key-added': {
    class: 'safe',
    text: ({ path }) => `the API key ${path} opens it too`,
    reason: 'Keys that opened it still do.',
  },
  'access-token-needed': {
    class: 'breaking',
    text: () => 'asks for an OAuth2 token now',
    reason: 'A client that presents no token is refused with 401, and told where to get one.',
  },
  'access-issuer-removed': {
    class: 'breaking',
    text: ({ path }) => `tokens of ${path} open it no longer`,
    reason: 'Whoever logs in there is refused with 401.',
  },
  'access-issuer-added': {
    class: 'safe',
    text: ({ path }) => `tokens of ${path} open it too`,
    reason: 'Tokens that opened it still do. What this exposes is said apart.',
  },
  'access-keys-moved': {
    class: 'dangerous',
    text: ({ was, is }) => `checks tokens with the keys of ${is}, no longer of ${was}`,
    reason:
      'If the keys are not those of the same issuer, tokens that opened it are refused, and others open it.',
  },
  'access-algorithm-removed': {
    class: 'breaking',
    text: ({ path }) => `refuses tokens that are signed with ${path}`,
    reason: 'A client whose tokens are signed like that is refused with 401.',
  },
  'access-algorithm-added': {
    class: 'safe',
    text: ({ path }) => `accepts tokens that are signed with ${path}`,
    reason: 'Tokens that opened it still do.',
  },
  'access-scope-added': {
    class: 'breaking',
    text: ({ path }) => `asks for the scope ${path} now`,
    reason: 'A client whose token lacks the scope is refused with 403 until it gets a new one.',
  },
  'access-scope-removed': {
    class: 'safe',
    text: ({ path }) => `asks no longer for the scope ${path}`,
    reason: 'Tokens that have it are served as before. What this exposes is said apart.',
  },
  'access-audience-removed': {
    class: 'breaking',
    text: ({ path }) => `tokens for the audience ${path} open it no longer`,
    reason: 'A client whose token was issued for it is refused with 401.',
  },
  'access-audience-added': {
    class: 'safe',
    text: ({ path }) => `tokens for the audience ${path} open it too`,
    reason: 'Tokens that opened it still do. What this exposes is said apart.',
  },
  'access-audience-unchecked': {
    class: 'safe',
    text: () => 'accepts tokens for any audience',
    reason: 'Tokens that opened it still do. What this exposes is said apart.',
  },
  'access-audience-checked': {
    class: 'breaking',
    text: () => 'accepts only tokens that were issued for it',
    reason: 'A client whose token was issued for something else is refused with 401.',
  },
  'tool-scope-added': {
    class: 'breaking',
    text: ({ path }) => `needs the scope ${path} now`,
    reason:
      'A client whose token lacks the scope does not see the tool in the list, and a call of it is refused.',
  },
  'tool-scope-removed': {
    class: 'safe',
    text: ({ path }) => `needs the scope ${path} no longer`,
    reason: 'Tokens that have it are served as before. What this exposes is said apart.',
  },
});
