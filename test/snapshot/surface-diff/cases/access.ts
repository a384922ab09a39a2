import type { TokenAlgorithm } from '../../../../src/snapshot/index.ts';
import type { Cases, Offer, Pair } from '../support.ts';

const endpoint = (before: object, after: object): Pair => [{ exposition: before }, { exposition: after }];
const keys = (...names: string[]): object => ({
  access: { type: 'apiKey', keys: names.map((name) => ({ from: `\${env:${name}}` })) },
});
const hashed = (digit: string): object => ({
  access: { type: 'apiKey', keys: [{ sha256: digit.repeat(64) }] },
});

type Access = NonNullable<Offer['access']>;

const scoped = (...scopes: string[]): Access => ({ scopes });
const forAudiences = (...audiences: string[]): Access => ({ audiences });
const signed = (...algorithms: TokenAlgorithm[]): Access => ({ algorithms });
const issued = (...hosts: string[]): Access => ({ issuers: hosts.map((host) => `https://${host}.example`) });
const needs = (...scopes: string[]): Access => ({ permissions: { get: scopes } });
/** An endpoint that asks for tokens before and after. */
const tokens = (before: Access, after: Access): Pair => [{ access: before }, { access: after }];
/** The same of one tool `get`. */
const tool = (before: Access | undefined, after: Access | undefined): Pair => [
  { tools: [{}], ...(before && { access: before }) },
  { tools: [{}], ...(after && { access: after }) },
];

/** Who may call an endpoint that stays, and what for. */
export const accessCases: Cases = {
  'access-closed': {
    class: 'breaking',
    client: 'presents no key and is refused with 401',
    pairs: [endpoint({}, keys('A')), endpoint({}, hashed('a'))],
    near: ['one that asked for a key already', endpoint(keys('A'), keys('A', 'B')), ['access-key-added']],
  },
  'access-opened': {
    class: 'safe',
    client: 'presents its key and is served as before',
    pairs: [endpoint(keys('A'), {}), endpoint(hashed('a'), {})],
    near: ['open before and after', endpoint({}, {}), []],
  },
  'access-key-removed': {
    class: 'breaking',
    client: 'holds that key and is refused with 401',
    pairs: [endpoint(keys('A', 'B'), keys('B')), endpoint(keys('A', 'B', 'C'), keys('A'))],
    near: ['in another order', endpoint(keys('A', 'B'), keys('B', 'A')), []],
  },
  'access-key-added': {
    class: 'safe',
    client: 'holds the old key and is served as before',
    pairs: [endpoint(keys('A'), keys('A', 'B')), endpoint(keys('A'), keys('B', 'A'))],
    near: [
      'one key for another',
      endpoint(hashed('a'), hashed('b')),
      ['access-key-added', 'access-key-removed'],
    ],
  },
  'access-token-needed': {
    class: 'breaking',
    client: 'presents no token and is refused with 401',
    pairs: [
      [{}, { access: {} }],
      [{ exposition: keys('A') }, { access: scoped('a') }],
    ],
    near: ['a key after tokens', [{ access: {} }, { exposition: keys('A') }], ['access-closed']],
  },
  'access-issuer-removed': {
    class: 'breaking',
    client: 'presents a token of it and is refused with 401',
    pairs: [tokens(issued('a', 'b'), issued('b')), tokens(issued('a', 'b', 'c'), issued('a'))],
    near: ['in another order', tokens(issued('a', 'b'), issued('b', 'a')), []],
  },
  'access-issuer-added': {
    class: 'safe',
    client: 'presents a token of the old one and is served as before',
    pairs: [tokens(issued('a'), issued('a', 'b')), tokens(issued('b'), issued('a', 'b', 'c'))],
    near: [
      'one for another',
      tokens(issued('a'), issued('b')),
      ['access-issuer-added', 'access-issuer-removed'],
    ],
  },
  'access-keys-moved': {
    class: 'dangerous',
    client: 'presents a token that is checked with other keys',
    pairs: [
      tokens({}, { jwksUri: 'https://login.example/keys' }),
      tokens({ jwksUri: 'https://login.example/keys' }, { jwksUri: 'https://login.example/jwks' }),
    ],
    near: [
      'the same keys for more issuers',
      tokens(
        { jwksUri: 'https://login.example/keys' },
        { jwksUri: 'https://login.example/keys', issuers: ['https://a.example', 'https://login.example'] },
      ),
      ['access-issuer-added'],
    ],
  },
  'access-algorithm-removed': {
    class: 'breaking',
    client: 'presents a token that is signed like that and is refused with 401',
    pairs: [tokens(signed('ES256', 'RS256'), signed('ES256')), tokens({}, signed('ES256'))],
    near: ['in another order', tokens(signed('ES256', 'RS256'), signed('RS256', 'ES256')), []],
  },
  'access-algorithm-added': {
    class: 'safe',
    client: 'presents its token and is served as before',
    pairs: [tokens(signed('ES256'), signed('ES256', 'RS256')), tokens(signed('ES256'), {})],
    near: [
      'one for another',
      tokens(signed('ES256'), signed('RS256')),
      ['access-algorithm-added', 'access-algorithm-removed'],
    ],
  },
  'access-scope-added': {
    class: 'breaking',
    client: 'has a token without the scope and is refused with 403',
    pairs: [tokens({}, scoped('a')), tokens(scoped('a'), scoped('a', 'b'))],
    near: ['for one tool only', tool({}, needs('a')), ['tool-scope-added']],
  },
  'access-scope-removed': {
    class: 'safe',
    client: 'presents its token and is served as before',
    pairs: [tokens(scoped('a'), {}), tokens(scoped('a', 'b'), scoped('b'))],
    near: ['no token at all', [{ access: scoped('a') }, {}], ['access-opened']],
  },
  'access-audience-removed': {
    class: 'breaking',
    client: 'has a token for it and is refused with 401',
    pairs: [tokens(forAudiences('a'), {}), tokens(forAudiences('a', 'b'), forAudiences('b'))],
    near: [
      'none is looked at, before and after',
      tokens({ anyAudience: true, audiences: ['a'] }, { anyAudience: true }),
      [],
    ],
  },
  'access-audience-added': {
    class: 'safe',
    client: 'presents its token and is served as before',
    pairs: [tokens({}, forAudiences('a')), tokens(forAudiences('b'), forAudiences('a', 'b'))],
    near: [
      'one for another',
      tokens(forAudiences('a'), forAudiences('b')),
      ['access-audience-added', 'access-audience-removed'],
    ],
  },
  'access-audience-unchecked': {
    class: 'safe',
    client: 'presents its token and is served as before',
    pairs: [tokens({}, { anyAudience: true }), tokens(forAudiences('a'), { anyAudience: true })],
    near: ['one more that is accepted', tokens({}, forAudiences('a')), ['access-audience-added']],
  },
  'access-audience-checked': {
    class: 'breaking',
    client: 'has a token for something else and is refused with 401',
    pairs: [tokens({ anyAudience: true }, {}), tokens({ anyAudience: true }, forAudiences('a'))],
    near: ['unchecked as it was', tokens({ anyAudience: true }, { anyAudience: true }), []],
  },
  'tool-scope-added': {
    class: 'breaking',
    client: 'has a token without the scope, does not see the tool, and is refused a call of it',
    pairs: [tool({}, needs('a')), tool(needs('a'), needs('a', 'b'))],
    near: [
      'a new tool that needs one',
      [{ access: {} }, { tools: [{}], access: needs('a') }],
      ['tool-added'],
    ],
  },
  'tool-scope-removed': {
    class: 'safe',
    client: 'presents its token and is served as before',
    pairs: [tool(needs('a'), {}), tool(needs('a', 'b'), needs('b'))],
    near: ['the whole endpoint needs it instead', tool(needs('a'), scoped('a')), ['access-scope-added']],
  },
};
