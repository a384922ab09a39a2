import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bundleStore } from '../../../src/gateway/stream/bundle-store.ts';
import { nativeFeed } from '../../../src/gateway/stream/native-feed.ts';
import { startCounter } from '../../../src/gateway/stream/start-counter.ts';
import type { Connect } from '../../../src/gateway/stream/transport.ts';
import { openTrust } from '../../../src/gateway/stream/trust.ts';
import { servedViews } from '../../../src/gateway/surface/served.ts';
import { silentLog, systemRandom } from '../../../src/kernel/index.ts';
import { defaultGatewayTiming, encodeToGateway, type Welcome } from '../../../src/wire/index.ts';
import { manualClock } from '../mcp/support/manual-clock.ts';

const welcome: Welcome = {
  ...{ type: 'welcome', organization: 'acme', groups: [], beatIntervalMs: 10_000, keys: [] },
  ...{ inventoryWanted: false, softwareVersion: 'test', nowMs: 0 },
};

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reshapr-readiness-'));
});
afterEach(() => rm(directory, { recursive: true }));

it.each([
  { reason: 'nothing-desired', ready: true },
  { reason: 'rejected-before', ready: false },
] as const)(
  'a gateway without a view is ready: $ready, when the reason is $reason',
  async ({ reason, ready }) => {
    const stop = new AbortController();
    const seen: boolean[] = [];
    const none = { transaction: 1, mode: 'none', reason, puts: 0, removes: 0, bytes: 0 } as const;
    const connect: Connect = ({ onMessage }) => ({
      send: ({ message }) => {
        if (message?.$case !== 'hello') return;
        onMessage(encodeToGateway(welcome));
        onMessage(encodeToGateway({ type: 'intent', ...none }));
      },
      close: () => undefined,
    });
    const feed = nativeFeed({
      identity: {
        ...{ gatewayId: 'gw', instanceId: 'gw-1', labels: {}, fqdns: [] },
        ...{ softwareVersion: 'test', formats: [] },
      },
      ...{ timing: defaultGatewayTiming, clock: manualClock(), random: systemRandom, log: silentLog },
      transport: { connect, stop: () => undefined },
      bundles: bundleStore(directory, silentLog),
      trust: await openTrust(directory, undefined),
      starts: startCounter(directory, silentLog),
      counts: () => ({ calls: 0, errors: 0 }),
      onStatus: (status) => seen.push(status.connected && status.ready),
    });
    const ended = feed.run(servedViews(silentLog).server, stop.signal);
    await expect.poll(() => seen.length).toBeGreaterThanOrEqual(3);
    expect(seen.at(-1)).toBe(ready);
    stop.abort();
    await ended;
  },
);
