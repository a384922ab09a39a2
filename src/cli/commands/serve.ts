import ansis from 'ansis';
import { problem } from '../../kernel/index.ts';
import {
  adminTokenFile,
  localTls,
  openHttpServer,
  readTls,
  type ServerTls,
  stateProblem,
  syncSource,
} from '../../reconciler/index.ts';
import { controlTimingOf } from '../../wire/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { pinoLog } from '../ports/pino-log.ts';
import { promMetrics } from '../ports/prom-metrics.ts';
import { usage } from '../problems.ts';
import { authority, isLoopback, type ListenAddress, parseListen } from '../run/listen-address.ts';
import { type RunningControlPlane, startControlPlane } from '../run/start-control-plane.ts';
import { stateDirOf } from '../run/state-directory.ts';
import { syncedSource } from '../run/synced-source.ts';
import { softwareVersion } from '../version.ts';

interface Options {
  readonly state?: string;
  readonly source?: string[];
  readonly interval: number;
  readonly organization: string;
  readonly listen?: string;
  readonly http: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsName?: string[];
  readonly tls: boolean;
  readonly plaintext?: boolean;
  readonly signingKey?: string;
  readonly beat: number;
  readonly history: number;
}

export async function run(io: Io, options: Options): Promise<number> {
  const stateDir = stateDirOf(options.state, io.env);
  const listen = listenOf(options);
  const http = parseListen(options.http, '--http');
  const log = pinoLog(io.env['RESHAPR_LOG_LEVEL'] ?? 'info', 'reshapr-control');
  const metrics = promMetrics();
  const sources = await Promise.all((options.source ?? []).map((text) => syncedSource(text, io)));
  const tls = await tlsOf(options, stateDir, io);
  const { organization, history } = options;
  const timing = controlTimingOf(options.beat * 1_000);
  const signingKeyFile = options.signingKey;
  const settings = { stateDir, signingKeyFile, organization, listen, tls: tls.server, timing, history };
  const running = await startControlPlane(settings, io, log, metrics);
  const httpServer = await openHttpServer(http, metrics).catch(async (error: unknown) => {
    await running.close();
    throw error;
  });
  printStart(io, running, { listen, stateDir, caFile: tls.caFile, secure: tls.server !== undefined });

  const interval = options.interval * 1_000;
  const syncs = sources.map((source) => {
    const settingsOfSync = { source, intervalMs: interval, compiler: softwareVersion, clock: io.clock, log };
    return syncSource(running.plane, settingsOfSync, io.signal);
  });
  await aborted(io.signal);
  log.info('the control plane goes down');
  await Promise.all(syncs);
  await httpServer.close();
  await running.close();
  return exitCodes.ok;
}

/** With TLS anywhere; without it on loopback, unless `--plaintext` says that it is meant. */
function listenOf({ listen, tls, plaintext, tlsCert, tlsKey }: Options): ListenAddress {
  const secure = tls && plaintext !== true;
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw problem(usage, { why: '--tls-cert and --tls-key belong together', hint: 'give both' });
  const address = parseListen(
    listen ?? (secure || plaintext ? '0.0.0.0:5555' : '127.0.0.1:5555'),
    '--listen',
  );
  if (!secure && plaintext !== true && !isLoopback(address.host))
    throw problem(usage, {
      why: `without TLS a control plane listens on loopback only, not on ${address.host}`,
      hint: 'leave --no-tls away, or say --plaintext if the network is trusted',
    });
  return address;
}

async function tlsOf(
  { tls, plaintext, tlsCert, tlsKey, tlsName }: Options,
  stateDir: string,
  io: Io,
): Promise<{ server: ServerTls | undefined; caFile: string | undefined }> {
  if (!tls || plaintext === true) return { server: undefined, caFile: undefined };
  if (tlsCert !== undefined && tlsKey !== undefined)
    return { server: await readTls(tlsCert, tlsKey), caFile: undefined };
  const made = await localTls(stateDir, tlsName ?? [], io).catch((error: unknown) => {
    throw stateProblem(stateDir, error);
  });
  return { server: made, caFile: made.caFile };
}

interface Started {
  readonly listen: ListenAddress;
  readonly stateDir: string;
  readonly caFile: string | undefined;
  readonly secure: boolean;
}

/** What a person needs next, ready to be pasted. */
function printStart(
  io: Io,
  { server, adminToken }: RunningControlPlane,
  { listen, stateDir, caFile, secure }: Started,
): void {
  const host = listen.host === '0.0.0.0' || listen.host === '::' ? 'localhost' : listen.host;
  const address = `${secure ? 'https' : 'http'}://${authority({ host, port: server.port })}`;
  const ca = caFile === undefined ? [] : [`export RESHAPR_SERVER_CA=${caFile}`];
  const gatewayCa = caFile === undefined ? [] : [`export RESHAPR_CTRL_TLS_CA=${caFile}`];
  io.console.err(
    [
      `${ansis.bold('reshapr control plane')} ${softwareVersion} at ${address}`,
      `  state in ${stateDir}`,
      ...(adminToken === undefined ? [] : [`  a first admin token is in ${adminTokenFile(stateDir)}`]),
      '',
      ansis.dim('# the command line, in another shell'),
      `export RESHAPR_SERVER=${address}`,
      ...ca,
      `export RESHAPR_TOKEN=$(cat ${adminTokenFile(stateDir)})`,
      '',
      ansis.dim('# a gateway'),
      `export RESHAPR_CTRL_HOST=${host} RESHAPR_CTRL_PORT=${server.port}${secure ? '' : ' RESHAPR_CTRL_TLS_PLAINTEXT=true'}`,
      ...gatewayCa,
      'export RESHAPR_GATEWAY_LABELS="env=dev;team=reshapr"',
      'export RESHAPR_CTRL_TOKEN=$(reshapr api-token create my-gateway -v 30 -o token)',
      'reshapr gateway',
      '',
    ].join('\n'),
  );
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
