import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expositionId, groupId, looksLikeId, planId, serviceId } from '../../src/snapshot/index.ts';

/** RFC 4648 base32 in lower case, bit by bit. */
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const digits = bits.match(/.{5}/g) ?? [];
  return digits.map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five, 2)]).join('');
}

function expected(identity: readonly string[]): string {
  return base32(createHash('sha256').update(JSON.stringify(identity)).digest().subarray(0, 10));
}

describe('ids', () => {
  it('are these, for ever: URLs are made of them', () => {
    const service = serviceId('acme', 'Orders', '2.1');
    const plan = planId(service, 'partners');
    expect([service, plan, expositionId(plan, 'eu'), groupId('acme', 'eu')]).toEqual([
      'brn5kgevqki77p4h',
      '4rqbyiulolrhnwwg',
      'tcaec26zkxboc43m',
      'qgb2nz3e47wvc4fi',
    ]);
  });

  it('are 80 bits of SHA-256 over the canonical identity', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (organization, name, version) => {
        const id = serviceId(organization, name, version);
        expect(id).toBe(expected(['Service', organization, name, version]));
        expect(looksLikeId(id)).toBe(true);
        expect(planId(id, name)).toBe(expected(['ConfigurationPlan', id, name]));
        expect(expositionId(id, name)).toBe(expected(['Exposition', id, name]));
        expect(groupId(organization, name)).toBe(expected(['GatewayGroup', organization, name]));
      }),
    );
  });

  it('depend on where one part ends and the next begins', () => {
    expect(serviceId('a', 'bc', 'd')).not.toBe(serviceId('ab', 'c', 'd'));
  });

  it.each([
    ['abcdefghijklmnop', true],
    ['abcdefghijklmno', false],
    ['abcdefghijklmnopq', false],
    ['abcdefghijklmno1', false],
    ['Abcdefghijklmnop', false],
  ])('%s looks like an id: %s', (text, is) => {
    expect(looksLikeId(text)).toBe(is);
  });
});
