/**
 * A process full of gateways, for the benchmarks of a fleet: everything that a gateway does with a view, each with its
 * own state, stream and directory, but for its HTTP port. Other modes do the least: answer, or keep as many bytes as a
 * gateway writes, durably, and answer.
 */
import { join } from 'node:path';
import { credentials } from '@grpc/grpc-js';
import { oauthOf, scriptingOf } from '../../src/gateway/config/serving.ts';
import { nativeConnection, nativeFeedOf } from '../../src/gateway/serve/native.ts';
import type { FeedStatus } from '../../src/gateway/stream/feed-status.ts';
import { grpcTransport } from '../../src/gateway/stream/transport.ts';
import { servedViews } from '../../src/gateway/surface/served.ts';
import { silentLog, systemClock, systemRandom, writeDurably } from '../../src/kernel/index.ts';
import { silentMetrics } from '../../test/support/silent-metrics.ts';
import type { HostMode } from './processes.ts';

const [mode, from, count, port, token, directory, bundleBytes] = process.argv.slice(2) as [
  HostMode,
  string,
  string,
  string,
  string,
  string,
  string,
];
const ports = { clock: systemClock, random: systemRandom, log: silentLog, metrics: silentMetrics };

process.on('disconnect', () => process.exit());
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.((user + system) / 1_000);
});

/** Gateways that start at once: each has a processor for itself elsewhere, and here they share one. */
const starting = 100;

let next = Number(from);
const end = next + Number(count);
if (mode === 'serve') for (let i = 0; i < starting; i++) startNext();
else for (; next < end; next++) answerOnly(join(directory, `floor-${next}`));

function startNext(): void {
  if (next < end) void serve(`gateway-${next++}`, startNext);
}

async function serve(id: string, ready: () => void): Promise<void> {
  const config = {
    control: { host: '127.0.0.1', port: Number(port), token, plaintext: true, caFile: undefined },
    id,
    labels: {},
    fqdns: [`${id}:7777`],
    host: '127.0.0.1',
    port: 0,
    stateDir: join(directory, id),
    tls: undefined,
    trustedProxies: [],
    secretsDir: join(directory, 'secrets'),
    trustedKeysFile: undefined,
    sealKeyFile: undefined,
    oauth: oauthOf({}),
    scripting: scriptingOf({}),
    auditFile: undefined,
    logLevel: 'error',
  };
  const feed = await nativeFeedOf(config, await nativeConnection(config, 'bench', ports), ports);
  let isReady = false;
  const hooks = {
    counts: () => ({ calls: 0, errors: 0 }),
    onStatus: (status: FeedStatus) => {
      if (status.ready && !isReady) ready();
      isReady ||= status.ready;
    },
  };
  await feed(hooks).run(servedViews(silentLog).server, new AbortController().signal);
}

function answerOnly(file: string): void {
  const bundle = Buffer.alloc(Number(bundleBytes));
  const written = (): Promise<void> => (mode === 'answer' ? Promise.resolve() : writeDurably(file, [bundle]));
  const { connect } = grpcTransport(`127.0.0.1:${port}`, credentials.createInsecure(), token);
  const connection = connect({
    onMessage: () => void written().then(() => connection.send({ message: undefined })),
    onClosed: () => process.exit(1),
  });
  connection.send({ message: undefined });
}
