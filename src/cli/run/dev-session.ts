import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type GatewayConfig,
  nativeConnection,
  nativeFeedOf,
  oauthOf,
  type RunningGateway,
  scriptingOf,
  startServing,
} from '../../gateway/index.ts';
import type { Log } from '../../kernel/index.ts';
import { applyHead, type CompiledHead, createToken, progressOf } from '../../reconciler/index.ts';
import { defaultControlTiming } from '../../wire/index.ts';
import type { Io } from '../io.ts';
import { promMetrics } from '../ports/prom-metrics.ts';
import { softwareVersion } from '../version.ts';
import { type RunningControlPlane, startControlPlane } from './start-control-plane.ts';

/** A control plane and a gateway in this process, talking over a loopback socket like any others. */
export interface DevSession {
  readonly gateway: RunningGateway;
  /** Applies a compiled tree; resolves with its revision when the gateway serves it. */
  apply(head: CompiledHead): Promise<number>;
  close(): Promise<void>;
}

/** Milliseconds that the gateway has to take a revision. */
const patience = 30_000;

export async function startDevSession(
  organization: string,
  port: number,
  io: Io,
  log: Log,
): Promise<DevSession> {
  const directory = await mkdtemp(join(tmpdir(), 'reshapr-dev-'));
  const metrics = promMetrics();
  const control = await startControlPlane(
    {
      stateDir: join(directory, 'control'),
      signingKeyFile: undefined,
      organization,
      listen: { host: '127.0.0.1', port: 0 },
      tls: undefined,
      timing: defaultControlTiming,
    },
    io,
    log,
    metrics,
  );
  try {
    const registered = nextRegistration(control);
    const gateway = await startGateway(control, organization, join(directory, 'gateway'), port, io, log);
    await registered;
    return {
      gateway,
      apply: (head) => apply(control, head, io),
      close: async () => {
        await gateway.stop();
        await control.close();
        await rm(directory, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await control.close();
    await rm(directory, { recursive: true, force: true });
    throw error;
  }
}

function nextRegistration({ plane }: RunningControlPlane): Promise<void> {
  return new Promise((resolve) => {
    const stop = plane.fleet.onObservation((_, what) => {
      if (what.type !== 'registered') return;
      stop();
      resolve();
    });
  });
}

/** A gateway without labels: it matches every group, so that all of a tree can be tried. */
async function startGateway(
  control: RunningControlPlane,
  organization: string,
  stateDir: string,
  port: number,
  io: Io,
  log: Log,
): Promise<RunningGateway> {
  const { ledger } = control.plane;
  const wanted = { organization, name: 'dev', role: 'gateway', validityDays: 1, author: 'dev' } as const;
  const { text: token } = await createToken(ledger, wanted, io);
  const config: GatewayConfig = {
    control: { host: '127.0.0.1', port: control.server.port, token, plaintext: true, caFile: undefined },
    id: 'dev',
    labels: {},
    fqdns: [`localhost:${port}`],
    host: '127.0.0.1',
    port,
    tls: undefined,
    trustedProxies: [],
    stateDir,
    secretsDir: io.env['RESHAPR_SECRETS_DIR'] ?? join(stateDir, 'secrets'),
    trustedKeysFile: undefined,
    sealKeyFile: undefined,
    oauth: oauthOf(io.env),
    scripting: scriptingOf(io.env),
    auditFile: undefined,
    logLevel: 'warn',
  };
  const ports = { clock: io.clock, random: io.random, log, metrics: promMetrics() };
  const feed = await nativeFeedOf(config, await nativeConnection(config, softwareVersion, io), ports);
  return startServing({ config, env: io.env, softwareVersion, feed }, ports);
}

async function apply({ plane }: RunningControlPlane, head: CompiledHead, io: Io): Promise<number> {
  const revision = await applyHead(plane, head, {
    commit: undefined,
    author: 'dev',
    compiler: softwareVersion,
    mayRemoveAll: true,
    supersede: true,
    timeoutMs: patience,
    policies: 'ignored',
  });
  const steps = progressOf(plane, revision, undefined, io.signal);
  for await (const { state, gateways } of steps) {
    if (state === 'complete' || state === 'waiting') continue;
    const findings = gateways.flatMap((gateway) => gateway.findings);
    throw new Error(`the gateway did not take the revision: ${findings.join('; ') || state}`);
  }
  return revision.sequence;
}
