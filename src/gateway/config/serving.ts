import { type Networks, trustedProxiesOf } from '../client/trusted-proxies.ts';
import { type ScriptSettings, scriptSettings } from '../scripts/settings.ts';
import type { TlsFiles } from '../serve/tls/listener-certificate.ts';
import { tlsOf } from './tls.ts';
import { type Environment, invalid, portOf, shownValue } from './values.ts';

/** How a gateway reaches the authorization servers whose keys it needs. */
export interface OauthSettings {
  /** PEM file with authorities to trust besides those of Node. */
  readonly caFile: string | undefined;
  readonly proxy: string | undefined;
  readonly noProxy: string | undefined;
}

/** How a gateway serves its clients, wherever its views come from. */
export interface ServingConfig {
  readonly fqdns: readonly string[];
  readonly host: string;
  readonly port: number;
  /** The certificate of the listener; undefined when something in front of it has TLS, or nothing. */
  readonly tls: TlsFiles | undefined;
  /** Whose `Forwarded` and `X-Forwarded-*` are believed. */
  readonly trustedProxies: Networks;
  readonly secretsDir: string;
  readonly trustedKeysFile: string | undefined;
  readonly sealKeyFile: string | undefined;
  /** How authorization servers are reached. */
  readonly oauth: OauthSettings;
  readonly scripting: ScriptSettings;
  /** Where audit events are added; standard output when undefined. */
  readonly auditFile: string | undefined;
  readonly logLevel: string;
}

/** Reads what every gateway needs. Throws a problem that names the setting and says what to write. */
export function readServingConfig(env: Environment): ServingConfig {
  const port = portOf(env, 'RESHAPR_GATEWAY_PORT', 7777);
  return {
    fqdns: fqdnsOf(env, port),
    host: env['RESHAPR_GATEWAY_HOST'] || '0.0.0.0',
    port,
    tls: tlsOf(env),
    trustedProxies: trustedProxiesOf(env),
    secretsDir: env['RESHAPR_SECRETS_DIR'] || '/run/secrets/reshapr',
    trustedKeysFile: env['RESHAPR_TRUSTED_KEYS_FILE'] || undefined,
    sealKeyFile: env['RESHAPR_SEAL_KEY_FILE'] || undefined,
    oauth: oauthOf(env),
    scripting: scriptingOf(env),
    auditFile: env['RESHAPR_GATEWAY_AUDIT_FILE'] || undefined,
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

function fqdnsOf(env: Environment, port: number): readonly string[] {
  const fqdns = (env['RESHAPR_GATEWAY_FQDNS'] || `localhost:${port}`).split(',').map((fqdn) => fqdn.trim());
  const wrong = fqdns.find((fqdn) => !/^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?$/.test(fqdn));
  if (wrong !== undefined)
    throw invalid(
      'RESHAPR_GATEWAY_FQDNS',
      `holds ${shownValue(wrong)}, which is not host[:port]`,
      'write names like mcp.example.com:443',
    );
  return fqdns;
}

function levelOf(env: Environment): string {
  const level = env['RESHAPR_LOG_LEVEL'] || 'info';
  if (['debug', 'info', 'warn', 'error'].includes(level)) return level;
  throw invalid('RESHAPR_LOG_LEVEL', `is '${level}'`, 'write debug, info, warn or error');
}
