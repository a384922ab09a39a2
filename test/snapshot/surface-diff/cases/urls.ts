import type { ChangeClass, ChangeName } from '../../../../src/snapshot/index.ts';
import type { side } from '../support.ts';

/** Expositions before and after, and every kind of change between them: few things happen to one URL alone. */
type UrlPair = readonly [before: Side, after: Side, kinds: readonly ChangeName[]];
type Side = Parameters<typeof side>[0];

interface UrlCase {
  readonly class: ChangeClass;
  readonly client: string;
  readonly pairs: readonly UrlPair[];
  readonly near: readonly [why: string, ...UrlPair];
}

const a = { id: 'aaaaaaaaaaaaaaaa', name: 'orders' };
const b = { id: 'bbbbbbbbbbbbbbbb', name: 'partners', plan: { id: 'few', name: 'few' } };
const nameless = { id: 'cccccccccccccccc', name: undefined, plan: { id: 'some', name: 'some' } };
const stock = {
  id: 'dddddddddddddddd',
  name: 'stock',
  service: { id: 'stock', name: 'Stock', version: '1' },
};
const onEdge = { group: 'edge' };

/** What happens to the URLs of endpoints, by kind. */
export const urlCases: Readonly<Partial<Record<ChangeName, UrlCase>>> = {
  'endpoint-added': {
    class: 'safe',
    client: 'goes on with the URLs that it knows',
    pairs: [
      [[], [a], ['endpoint-added']],
      [[a], [a, { ...b, ...onEdge }], ['endpoint-added']],
      [[a], [a, stock], ['endpoint-added']],
    ],
    near: [
      'another name for one that is there',
      [a],
      [{ ...a, name: 'sales' }],
      ['endpoint-url-gained', 'endpoint-url-lost'],
    ],
  },
  'endpoint-removed': {
    class: 'breaking',
    client: 'asks any URL of it and gets 404',
    pairs: [
      [[a], [], ['endpoint-removed', 'service-url-lost']],
      [[a, b], [a], ['endpoint-removed']],
    ],
    near: [
      'one whose name another takes',
      [a],
      [{ ...b, name: 'orders' }],
      ['endpoint-url-lost', 'endpoint-url-moved', 'service-url-moved'],
    ],
  },
  'endpoint-url-lost': {
    class: 'breaking',
    client: 'asks that one URL and gets 404, while the others answer',
    pairs: [
      [[a], [{ ...a, name: undefined }], ['endpoint-url-lost']],
      [[a], [{ ...a, name: 'sales' }], ['endpoint-url-gained', 'endpoint-url-lost']],
      [[a], [{ ...b, name: 'orders' }], ['endpoint-url-lost', 'endpoint-url-moved', 'service-url-moved']],
    ],
    near: ['all of its URLs', [a, b], [b], ['endpoint-removed', 'service-url-moved']],
  },
  'endpoint-url-gained': {
    class: 'safe',
    client: 'goes on with the URL by the id',
    pairs: [
      [[nameless], [{ ...nameless, name: 'some' }], ['endpoint-url-gained']],
      [[a], [{ ...a, name: 'sales' }], ['endpoint-url-gained', 'endpoint-url-lost']],
    ],
    near: [
      'a name that another one had',
      [a, nameless],
      [{ ...nameless, name: 'orders' }],
      ['endpoint-url-lost', 'endpoint-url-moved'],
    ],
  },
  'endpoint-url-moved': {
    class: 'dangerous',
    client: 'asks the readable URL and is answered by another endpoint',
    pairs: [
      [[a], [{ ...b, name: 'orders' }], ['endpoint-url-lost', 'endpoint-url-moved', 'service-url-moved']],
      [
        [a, { ...stock, ...onEdge }],
        [
          { ...a, name: 'stock' },
          { ...stock, ...onEdge, name: 'orders' },
        ],
        ['endpoint-url-moved'],
      ],
    ],
    near: [
      'the same endpoint on another plan name',
      [a],
      [{ ...a, plan: { id: 'all', name: 'everything' } }],
      [],
    ],
  },
  'service-url-lost': {
    class: 'breaking',
    client: 'asks the URL of the service at a gateway of that group and gets 404',
    pairs: [
      [[a], [], ['endpoint-removed', 'service-url-lost']],
      [[a, { ...b, ...onEdge }], [a], ['endpoint-removed', 'service-url-lost']],
    ],
    near: ['another one is there', [a, b], [b], ['endpoint-removed', 'service-url-moved']],
  },
  'service-url-moved': {
    class: 'dangerous',
    client: 'asks the URL of the service and is answered by another endpoint',
    pairs: [
      [[a, b], [b], ['endpoint-removed', 'service-url-moved']],
      [[b], [a, b], ['endpoint-added', 'service-url-moved']],
    ],
    near: ['a new one on another group', [b], [b, { ...a, ...onEdge }], ['endpoint-added']],
  },
};
