import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { ChannelCredentials } from '@grpc/grpc-js';
import { messageOf, problem } from '../../kernel/index.ts';
import { type Feed, formatLabels, servedFormats } from '../../snapshot/index.ts';
import { defaultGatewayTiming, type GatewayIdentity, type TlsChannel, tlsChannel } from '../../wire/index.ts';
import type { GatewayConfig } from '../config.ts';
import { keptGatewayId, makeStateDirectory } from '../gateway-id.ts';
import { caUnusable } from '../problems.ts';
import { bundleStore } from '../stream/bundle-store.ts';
import { nativeFeed } from '../stream/native-feed.ts';
import { startCounter } from '../stream/start-counter.ts';
import { grpcTransport, type Transport } from '../stream/transport.ts';
import { openTrust } from '../stream/trust.ts';
import type { FeedHooks, GatewayPorts } from './start-gateway.ts';

/** Who a gateway is, and the way to its control plane. */
export interface NativeConnection {
  readonly identity: GatewayIdentity;
  readonly transport: Transport;
}

export async function nativeConnection(
  config: GatewayConfig,
  softwareVersion: string,
  { random }: Pick<GatewayPorts, 'random'>,
): Promise<NativeConnection> {
  const gatewayId = config.id ?? (await keptGatewayId(config.stateDir, random));
  const { labels, fqdns, control } = config;
  const identity = {
    gatewayId,
    instanceId: randomUUID(),
    labels,
    fqdns,
    softwareVersion,
    formats: servedFormats,
  };
  const address = control.host.includes(':')
    ? `[${control.host}]:${control.port}`
    : `${control.host}:${control.port}`;
  const channel = await channelTo(config);
  return { identity, transport: grpcTransport(address, channel.credentials, control.token, channel.options) };
}

/** The native stream as the feed of a gateway, with its bundles and pinned keys in the state directory. */
export async function nativeFeedOf(
  config: GatewayConfig,
  { identity, transport }: NativeConnection,
  ports: GatewayPorts,
): Promise<(hooks: FeedHooks) => Feed> {
  const { clock, random, log } = ports;
  await makeStateDirectory(config.stateDir);
  const trust = await openTrust(config.stateDir, config.trustedKeysFile);
  const bundles = bundleStore(config.stateDir, log);
  const starts = startCounter(config.stateDir, log);
  const timing = defaultGatewayTiming;
  return (hooks) =>
    nativeFeed({ identity, timing, transport, bundles, trust, starts, clock, random, log, ...hooks });
}

/** What a person should know of a gateway's configuration when it starts. */
export function logStart(config: GatewayConfig, { identity }: NativeConnection, ports: GatewayPorts): void {
  const { control, port } = config;
  const server = `${control.host}:${control.port}`;
  const labels = formatLabels(config.labels);
  ports.log.info('gateway starts', { gateway: identity.gatewayId, labels, port, controlPlane: server });
  if (labels === '') ports.log.warn('the gateway has no labels: it matches every group');
  if (control.plaintext)
    ports.log.warn('the stream to the control plane is not encrypted', { controlPlane: server });
}

async function channelTo({ control }: GatewayConfig): Promise<TlsChannel> {
  if (control.plaintext) return { credentials: ChannelCredentials.createInsecure(), options: {} };
  if (control.caFile === undefined) return tlsChannel(control.host, null);
  try {
    return tlsChannel(control.host, await readFile(control.caFile));
  } catch (error) {
    throw problem(caUnusable, { file: control.caFile, why: messageOf(error) }, { cause: error });
  }
}
