import ansis from 'ansis';
import {
  applyProxy,
  bundleFeedOf,
  bundleTrust,
  checkBundle,
  checkGateway,
  type FeedHooks,
  type GatewayPorts,
  gatewaySettings,
  logStart,
  nativeConnection,
  nativeFeedOf,
  openAuditSink,
  readGatewayConfig,
  readServingConfig,
  type ServingConfig,
  startServing,
} from '../../gateway/index.ts';
import { problem } from '../../kernel/index.ts';
import type { Feed } from '../../snapshot/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { pinoLog } from '../ports/pino-log.ts';
import { promMetrics } from '../ports/prom-metrics.ts';
import { usage } from '../problems.ts';
import { openTracing } from '../tracing/open-tracing.ts';
import { tracingSettings } from '../tracing/settings.ts';
import { softwareVersion } from '../version.ts';

interface GatewayOptions {
  readonly check?: boolean;
  /** The bundle to serve, without a control plane. */
  readonly standalone?: string;
  readonly allowUnsigned?: boolean;
  readonly output: 'text' | 'json';
  readonly help?: boolean;
}

/** The command, which adds the settings to its own help: they lie in a room that is loaded only for it. */
export function gatewayOf(help: string): (io: Io, options: GatewayOptions) => Promise<number> {
  return async (io, options) => {
    if (!options.help) return run(io, options);
    io.console.out(`${help}\nEnvironment:\n${settingsTable()}`);
    return exitCodes.ok;
  };
}

function settingsTable(): string {
  return gatewaySettings
    .map(({ name, fallback, text }) => `  ${name}\n      ${text}${fallback ? ` Default: ${fallback}.` : ''}`)
    .join('\n');
}

async function run(io: Io, options: GatewayOptions): Promise<number> {
  if (options.standalone !== undefined) return runStandalone(io, options.standalone, options);
  if (options.allowUnsigned)
    throw problem(usage, { why: '--allow-unsigned is for --standalone', hint: 'leave it out' });
  const config = readGatewayConfig(io.env);
  const proxy = applyProxy(process.env);
  const connection = await nativeConnection(config, softwareVersion, io);
  if (options.check) return showCheck(io, await checkGateway(config, connection, proxy, io.clock), options);
  const ports = await portsOf(io, config);
  logStart(config, connection, ports);
  return serve(io, config, await nativeFeedOf(config, connection, ports), ports);
}

async function runStandalone(io: Io, file: string, options: GatewayOptions): Promise<number> {
  const config = readServingConfig(io.env);
  const trust = await bundleTrust(config.trustedKeysFile, options.allowUnsigned === true);
  if (options.check) return showCheck(io, await checkBundle(file, trust), options);
  const ports = await portsOf(io, config);
  ports.log.info('gateway starts without a control plane', { bundle: file, port: config.port });
  if (trust.type === 'any')
    ports.log.warn('bundles are served whoever made them: signatures are not checked');
  return serve(io, config, bundleFeedOf(file, trust, ports), ports);
}

async function portsOf(io: Io, { logLevel, auditFile }: ServingConfig): Promise<GatewayPorts> {
  const log = pinoLog(logLevel, 'reshapr-gateway');
  const metrics = promMetrics();
  const audit = openAuditSink(auditFile, { clock: io.clock, log, metrics });
  const settings = tracingSettings(io.env, 'reshapr-gateway');
  const tracing = settings && (await openTracing(settings, softwareVersion, { log, metrics }));
  return { clock: io.clock, random: io.random, log, metrics, audit, ...(tracing && { tracing }) };
}

async function serve(
  io: Io,
  config: ServingConfig,
  feed: (hooks: FeedHooks) => Feed,
  ports: GatewayPorts,
): Promise<number> {
  const gateway = await startServing({ config, env: io.env, softwareVersion, feed }, ports);
  const stopped = new Promise<void>((resolve) =>
    io.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  try {
    await Promise.race([gateway.feedEnded, stopped]);
  } finally {
    ports.log.info('gateway stops');
    await gateway.stop();
  }
  return exitCodes.ok;
}

function showCheck(
  io: Io,
  lines: readonly {
    readonly what: string;
    readonly ok: boolean;
    readonly text: string;
    readonly hint?: string;
  }[],
  { output }: GatewayOptions,
): number {
  const passed = lines.every(({ ok }) => ok);
  if (output === 'json') io.console.out(json({ ok: passed, checks: lines }));
  else
    for (const { what, ok, text, hint } of lines) {
      io.console.out(`${ok ? ansis.green('ok  ') : ansis.red('FAIL')} ${what.padEnd(10)} ${text}`);
      if (hint !== undefined) io.console.out(`     ${ansis.cyan('hint:')} ${hint}`);
    }
  return passed ? exitCodes.ok : exitCodes.error;
}
