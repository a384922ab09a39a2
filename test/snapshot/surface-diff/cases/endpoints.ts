import type { Cases, Pair } from '../support.ts';

const endpoint = (before: object, after: object): Pair => [{ exposition: before }, { exposition: after }];
const keys = (...names: string[]): object => ({
  access: { type: 'apiKey', keys: names.map((name) => ({ from: `\${env:${name}}` })) },
});
const hashed = (digit: string): object => ({
  access: { type: 'apiKey', keys: [{ sha256: digit.repeat(64) }] },
});
const backend = (more: object): object => ({ backend: { endpoint: 'http://orders.internal', ...more } });

/** Of endpoints that stay; what happens to URLs is in `urls.test.ts`. */
export const endpointCases: Cases = {
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
  'backend-moved': {
    class: 'dangerous',
    client: 'makes the same call, which another backend answers with other data',
    pairs: [
      endpoint({}, { backend: { endpoint: 'http://other.internal' } }),
      endpoint({}, { backend: { endpoint: 'http://orders.internal/v2' } }),
    ],
    near: [
      'the same backend with less time',
      endpoint({}, backend({ timeoutMs: 5 })),
      ['backend-timeout-shortened'],
    ],
  },
  'backend-credential-changed': {
    class: 'dangerous',
    client: 'makes the same call, and the backend sees somebody else',
    pairs: [
      endpoint({}, backend({ secret: { name: 'a', token: '${env:A}' } })),
      endpoint(
        backend({ secret: { name: 'a', token: '${env:A}' } }),
        backend({ secret: { name: 'a', token: '${env:B}' } }),
      ),
    ],
    near: [
      'the same secret',
      endpoint(backend({ secret: { name: 'a' } }), backend({ secret: { name: 'a' } })),
      [],
    ],
  },
  'backend-timeout-shortened': {
    class: 'dangerous',
    client: 'makes a slow call that was answered, and gets an error',
    pairs: [
      endpoint(backend({ timeoutMs: 900 }), backend({ timeoutMs: 100 })),
      endpoint({}, backend({ timeoutMs: 100 })),
    ],
    near: [
      'a longer one',
      endpoint(backend({ timeoutMs: 100 }), backend({ timeoutMs: 900 })),
      ['backend-timeout-lengthened'],
    ],
  },
  'backend-timeout-lengthened': {
    class: 'safe',
    client: 'is answered whenever it was',
    pairs: [
      endpoint(backend({ timeoutMs: 100 }), backend({ timeoutMs: 900 })),
      endpoint(backend({ timeoutMs: 100 }), {}),
    ],
    near: ['the same', endpoint(backend({ timeoutMs: 5 }), backend({ timeoutMs: 5 })), []],
  },
  'cache-hints-changed': {
    class: 'safe',
    client: 'keeps lists for another time, and is told of changes either way',
    pairs: [
      endpoint({}, { cache: { ttlMs: 5 } }),
      endpoint({ cache: { scope: 'public' } }, { cache: { scope: 'private' } }),
    ],
    near: [
      'the order of two hints',
      endpoint(
        { cache: { ttlMs: 5, scope: 'public' } },
        {
          cache: { scope: 'public', ttlMs: 5 },
        },
      ),
      [],
    ],
  },
};
