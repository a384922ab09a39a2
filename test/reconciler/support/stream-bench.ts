import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChannelCredentials } from '@grpc/grpc-js';
import { bundleStore } from '../../../src/gateway/stream/bundle-store.ts';
import type { FeedStatus } from '../../../src/gateway/stream/feed-status.ts';
import { nativeFeed } from '../../../src/gateway/stream/native-feed.ts';
import { startCounter } from '../../../src/gateway/stream/start-counter.ts';
import { type Connect, grpcTransport } from '../../../src/gateway/stream/transport.ts';
import { openTrust } from '../../../src/gateway/stream/trust.ts';
import { type Served, servedViews } from '../../../src/gateway/surface/served.ts';
import { messageOf, systemRandom, type WriteDurably } from '../../../src/kernel/index.ts';
import { createToken, openGrpcServer } from '../../../src/reconciler/index.ts';
import { type BuildResult, servedFormats, type View, type ViewServer } from '../../../src/snapshot/index.ts';
import { defaultGatewayTiming } from '../../../src/wire/index.ts';
import { type ManualClock, manualClock } from '../../gateway/mcp/support/manual-clock.ts';
import { recordingLog } from '../../support/recording-ports.ts';
import { openTestPlane, type TestPlane, type TestPlaneOptions } from '../../support/test-plane.ts';

/** A control plane and gateways in this process, over real streams, each with a clock that a test moves. */
export interface StreamBench extends TestPlane {
  readonly clock: ManualClock;
  readonly port: number;
  readonly log: ReturnType<typeof recordingLog>;
  /** Transitions of gateways, as `<gateway id> <what>`. */
  readonly observed: readonly string[];
  /** A gateway token; it lives a day unless it is said otherwise. */
  token(name: string, lifeMs?: number, organization?: string): Promise<string>;
  gateway(id: string, options?: BenchGatewayOptions): Promise<BenchGateway>;
}

interface BenchGatewayOptions {
  readonly token?: string;
  readonly instance?: string;
  /** A state directory of its own when absent. */
  readonly directory?: string;
  readonly write?: WriteDurably;
  /** Nobody answers it, until `reach`. */
  readonly unreachable?: boolean;
  /** The port that it connects to: that of a relay. */
  readonly port?: number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly software?: string;
  readonly formats?: readonly string[];
  /** What it makes of a view, in place of building it: undefined builds it. */
  readonly answer?: (view: View) => Promise<BuildResult> | undefined;
  readonly counts?: () => { readonly calls: number; readonly errors: number };
}

export interface BenchGateway {
  readonly clock: ManualClock;
  readonly directory: string;
  readonly served: Served;
  readonly log: ReturnType<typeof recordingLog>;
  status(): FeedStatus;
  /** Revisions of the views that it was ever asked to build. */
  readonly seen: readonly number[];
  /** `stopped`, or the message of the problem that it ended with. */
  readonly ended: Promise<string>;
  stop(): Promise<string>;
  /** From now on its control plane answers. */
  reach(): void;
  /** Names of the tools of an endpoint; undefined when it is not served. */
  tools(organization: string, name: string): string[] | undefined;
}

/** A control plane that cannot be reached. */
const nobody: Connect = ({ onClosed }) => {
  queueMicrotask(() => onClosed('nobody is there'));
  return { send: () => undefined, close: () => undefined };
};

const day = 24 * 60 * 60 * 1000;

export async function openStreamBench(
  given: Pick<TestPlaneOptions, 'between' | 'directory' | 'signingKey'> = {},
): Promise<StreamBench> {
  const root = await mkdtemp(join(tmpdir(), 'reshapr-stream-'));
  const clock = manualClock(Date.now());
  const log = recordingLog();
  const test = await openTestPlane({ clock, log, ...given });
  const grpc = await openGrpcServer(test.plane, { host: '127.0.0.1', port: 0, tls: undefined }, log);
  const observed: string[] = [];
  test.plane.fleet.onObservation(({ peer }, { type }) => observed.push(`${peer.gatewayId} ${type}`));
  const gateways: BenchGateway[] = [];

  async function token(name: string, lifeMs = day, organization = 'acme'): Promise<string> {
    const wanted = { organization, name, role: 'gateway', validityDays: 1, author: 'test' } as const;
    const earlier = { ...clock, now: () => clock.now() + lifeMs - day };
    return (await createToken(test.plane.ledger, wanted, { clock: earlier, random: systemRandom })).text;
  }

  return {
    ...test,
    clock,
    port: grpc.port,
    log,
    observed,
    token,
    gateway: async (id, options = {}) => {
      const directory = options.directory ?? (await mkdtemp(join(root, 'gateway-')));
      const credential = options.token ?? (await token(`${id}-${gateways.length}`));
      const identity = {
        ...{ gatewayId: id, instanceId: options.instance ?? `${id}-${gateways.length}` },
        ...{ labels: options.labels ?? { env: 'dev' }, fqdns: [`${id}.example:7777`] },
        ...{ softwareVersion: options.software ?? 'test', formats: options.formats ?? servedFormats },
      };
      const own = manualClock(Date.now());
      const ownLog = recordingLog();
      const served = servedViews(ownLog);
      const stopping = new AbortController();
      const reachable = grpcTransport(
        `127.0.0.1:${options.port ?? grpc.port}`,
        ChannelCredentials.createInsecure(),
        credential,
      );
      let connect = options.unreachable ? nobody : reachable.connect;
      let status: FeedStatus = { ready: false, connected: false, refused: undefined };
      const feed = nativeFeed({
        ...{ identity, timing: defaultGatewayTiming, clock: own, random: systemRandom, log: ownLog },
        transport: { connect: (events) => connect(events), stop: reachable.stop },
        bundles: bundleStore(directory, ownLog, options.write),
        trust: await openTrust(directory, undefined),
        starts: startCounter(directory, ownLog),
        counts: options.counts ?? (() => ({ calls: 0, errors: 0 })),
        onStatus: (next) => {
          status = next;
        },
      });
      const seen: number[] = [];
      const server: ViewServer = {
        build: (view) => {
          seen.push(view.header.revision);
          return options.answer?.(view) ?? served.server.build(view);
        },
      };
      const ended = feed.run(server, stopping.signal).then(
        () => 'stopped',
        (error: unknown) => messageOf(error),
      );
      const gateway: BenchGateway = {
        clock: own,
        directory,
        served,
        seen,
        log: ownLog,
        status: () => status,
        ended,
        stop: () => {
          stopping.abort();
          return ended;
        },
        reach: () => {
          connect = reachable.connect;
        },
        tools: (organization, name) => {
          const route = served.surfaces.route([organization, name]);
          return route === undefined ? undefined : [...route.surface.tools.keys()].sort();
        },
      };
      gateways.push(gateway);
      return gateway;
    },
    close: async () => {
      await Promise.all(gateways.map((gateway) => gateway.stop()));
      await grpc.close();
      await test.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Moves a clock in steps of a second, with time for what the others send, until something is so. */
export async function moveUntil(clock: ManualClock, isSo: () => boolean): Promise<void> {
  for (let step = 0; step < 2_000 && !isSo(); step++) {
    clock.advance(1_000);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  if (!isSo()) throw new Error(`it did not come about: ${String(isSo)}`);
}
