import { describe, expect, test } from 'vitest';
import type { RefuseReason } from '../../../src/wire/index.ts';
import { gatewayBench } from '../support/gateway-bench.ts';
import { desiredOf } from '../support/views.ts';

const view = desiredOf(7, { a: 'a' });
const reasons: readonly RefuseReason[] = [
  'unknown',
  'expired',
  'not-allowed',
  'duplicate-id',
  'incompatible',
  'protocol',
];

describe.each(reasons)('refused as %s', (reason) => {
  test('a starting gateway ends, and does not use its bundle', () => {
    const bench = gatewayBench({ active: view });
    bench.connected();
    const told = bench.take({ type: 'refuse', reason, message: 'no' });
    expect(told).toEqual([`(refused ${reason})`, 'hang-up', 'end badly']);
    expect(bench.disconnected()).toEqual([]);
  });

  test('a serving gateway goes on, and asks again slowly', () => {
    const bench = gatewayBench().serving(view);
    bench.disconnected();
    bench.pass(20_000);
    bench.connected();
    expect(bench.take({ type: 'refuse', reason, message: 'no' })).toEqual([`(refused ${reason})`, 'hang-up']);
    expect(bench.serves()).toBe('1.7');
    expect(bench.pass(59_999)).toEqual([]);
    expect(bench.pass(30_001)).toEqual(['connect']);
  });
});

describe('revoked: the bundles are deleted, and the gateway ends', () => {
  test.each(['starting', 'serving'])('%s', (when) => {
    const bench = when === 'serving' ? gatewayBench().serving(view) : gatewayBench({ active: view });
    if (when === 'starting') bench.connected();
    expect(bench.take({ type: 'refuse', reason: 'revoked', message: 'no' })).toEqual([
      '(refused revoked)',
      'hang-up',
      'wipe',
      'end badly',
    ]);
  });

  test('a view that was on its way does not take effect any more', () => {
    const bench = gatewayBench().serving(view);
    const next = desiredOf(8, { b: 'b' });
    bench.receive(next, 2);
    bench.activate(next, 2);
    bench.verified(next);
    bench.built();
    bench.take({ type: 'refuse', reason: 'revoked', message: 'no' });
    expect(bench.persisted()).toEqual([]);
  });
});
