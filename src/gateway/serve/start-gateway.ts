import { readFile, realpath, stat } from 'node:fs/promises';
import type { Tracer } from '@opentelemetry/api';
import { type Clock, type Log, type Metrics, type Random, systemUptime } from '../../kernel/index.ts';
import type { Feed } from '../../snapshot/index.ts';
import { publicOrigins } from '../access/endpoint-urls.ts';
import { openIssuers } from '../access/issuers.ts';
import { openGuard } from '../access/open-guard.ts';
import { auditTo } from '../audit/audit.ts';
import type { AuditSink } from '../audit/sink.ts';
import { toolCaller } from '../backends/call-tool.ts';
import { contentReader } from '../backends/content/read-content.ts';
import { graphqlCaller } from '../backends/graphql/call-graphql.ts';
import { grpcCaller } from '../backends/grpc/grpc-caller.ts';
import { httpBackends } from '../backends/http-backends.ts';
import { retriesOf } from '../backends/retries.ts';
import { dispatchCalls } from '../calls/dispatch.ts';
import { clientOf as clientsBehind } from '../client/client-of.ts';
import { type ServingConfig, scriptingOf } from '../config/serving.ts';
import type { Environment } from '../config/values.ts';
import { presenter } from '../credentials/presenter.ts';
import { issuedTokens } from '../credentials/tokens.ts';
import { elicitationOf } from '../elicitation/elicitation.ts';
import { pageServer } from '../elicitation/serve-pages.ts';
import { type GroupShares, groupShares } from '../limits/group-shares.ts';
import { limitedCalls } from '../limits/limited-calls.ts';
import { mcpHandler } from '../mcp/handler.ts';
import { hostGuard } from '../mcp/http/host-guard.ts';
import type { CallTool } from '../mcp/options.ts';
import { scriptPool } from '../scripts/pool.ts';
import { secretsOf } from '../secrets/secrets.ts';
import type { FeedStatus } from '../stream/feed-status.ts';
import { isInputRequired } from '../surface/input-required.ts';
import { type Served, servedViews } from '../surface/served.ts';
import { tracedBy } from '../tracing/traced.ts';
import { type HttpListener, listenHttp } from './http-routes.ts';
import { sealKeys } from './seal-keys.ts';
import { serveCertificate } from './tls/serve-certificate.ts';

export interface GatewayPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Where audit events go; nowhere when left out. */
  readonly audit?: AuditSink;
  /** Makes spans; none are made when left out. */
  readonly tracing?: GatewayTracing;
}

export interface GatewayTracing {
  readonly tracer: Tracer;
  /** Sends what is left. */
  close(): Promise<void>;
}

export interface GatewayOptions {
  readonly config: Pick<ServingConfig, 'host' | 'port' | 'fqdns' | 'secretsDir' | 'sealKeyFile'> &
    Partial<Pick<ServingConfig, 'scripting' | 'oauth' | 'tls' | 'trustedProxies'>>;
  /** What references of manifests are resolved against. */
  readonly env: Environment;
  readonly softwareVersion: string;
  /** Makes the feed; the gateway tells it what it counts and hears from it how it stands. */
  feed(hooks: FeedHooks): Feed;
}

export interface FeedHooks {
  counts(): { readonly calls: number; readonly errors: number };
  onStatus(status: FeedStatus): void;
  onGroupSizes?: GroupShares['told'];
}

export interface RunningGateway {
  readonly port: number;
  readonly served: Served;
  /** Settles when the feed ends: after `stop`, or by a problem when the control plane refuses it. */
  readonly feedEnded: Promise<void>;
  /** Goodbye to the control plane, then no new calls, then the calls in flight, then the port. */
  stop(): Promise<void>;
}

/** Milliseconds that calls in flight get when the gateway stops. */
const drainLimit = 30_000;

export async function startServing(options: GatewayOptions, ports: GatewayPorts): Promise<RunningGateway> {
  const { config, env, softwareVersion } = options;
  const { clock, random, log, metrics } = ports;
  const served = servedViews(log);
  const secrets = secretsOf({
    environment: env,
    directory: config.secretsDir,
    files: { readFile, realpath, stat },
  });
  const backends = httpBackends({ log, metrics, clock, version: softwareVersion });
  const retries = retriesOf({ clock, random, metrics });
  const issuers = await openIssuers(config.oauth);
  const { ask } = issuers;
  const seals = await sealKeys(config.sealKeyFile, random, log);
  const elicitation = elicitationOf(seals, { clock, random });
  const { elicited } = elicitation;
  const present = presenter({ secrets, tokens: issuedTokens({ ask, secrets, clock }), elicited });
  const parts = { backends, present, log, retries };
  const grpc = grpcCaller({ present, log, metrics, clock, version: softwareVersion, retries });
  const traced = tracedBy(ports.tracing?.tracer);
  const http = traced.backend(toolCaller(parts));
  const graphql = traced.backend(graphqlCaller(parts));
  const grpcCall = traced.backend(grpc.call);
  const { scripting: settings = scriptingOf({}) } = config;
  const stopCertificate = new AbortController();
  const certificate =
    config.tls && (await serveCertificate(config.tls, { clock, log, metrics }, stopCertificate.signal));
  const clientOf = clientsBehind(config.trustedProxies ?? [], certificate !== undefined);
  const guardPorts = { ask, secrets, surfaces: served.surfaces, clock, log, metrics };
  const guard = openGuard(config.fqdns, clientOf, guardPorts);
  const pool = scriptPool({ settings, log });
  const scripts = { pool, settings, surfaces: served.surfaces, holdsKey: guard.holdsKey, log };
  const counted = countedCalls(dispatchCalls({ http, graphql, grpc: grpcCall, scripts, elicited, log }));
  const shares = groupShares(metrics);
  const handler = mcpHandler({
    surfaces: served.surfaces,
    access: guard.access,
    // Outside of what is counted: a call that is refused does not speak against a revision.
    call: traced.calls(
      limitedCalls(counted.call, { uptime: systemUptime, log, metrics, sharesOf: shares.of }),
    ),
    fetchContent: traced.content(contentReader({ backends, present, log })),
    clock,
    random,
    log,
    metrics,
    sealKeys: seals,
    allowedHosts: config.fqdns,
    clientOf,
    audit: ports.audit && auditTo(ports.audit),
  });
  const mcp = traced.handler(handler, { surfaces: served.surfaces, clientOf });

  const originOf = publicOrigins(config.fqdns);
  const pages = pageServer({
    ...{ ...elicitation, surfaces: served.surfaces, ask, secrets, random, log },
    hostGuard: hostGuard(config.fqdns),
    originOf: (request) => originOf(clientOf(request)),
  });

  let status: FeedStatus = { ready: false, connected: false, refused: undefined };
  let stopping = false;
  const connected = metrics.gauge(
    'reshapr_control_plane_connected',
    'Whether the stream to the control plane is open.',
  );
  const readiness = {
    notReady: () => (stopping ? 'the gateway stops' : status.ready ? undefined : 'no view is served yet'),
    details: () => ({
      ...(status.connected === undefined ? {} : { connected: status.connected }),
      ...(status.refused === undefined ? {} : { refused: status.refused }),
      revision: served.header()?.revision ?? null,
      endpoints: served.surfaces.all().length,
    }),
  };
  const listener: HttpListener = await listenHttp(
    config,
    certificate?.first,
    { mcp, metadata: guard.metadata, pages },
    readiness,
    metrics,
  );

  const certificateEnded = certificate?.follow(listener.useCertificate);

  const stopFeed = new AbortController();
  const feed = options.feed({
    counts: counted.counts,
    onGroupSizes: shares.told,
    onStatus: (next) => {
      status = next;
      if (next.connected !== undefined) connected.set(next.connected ? 1 : 0);
    },
  });
  const feedEnded = feed.run(served.server, stopFeed.signal);
  feedEnded.catch(() => undefined);

  return {
    port: listener.port,
    served,
    feedEnded,
    stop: async () => {
      stopping = true;
      listener.letGo();
      stopFeed.abort();
      await feedEnded.catch(() => undefined);
      const limit = new AbortController();
      await Promise.race([mcp.drain(), clock.sleep(drainLimit, limit.signal)]);
      limit.abort();
      mcp.close();
      await pool.close();
      grpc.close();
      issuers.close();
      stopCertificate.abort();
      await certificateEnded;
      await Promise.all([listener.close(), backends.close(AbortSignal.timeout(1_000))]);
      // What was cut off at the last moment is told of, too.
      await ports.audit?.close();
      await ports.tracing?.close();
    },
  };
}

/** Counts calls for the beats: all, and those that failed, here or at the backend. */
function countedCalls(callTool: CallTool): {
  call: CallTool;
  counts: () => { calls: number; errors: number };
} {
  let calls = 0;
  let errors = 0;
  return {
    counts: () => ({ calls, errors }),
    call: async (surface, tool, args, context) => {
      calls++;
      try {
        const result = await callTool(surface, tool, args, context);
        if (!isInputRequired(result) && result.isError) errors++;
        return result;
      } catch (error) {
        if (!context.signal.aborted) errors++;
        throw error;
      }
    },
  };
}
