import { bundleStore } from '../../../../src/gateway/stream/bundle-store.ts';
import type { FeedStatus } from '../../../../src/gateway/stream/feed-status.ts';
import { nativeFeed } from '../../../../src/gateway/stream/native-feed.ts';
import { startCounter } from '../../../../src/gateway/stream/start-counter.ts';
import type { Connect } from '../../../../src/gateway/stream/transport.ts';
import { openTrust } from '../../../../src/gateway/stream/trust.ts';
import { silentLog, systemRandom } from '../../../../src/kernel/index.ts';
import type { ViewServer } from '../../../../src/snapshot/index.ts';
import {
  type ConnectResponse,
  decodeToControl,
  defaultGatewayTiming,
  encodeToGateway,
  type SigningKey,
  type ToControl,
} from '../../../../src/wire/index.ts';
import { manualClock } from '../../mcp/support/manual-clock.ts';

/** A gateway whose control plane welcomes it and then says what it is told to. */
export async function scriptedGateway(
  directory: string,
  server: ViewServer,
  script: readonly ConnectResponse[],
  keys: readonly SigningKey[] = [],
) {
  const stopping = new AbortController();
  const heard: ToControl[] = [];
  const statuses: FeedStatus[] = [];
  const connect: Connect = ({ onMessage }) => ({
    send: (request) => {
      const message = decodeToControl(request);
      if (message !== undefined) heard.push(message);
      if (message?.type !== 'hello') return;
      const facts = { organization: 'acme', groups: [], beatIntervalMs: 10_000, softwareVersion: 'test' };
      onMessage(encodeToGateway({ type: 'welcome', ...facts, keys, inventoryWanted: false, nowMs: 0 }));
      for (const answer of script) onMessage(answer);
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
    onStatus: (status) => void statuses.push(status),
  });
  const ended = feed.run(server, stopping.signal);
  return {
    heard,
    statuses,
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}
