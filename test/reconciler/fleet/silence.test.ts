import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { group, offered, openApi, project } from '../../e2e/support/tree.ts';
import { moveUntil, openStreamBench, type StreamBench } from '../support/stream-bench.ts';

const tree = {
  'reshapr.yaml': project('shop'),
  'groups.yaml': group('default', { env: 'dev' }),
  'orders.yaml': offered('Orders', 'http://backend.invalid', 'default'),
  'specs/orders.yaml': openApi('Orders', { '/orders': 'All orders.' }),
};

let bench: StreamBench;
beforeEach(async () => {
  bench = await openStreamBench();
  await bench.apply(tree);
});
afterEach(() => bench.close());

const seconds = (count: number): number => count * 1_000;

function presenceOf(id: string): string | undefined {
  return bench.plane.fleet.gateways().find(({ peer }) => peer.gatewayId === id)?.peer.presence;
}

describe('a gateway that falls silent', () => {
  it('is late after 30 s, and back with its next beat', async () => {
    const gateway = await bench.gateway('gw');
    await expect.poll(() => bench.observed).toContain('gw active');
    bench.clock.advance(seconds(29));
    expect(presenceOf('gw')).toBe('connected');
    bench.clock.advance(seconds(2));
    expect(presenceOf('gw')).toBe('late');
    gateway.clock.advance(seconds(10));
    await expect.poll(() => presenceOf('gw')).toBe('connected');
    expect(bench.observed.slice(-2)).toEqual(['gw late', 'gw back']);
  });

  it('is unsynchronized after five minutes, serves on, and comes back by a full registration', async () => {
    const gateway = await bench.gateway('gw');
    await expect.poll(() => bench.observed).toContain('gw active');
    const before = bench.observed.length;
    bench.clock.advance(seconds(300));
    expect(presenceOf('gw')).toBe('unsynchronized');
    expect(bench.observed.slice(before)).toEqual(['gw late', 'gw unsynchronized']);
    // Nobody waits for it any more, and what it misses comes when it is back.
    expect(gateway.tools('acme', 'orders')).toEqual(['get_orders']);
    await bench.apply({ ...tree, 'specs/orders.yaml': openApi('Orders', { '/parts': 'All parts.' }) });
    await expect.poll(() => gateway.status().connected).toBe(false);
    expect(gateway.tools('acme', 'orders')).toEqual(['get_orders']);

    await moveUntil(gateway.clock, () => presenceOf('gw') === 'connected');
    await expect.poll(() => gateway.tools('acme', 'orders')).toEqual(['get_parts']);
    await expect.poll(() => bench.observed.slice(before + 2)).toContain('gw active');
    expect(bench.observed.slice(before + 2, before + 4)).toEqual(['gw registered', 'gw sending']);
  });
});

describe('a gateway whose right ends', () => {
  it('goes on serving when its token expires, says so, and asks again rarely', async () => {
    const gateway = await bench.gateway('gw', { token: await bench.token('short', seconds(20)) });
    await expect.poll(() => bench.observed).toContain('gw active');
    bench.clock.advance(seconds(21));
    await expect.poll(() => gateway.status().refused).toBe("the API token 'short' has expired");
    expect(presenceOf('gw')).toBeUndefined();
    expect(gateway.status()).toMatchObject({ ready: true, connected: false });
    expect(gateway.tools('acme', 'orders')).toEqual(['get_orders']);
    expect(gateway.log.lines.filter(({ level }) => level === 'error')).toEqual([
      expect.objectContaining({ message: expect.stringContaining('it goes on serving') }),
    ]);

    const asked = (): number =>
      bench.log.lines.filter(({ message }) => message === 'a gateway is refused').length;
    gateway.clock.advance(seconds(59));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(asked()).toBe(0);
    await moveUntil(gateway.clock, () => asked() === 1);
    await expect.poll(() => gateway.status().refused).toMatch(/^the API token 'short' expired at /);
    expect(gateway.tools('acme', 'orders')).toEqual(['get_orders']);
  });

  it('goes on serving when a control plane that came back does not know its token', async () => {
    const first = await bench.gateway('gw');
    await expect.poll(() => bench.observed).toContain('gw active');
    await first.stop();
    const again = await bench.gateway('gw', {
      directory: first.directory,
      token: 'acme-of-another-time',
      unreachable: true,
    });
    await moveUntil(again.clock, () => again.status().ready);
    again.reach();
    await moveUntil(again.clock, () => again.status().refused !== undefined);
    expect(again.status()).toEqual({
      ready: true,
      connected: false,
      refused: 'the API token is not known here',
    });
    expect(again.tools('acme', 'orders')).toEqual(['get_orders']);
  });

  it('stops and deletes what it kept when its token is revoked', async () => {
    const gateway = await bench.gateway('gw');
    await expect.poll(() => bench.observed).toContain('gw active');
    const { tokenId } = bench.plane.fleet.gateways()[0] ?? { tokenId: '' };
    expect(await readdir(gateway.directory)).toContain('bundles');
    bench.plane.fleet.refuseToken(tokenId, 'revoked', 'it was revoked');
    expect(await gateway.ended).toContain('it was revoked');
    await expect.poll(() => readdir(gateway.directory)).not.toContain('bundles');
  });
});
