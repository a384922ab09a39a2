import ansis from 'ansis';
import {
  applyProxy,
  checkGateway,
  type GatewayConfig,
  gatewaySettings,
  logStart,
  type NativeConnection,
  nativeConnection,
  nativeFeedOf,
  readGatewayConfig,
  startServing,
} from '../../gateway/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { json } from '../output/console.ts';
import { pinoLog } from '../ports/pino-log.ts';
import { promMetrics } from '../ports/prom-metrics.ts';
import { softwareVersion } from '../version.ts';

interface GatewayOptions {
  readonly check?: boolean;
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

async function run(io: Io, { check = false, output }: GatewayOptions): Promise<number> {
  const config = readGatewayConfig(io.env);
  const proxy = applyProxy(process.env);
  const connection = await nativeConnection(config, softwareVersion, io);
  return check ? runCheck(io, config, connection, proxy, output) : runGateway(io, config, connection);
}

async function runGateway(io: Io, config: GatewayConfig, connection: NativeConnection): Promise<number> {
  const log = pinoLog(config.logLevel, 'reshapr-gateway');
  const ports = { clock: io.clock, random: io.random, log, metrics: promMetrics() };
  logStart(config, connection, ports);
  const feed = await nativeFeedOf(config, connection, ports);
  const gateway = await startServing({ config, env: io.env, softwareVersion, feed }, ports);
  const stopped = new Promise<void>((resolve) =>
    io.signal.addEventListener('abort', () => resolve(), { once: true }),
  );
  try {
    await Promise.race([gateway.feedEnded, stopped]);
  } finally {
    log.info('gateway stops');
    await gateway.stop();
  }
  return exitCodes.ok;
}

async function runCheck(
  io: Io,
  config: GatewayConfig,
  connection: NativeConnection,
  proxy: string | undefined,
  output: 'text' | 'json',
): Promise<number> {
  const lines = await checkGateway(config, connection, proxy, io.clock);
  const passed = lines.every(({ ok }) => ok);
  if (output === 'json') io.console.out(json({ ok: passed, checks: lines }));
  else
    for (const { what, ok, text, hint } of lines) {
      io.console.out(`${ok ? ansis.green('ok  ') : ansis.red('FAIL')} ${what.padEnd(10)} ${text}`);
      if (hint !== undefined) io.console.out(`     ${ansis.cyan('hint:')} ${hint}`);
    }
  return passed ? exitCodes.ok : exitCodes.error;
}
