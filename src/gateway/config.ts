import { hostname } from 'node:os';
import { Problem } from '../kernel/index.ts';
import { parseLabels } from '../snapshot/index.ts';
import { readServingConfig, type ServingConfig } from './config/serving.ts';
import {
  type Environment,
  flagOf,
  invalid,
  isLoopback,
  portOf,
  type ReadText,
  readUtf8,
  textOf,
} from './config/values.ts';

/** Everything that a gateway with a control plane is told by its environment. */
export interface GatewayConfig extends ServingConfig {
  readonly control: {
    readonly host: string;
    readonly port: number;
    readonly token: string;
    readonly plaintext: boolean;
    /** PEM file with the authority to trust instead of the system's. */
    readonly caFile: string | undefined;
  };
  /** Undefined: host name and a kept random suffix. */
  readonly id: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly stateDir: string;
}

/** Reads the settings. Throws a problem that names the setting and says what to write. */
export function readGatewayConfig(env: Environment, readText: ReadText = readUtf8): GatewayConfig {
  const host = env['RESHAPR_CTRL_HOST'] || 'localhost';
  const plaintext = flagOf(env, 'RESHAPR_CTRL_TLS_PLAINTEXT') ?? isLoopback(host);
  const serving = readServingConfig(env);
  if (plaintext && !isLoopback(host) && serving.trustedKeysFile === undefined)
    throw invalid(
      'RESHAPR_TRUSTED_KEYS_FILE',
      'is needed for a control plane without TLS on another machine',
      'give the public keys that sign views, or use TLS',
    );
  return {
    ...serving,
    control: {
      host,
      port: portOf(env, 'RESHAPR_CTRL_PORT', 5555),
      token: tokenOf(env, readText),
      plaintext,
      caFile: env['RESHAPR_CTRL_TLS_CA'] || undefined,
    },
    id: idOf(env),
    labels: labelsOf(env),
    stateDir: env['RESHAPR_GATEWAY_STATE_DIR'] || defaultStateDir(env, serving.port),
  };
}

/** Makes the usual spelling of the proxy variables known to the gRPC library, which reads lower case only. */
export function applyProxy(env: Record<string, string | undefined>): string | undefined {
  for (const name of ['HTTPS_PROXY', 'NO_PROXY']) {
    const lower = name.toLowerCase();
    if (env[name] !== undefined && env[lower] === undefined) env[lower] = env[name];
  }
  return env['https_proxy'];
}

function labelsOf(env: Environment): Record<string, string> {
  const name = 'RESHAPR_GATEWAY_LABELS';
  const text = env[name];
  if (text === undefined)
    throw invalid(
      name,
      'is not set',
      'write pairs like env=dev;team=reshapr; empty text matches every group',
    );
  try {
    return parseLabels(text);
  } catch (error) {
    if (error instanceof Problem) throw invalid(name, `is malformed: ${error.message}`, error.hint ?? '');
    throw error;
  }
}

function tokenOf(env: Environment, readText: ReadText): string {
  const name = env['RESHAPR_CTRL_TOKEN'] ? 'RESHAPR_CTRL_TOKEN' : 'RESHAPR_CTRL_TOKEN_FILE';
  const file = env['RESHAPR_CTRL_TOKEN_FILE'];
  const token = (env['RESHAPR_CTRL_TOKEN'] || (file ? textOf(name, file, readText) : '')).trim();
  if (token === '')
    throw invalid(
      'RESHAPR_CTRL_TOKEN',
      'is not set',
      'make a token with `reshapr api-token create <name> -v 30`, or serve a file with --standalone',
    );
  if (!/^[A-Za-z0-9_]+-\S+$/.test(token))
    throw invalid(name, 'is not <organization>-<token>', 'copy the whole token that api-token printed');
  return token;
}

function idOf(env: Environment): string | undefined {
  const id = env['RESHAPR_GATEWAY_ID'];
  if (id === undefined || id === '') return undefined;
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,126}$/.test(id))
    throw invalid(
      'RESHAPR_GATEWAY_ID',
      'holds other characters than letters, digits, dots, dashes and underscores',
      'choose another id',
    );
  return id;
}

function defaultStateDir(env: Environment, port: number): string {
  const base = env['XDG_STATE_HOME'] || `${env['HOME'] || '/var/lib'}/.local/state`;
  return `${base}/reshapr/gateway-${port}`;
}

/** A host name as a gateway id can hold it. */
export function hostId(): string {
  return (
    hostname()
      .replace(/[^A-Za-z0-9._-]/g, '-')
      .replace(/^[^A-Za-z0-9]+/, '') || 'gateway'
  );
}
