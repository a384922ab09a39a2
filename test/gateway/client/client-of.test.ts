import type { IncomingMessage } from 'node:http';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientOf } from '../../../src/gateway/client/client-of.ts';
import { forwardedHops } from '../../../src/gateway/client/forwarded.ts';
import { trustedProxiesOf } from '../../../src/gateway/client/trusted-proxies.ts';

const networks = trustedProxiesOf({ RESHAPR_GATEWAY_TRUSTED_PROXIES: '10.0.0.0/8, 192.0.2.1, fd00::/8' });

function request(peer: string, headers: Record<string, string>): IncomingMessage {
  return {
    socket: { remoteAddress: peer },
    headers: { host: 'gateway:7777', ...headers },
  } as unknown as IncomingMessage;
}

const see = (peer: string, headers: Record<string, string>, hasTls = false): (string | undefined)[] => {
  const { address, host, scheme } = clientOf(networks, hasTls)(request(peer, headers));
  return [address, host, scheme];
};

describe('who a client is', () => {
  const far = '203.0.113.7';
  it.each<[string, Record<string, string>, (string | undefined)[]]>([
    // Whoever is not trusted is taken for who they are.
    [far, {}, [far, 'gateway:7777', undefined]],
    [far, { forwarded: 'for=1.2.3.4;host=a;proto=https' }, [far, 'gateway:7777', undefined]],
    [far, { 'x-forwarded-for': '1.2.3.4' }, [far, 'gateway:7777', undefined]],
    [
      '::ffff:203.0.113.7',
      { 'x-forwarded-for': '1.2.3.4' },
      ['::ffff:203.0.113.7', 'gateway:7777', undefined],
    ],
    // One proxy.
    ['10.0.0.1', {}, ['10.0.0.1', 'gateway:7777', undefined]],
    ['10.0.0.1', { forwarded: `for=${far}` }, [far, 'gateway:7777', undefined]],
    ['::ffff:10.0.0.1', { forwarded: `for=${far}` }, [far, 'gateway:7777', undefined]],
    [
      'fd00::1',
      { forwarded: `For="[2001:db8::1]:4711";Proto=HTTPS` },
      ['2001:db8::1', 'gateway:7777', 'https'],
    ],
    [
      '192.0.2.1',
      { forwarded: `for=${far};host="mcp.example.com";proto=https` },
      [far, 'mcp.example.com', 'https'],
    ],
    ['10.0.0.1', { 'x-forwarded-for': far, 'x-forwarded-proto': 'https' }, [far, 'gateway:7777', 'https']],
    [
      '10.0.0.1',
      { 'x-forwarded-for': `${far}:4711`, 'x-forwarded-host': 'a.example' },
      [far, 'a.example', undefined],
    ],
    // What the client wrote itself stands left of what the proxy added.
    ['10.0.0.1', { 'x-forwarded-for': `1.2.3.4, ${far}` }, [far, 'gateway:7777', undefined]],
    ['10.0.0.1', { forwarded: `for=1.2.3.4;host=evil, for=${far}` }, [far, 'gateway:7777', undefined]],
    ['10.0.0.1', { forwarded: `for=10.0.0.9, for=${far}` }, [far, 'gateway:7777', undefined]],
    // Proxies in a row.
    ['10.0.0.1', { 'x-forwarded-for': `1.2.3.4, ${far}, 10.0.0.2` }, [far, 'gateway:7777', undefined]],
    [
      '10.0.0.1',
      {
        'x-forwarded-for': `${far}, 10.0.0.2`,
        'x-forwarded-proto': 'https, http',
        'x-forwarded-host': 'a, b',
      },
      [far, 'a', 'https'],
    ],
    [
      '10.0.0.1',
      { forwarded: `for=${far};proto=https, for=10.0.0.2;proto=http` },
      [far, 'gateway:7777', 'https'],
    ],
    ['10.0.0.1', { 'x-forwarded-for': '10.0.0.3, 10.0.0.2' }, ['10.0.0.3', 'gateway:7777', undefined]],
    // Who is hidden, or written wrongly: as near as is known.
    ['10.0.0.1', { forwarded: 'for=_hidden;proto=https' }, ['10.0.0.1', 'gateway:7777', 'https']],
    ['10.0.0.1', { forwarded: 'for=unknown, for=10.0.0.2' }, ['10.0.0.2', 'gateway:7777', undefined]],
    ['10.0.0.1', { 'x-forwarded-for': '1.2.3.4, nonsense' }, ['10.0.0.1', 'gateway:7777', undefined]],
    ['10.0.0.1', { 'x-forwarded-for': '1.2.3.999' }, ['10.0.0.1', 'gateway:7777', undefined]],
    ['10.0.0.1', { forwarded: 'for="1.2.3.4' }, ['10.0.0.1', 'gateway:7777', undefined]],
    ['10.0.0.1', { forwarded: '' }, ['10.0.0.1', 'gateway:7777', undefined]],
    ['10.0.0.1', { 'x-forwarded-proto': 'https' }, ['10.0.0.1', 'gateway:7777', undefined]],
    ['10.0.0.1', { forwarded: `for=${far};proto=javascript` }, [far, 'gateway:7777', undefined]],
    // A proxy that writes one header lets a client's other one pass.
    [
      '10.0.0.1',
      { forwarded: 'for=1.2.3.4', 'x-forwarded-for': far },
      ['10.0.0.1', 'gateway:7777', undefined],
    ],
    [
      '10.0.0.1',
      { forwarded: `for=${far};host=evil;proto=http`, 'x-forwarded-for': far, 'x-forwarded-proto': 'https' },
      [far, 'gateway:7777', undefined],
    ],
  ])('from %s with %j: %j', (peer, headers, expected) => {
    expect(see(peer, headers)).toEqual(expected);
  });

  it('asks with TLS where the listener has it, unless a trusted proxy says otherwise', () => {
    expect(see(far, { forwarded: 'proto=http' }, true)).toEqual([far, 'gateway:7777', 'https']);
    expect(see('10.0.0.1', { forwarded: `for=${far};proto=http` }, true)).toEqual([
      far,
      'gateway:7777',
      'http',
    ]);
  });

  it('is found whatever the headers hold, in time', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 200 }), (forwarded, list) => {
        const [address] = see('10.0.0.1', { forwarded, 'x-forwarded-for': list });
        expect(address).toBeTypeOf('string');
      }),
    );
    const long = `${'for="\\'.repeat(4000)}`;
    expect(forwardedHops({ forwarded: long })).toBeUndefined();
    expect(forwardedHops({ forwarded: 'for=1.2.3.4,'.repeat(1000) })).toHaveLength(32);
  });
});

describe('RESHAPR_GATEWAY_TRUSTED_PROXIES', () => {
  it.each([
    ['', []],
    ['10.0.0.0/8', [['10.0.0.0', 8]]],
    [
      ' 192.0.2.1 ,fd00::/8',
      [
        ['192.0.2.1', 32],
        ['fd00::', 8],
      ],
    ],
    ['::1', [['::1', 128]]],
  ])('%j names %j', (text, expected) => {
    expect(trustedProxiesOf({ RESHAPR_GATEWAY_TRUSTED_PROXIES: text })).toEqual(expected);
  });

  it.each([
    ['proxy.internal', 'which is no address and no network'],
    ['10.0.0.0/33', 'which is no address and no network'],
    ['0.0.0.0/0', 'every client could claim to be any other'],
    ['10.0.0.0/8;192.0.2.1', 'which is no address and no network'],
  ])('%j is refused: it holds %s', (text, why) => {
    expect(() => trustedProxiesOf({ RESHAPR_GATEWAY_TRUSTED_PROXIES: text })).toThrow(why);
  });
});
