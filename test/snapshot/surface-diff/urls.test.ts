import { describe, expect, it } from 'vitest';
import { side, urlChanges } from './support.ts';

const a = { id: 'aaaaaaaaaaaaaaaa', name: 'orders' };
const b = { id: 'bbbbbbbbbbbbbbbb', name: 'partners', plan: { id: 'few', name: 'few' } };
const nameless = { id: 'cccccccccccccccc', name: undefined };
const elsewhere = { group: 'edge' };

type Side = readonly Parameters<typeof side>[0][number][];
type Since = Record<string, number>;

describe('what happens to URLs', () => {
  it.each<[string, string, Side, Side, string[], Since?, Since?]>([
    [
      'a new endpoint',
      'nobody knows it',
      [],
      [a],
      ['safe endpoint-added: new at /mcp/acme/orders, with nothing to offer'],
    ],
    [
      'a new endpoint without a name',
      'nobody knows it',
      [],
      [nameless],
      ['safe endpoint-added: new at /mcp/cccccccccccccccc, with nothing to offer'],
    ],
    [
      'an endpoint gone',
      'every URL of it gets 404',
      [a],
      [],
      [
        'breaking endpoint-removed: is gone, and with it /mcp/acme/orders and /mcp/aaaaaaaaaaaaaaaa',
        'breaking service-url-lost: /mcp/acme/Orders/1 dies on gateways of group default',
      ],
    ],
    [
      'one of two endpoints of a service gone',
      'the URL of the service is answered by the other one',
      [a, { ...b, group: 'default' }],
      [{ ...b, group: 'default' }],
      [
        'breaking endpoint-removed: is gone, and with it /mcp/acme/orders and /mcp/aaaaaaaaaaaaaaaa',
        'dangerous service-url-moved: /mcp/acme/Orders/1 is answered by partners (Orders:1/few on group default), no longer by orders (Orders:1/all on group default)',
      ],
    ],
    [
      'another name',
      'the old readable URL gets 404; the id goes on answering',
      [a],
      [{ ...a, name: 'sales' }],
      [
        'breaking endpoint-url-lost: /mcp/acme/orders dies',
        'safe endpoint-url-gained: answers at /mcp/acme/sales too',
      ],
    ],
    [
      'a first name',
      'whoever uses the id is served',
      [nameless],
      [{ ...nameless, name: 'sales' }],
      ['safe endpoint-url-gained: answers at /mcp/acme/sales too'],
    ],
    [
      'no name any more',
      'the readable URL gets 404',
      [a],
      [{ ...a, name: undefined }],
      ['breaking endpoint-url-lost: /mcp/acme/orders dies'],
    ],
    [
      'another exposition of the same name: another plan, group or service name',
      'the readable URL answers, that of the id gets 404',
      [a],
      [{ ...b, name: 'orders' }],
      [
        'breaking endpoint-url-lost: /mcp/aaaaaaaaaaaaaaaa dies',
        'dangerous endpoint-url-moved: /mcp/acme/orders is answered by orders (Orders:1/few on group default), no longer by orders (Orders:1/all on group default)',
        'dangerous service-url-moved: /mcp/acme/Orders/1 is answered by orders (Orders:1/few on group default), no longer by orders (Orders:1/all on group default)',
      ],
    ],
    [
      'two endpoints that swap their names',
      'each readable URL answers with what the other one offers',
      [
        { ...a, ...elsewhere },
        { ...b, group: 'default' },
      ],
      [
        { ...a, ...elsewhere, name: 'partners' },
        { ...b, group: 'default', name: 'orders' },
      ],
      [
        'dangerous endpoint-url-moved: /mcp/acme/orders is answered by orders (Orders:1/few on group default), no longer by orders (Orders:1/all on group edge)',
        'dangerous endpoint-url-moved: /mcp/acme/partners is answered by partners (Orders:1/all on group edge), no longer by partners (Orders:1/few on group default)',
      ],
    ],
    [
      'a newer exposition of the same service on the same group',
      'the URL of the service is answered by the newer one',
      [a],
      [a, { ...b, group: 'default' }],
      [
        'dangerous service-url-moved: /mcp/acme/Orders/1 is answered by partners (Orders:1/few on group default), no longer by orders (Orders:1/all on group default)',
        'safe endpoint-added: new at /mcp/acme/partners, with nothing to offer',
      ],
      { [a.id]: 1 },
      { [a.id]: 1, [b.id]: 2 },
    ],
    [
      'the same on another group',
      'each gateway goes on electing what it has',
      [a],
      [a, { ...b, ...elsewhere }],
      ['safe endpoint-added: new at /mcp/acme/partners, with nothing to offer'],
      { [a.id]: 1 },
      { [a.id]: 1, [b.id]: 2 },
    ],
    ['nothing', 'all is as it was', [a, b, nameless], [nameless, b, a], []],
  ])('%s: %s', (_, _client, before, after, expected, oldSince, newSince) => {
    expect(urlChanges(side(before, oldSince), side(after, newSince))).toEqual(expected);
  });

  it('a URL that moved is compared with what it answered before', () => {
    const closed = { access: { type: 'apiKey' as const, keys: [{ sha256: 'a'.repeat(64) }] } };
    const changes = urlChanges(side([a]), side([{ ...b, name: 'orders', ...closed }]));
    expect(changes).toContain('breaking access-closed: asks for an API key now');
  });
});
