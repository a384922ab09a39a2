import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import { messageOf, Problem, problem } from '../kernel/index.ts';
import { parseLabels } from '../snapshot/index.ts';
import { settingInvalid } from './problems.ts';
import { type ScriptSettings, scriptSettings } from './scripts/settings.ts';

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** How a gateway reaches the authorization servers whose keys it needs. */
export interface OauthSettings {
  /** PEM file with authorities to trust besides those of Node. */
  readonly caFile: string | undefined;
  readonly proxy: string | undefined;
  readonly noProxy: string | undefined;
}

/** Everything that a gateway is told by its environment. */
export interface GatewayConfig {
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
  readonly fqdns: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly stateDir: string;
  readonly secretsDir: string;
  readonly trustedKeysFile: string | undefined;
  readonly sealKeyFile: string | undefined;
  /** How authorization servers are reached. */
  readonly oauth: OauthSettings;
  readonly scripting: ScriptSettings;
  readonly logLevel: string;
}

type ReadText = (file: string) => string;

const readUtf8: ReadText = (file) => readFileSync(file, 'utf8');

const portSchema = z.coerce.number().int().min(1).max(65_535);

/** Reads the settings. Throws a problem that names the setting and says what to write. */
export function readGatewayConfig(env: Environment, readText: ReadText = readUtf8): GatewayConfig {
  const host = env['RESHAPR_CTRL_HOST'] || 'localhost';
  const port = portOf(env, 'RESHAPR_GATEWAY_PORT', 7777);
  const plaintext = flagOf(env, 'RESHAPR_CTRL_TLS_PLAINTEXT') ?? isLoopback(host);
  const trustedKeysFile = env['RESHAPR_TRUSTED_KEYS_FILE'] || undefined;
  if (plaintext && !isLoopback(host) && trustedKeysFile === undefined)
    throw invalid(
      'RESHAPR_TRUSTED_KEYS_FILE',
      'is needed for a control plane without TLS on another machine',
      'give the public keys that sign views, or use TLS',
    );
  const fqdns = (env['RESHAPR_GATEWAY_FQDNS'] || `localhost:${port}`).split(',').map((fqdn) => fqdn.trim());
  const wrong = fqdns.find((fqdn) => !/^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?$/.test(fqdn));
  if (wrong !== undefined)
    throw invalid(
      'RESHAPR_GATEWAY_FQDNS',
      `holds ${shownValue(wrong)}, which is not host[:port]`,
      'write names like mcp.example.com:443',
    );
  return {
    control: {
      host,
      port: portOf(env, 'RESHAPR_CTRL_PORT', 5555),
      token: tokenOf(env, readText),
      plaintext,
      caFile: env['RESHAPR_CTRL_TLS_CA'] || undefined,
    },
    id: idOf(env),
    labels: labelsOf(env),
    fqdns,
    host: env['RESHAPR_GATEWAY_HOST'] || '0.0.0.0',
    port,
    stateDir: env['RESHAPR_GATEWAY_STATE_DIR'] || defaultStateDir(env, port),
    secretsDir: env['RESHAPR_SECRETS_DIR'] || '/run/secrets/reshapr',
    trustedKeysFile,
    sealKeyFile: env['RESHAPR_SEAL_KEY_FILE'] || undefined,
    oauth: oauthOf(env),
    scripting: scriptingOf(env),
    logLevel: levelOf(env),
  };
}

export function scriptingOf(env: Environment): ScriptSettings {
  return scriptSettings(env, (name, text) =>
    invalid(name, `is ${shownValue(text)}, which is no whole number`, 'write a number'),
  );
}

/** Reads how authorization servers are reached. Throws a problem that names the setting. */
export function oauthOf(env: Environment): OauthSettings {
  const proxy = env['RESHAPR_OAUTH_PROXY'] || env['HTTPS_PROXY'] || env['https_proxy'] || undefined;
  if (proxy !== undefined && !/^https?:\/\/[^/]/i.test(proxy))
    throw invalid('RESHAPR_OAUTH_PROXY', 'is no http URL', 'write something like http://proxy.internal:3128');
  return {
    caFile: env['RESHAPR_OAUTH_TLS_CA'] || undefined,
    proxy,
    noProxy: env['NO_PROXY'] || env['no_proxy'] || undefined,
  };
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
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
      'make a token with `reshapr api-token create <name> -v 30`',
    );
  if (!/^[A-Za-z0-9_]+-\S+$/.test(token))
    throw invalid(name, 'is not <organization>-<token>', 'copy the whole token that api-token printed');
  return token;
}

function textOf(name: string, file: string, readText: ReadText): string {
  try {
    return readText(file);
  } catch (error) {
    throw invalid(name, `cannot be read: ${messageOf(error)}`, 'check the path and the permissions');
  }
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

function portOf(env: Environment, name: string, fallback: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const port = portSchema.safeParse(text);
  if (!port.success)
    throw invalid(name, `is ${shownValue(text)}, which is no port`, 'write a number from 1 to 65535');
  return port.data;
}

function flagOf(env: Environment, name: string): boolean | undefined {
  const text = env[name]?.toLowerCase();
  if (text === undefined || text === '') return undefined;
  if (text !== 'true' && text !== 'false') throw invalid(name, `is '${text}'`, 'write true or false');
  return text === 'true';
}

function levelOf(env: Environment): string {
  const level = env['RESHAPR_LOG_LEVEL'] || 'info';
  if (['debug', 'info', 'warn', 'error'].includes(level)) return level;
  throw invalid('RESHAPR_LOG_LEVEL', `is '${level}'`, 'write debug, info, warn or error');
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

function invalid(name: string, why: string, hint: string): Problem {
  return problem(settingInvalid, { name, why, hint });
}

/** A value as a message repeats it: what is long may be a secret that was put into the wrong variable. */
function shownValue(text: string): string {
  return text.length <= 20 ? `'${text}'` : `a text of ${text.length} characters`;
}
