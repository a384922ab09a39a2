import type { Cases, Pair } from '../support.ts';

const endpoint = (before: object, after: object): Pair => [{ exposition: before }, { exposition: after }];
const backend = (more: object): object => ({ backend: { endpoint: 'http://orders.internal', ...more } });

const headers = (policy: object): object => backend({ headers: policy });
const retry = (attempts: number, backoffMs?: number): object =>
  backend({ retry: { attempts, ...(backoffMs && { backoffMs }) } });
const limit = (calls: number, periodMs: number, per = 'endpoint'): object => ({
  rateLimit: { calls, periodMs, per },
});
const tenant = { from: 'x-tenant', to: 'x-tenant' };

/** Of endpoints that stay; what happens to URLs is in `urls.test.ts`. */
export const endpointCases: Cases = {
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
  'backend-retries-reduced': {
    class: 'dangerous',
    client: 'makes a call that was answered at the second attempt, and gets an error',
    pairs: [endpoint(retry(3), retry(2)), endpoint(retry(2), {})],
    near: ['more attempts', endpoint(retry(2), retry(3)), ['backend-retries-raised']],
  },
  'backend-retries-raised': {
    class: 'safe',
    client: 'makes a call that failed, and is answered',
    pairs: [endpoint({}, retry(2)), endpoint(retry(2), retry(3, 5))],
    near: ['as many', endpoint(retry(2), retry(2)), []],
  },
  'backend-backoff-changed': {
    class: 'safe',
    client: 'gets an answer to a call that is repeated at another time',
    pairs: [endpoint(retry(2), retry(2, 5)), endpoint(retry(2, 5), retry(2, 6))],
    near: ['fewer attempts', endpoint(retry(3, 5), retry(2, 6)), ['backend-retries-reduced']],
  },
  'backend-header-added': {
    class: 'dangerous',
    client: 'makes the same call, and the backend learns of a header it sends',
    pairs: [endpoint({}, headers({ request: [tenant] })), endpoint(headers({ withheld: ['forwarded'] }), {})],
    near: ['a header that stops', endpoint(headers({ request: [tenant] }), {}), ['backend-header-removed']],
  },
  'backend-header-removed': {
    class: 'dangerous',
    client: 'makes the same call, of which the backend misses a header',
    pairs: [
      endpoint(headers({ request: [tenant] }), {}),
      endpoint({}, headers({ withheld: ['traceparent'] })),
    ],
    near: [
      'another name of the same header alone',
      endpoint(headers({ request: [tenant] }), headers({ request: [{ from: 'x-tenant', to: 'tenant' }] })),
      ['backend-header-added', 'backend-header-removed'],
    ],
  },
  'answer-header-added': {
    class: 'safe',
    client: 'gets a header more, and ignores it',
    pairs: [
      endpoint({}, headers({ response: [tenant] })),
      endpoint(headers({ request: [tenant] }), headers({ request: [tenant], response: [tenant] })),
    ],
    near: [
      'the same headers',
      endpoint(headers({ response: [tenant] }), headers({ response: [tenant] })),
      [],
    ],
  },
  'answer-header-removed': {
    class: 'breaking',
    client: 'looks for a header of an answer, and finds none',
    pairs: [
      endpoint(headers({ response: [tenant] }), {}),
      endpoint(headers({ request: [tenant], response: [tenant] }), headers({ request: [tenant] })),
    ],
    near: ['one that comes', endpoint({}, headers({ response: [tenant] })), ['answer-header-added']],
  },
  'rate-limit-tightened': {
    class: 'dangerous',
    client: 'calls as often as it did, and is refused',
    pairs: [
      endpoint({}, limit(5, 1000)),
      endpoint(limit(5, 1000), limit(4, 1000)),
      endpoint(limit(5, 1000), limit(5, 2000)),
      endpoint(limit(5, 1000), limit(4, 10)),
    ],
    near: ['more calls', endpoint(limit(5, 1000), limit(6, 1000)), ['rate-limit-loosened']],
  },
  'rate-limit-loosened': {
    class: 'safe',
    client: 'calls as often as it did, and is not refused',
    pairs: [endpoint(limit(5, 1000), {}), endpoint(limit(5, 1000), limit(5, 500))],
    near: ['the same limit', endpoint(limit(5, 1000), limit(5, 1000)), []],
  },
  'rate-limit-counted-otherwise': {
    class: 'dangerous',
    client: 'calls as often as it did, and is refused because of others',
    pairs: [
      endpoint(limit(5, 1000, 'caller'), limit(5, 1000)),
      endpoint(limit(5, 1000), limit(9, 1000, 'tool')),
    ],
    near: ['no limit', endpoint(limit(5, 1000, 'tool'), {}), ['rate-limit-loosened']],
  },
  'page-origin-added': {
    class: 'safe',
    client: 'calls as before, or from a page that could not',
    pairs: [
      endpoint({}, { cors: { origins: ['https://a.example'] } }),
      endpoint(
        { cors: { origins: ['https://a.example'] } },
        { cors: { origins: ['*', 'https://a.example'] } },
      ),
    ],
    near: [
      'the same origins',
      endpoint({ cors: { origins: ['https://a.example'] } }, { cors: { origins: ['https://a.example'] } }),
      [],
    ],
  },
  'page-origin-removed': {
    class: 'breaking',
    client: 'calls from a page, and its browser refuses the answer',
    pairs: [
      endpoint({ cors: { origins: ['https://a.example'] } }, {}),
      endpoint({ cors: { origins: ['https://a.example', 'x://b'] } }, { cors: { origins: ['x://b'] } }),
    ],
    near: ['one that comes', endpoint({}, { cors: { origins: ['x://b'] } }), ['page-origin-added']],
  },
  'audit-started': {
    class: 'safe',
    client: 'sees nothing of it',
    pairs: [endpoint({}, { audit: true }), endpoint(limit(1, 1), { ...limit(1, 1), audit: true })],
    near: ['audit as before', endpoint({ audit: true }, { audit: true }), []],
  },
  'audit-stopped': {
    class: 'safe',
    client: 'sees nothing of it',
    pairs: [endpoint({ audit: true }, {}), endpoint({ ...limit(1, 1), audit: true }, limit(1, 1))],
    near: ['audit that begins', endpoint({}, { audit: true }), ['audit-started']],
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
