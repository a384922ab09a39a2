import { describe, expect, it } from 'vitest';
import type { Environment } from '../../src/gateway/config/values.ts';
import { applyProxy, readGatewayConfig } from '../../src/gateway/config.ts';
import { Problem } from '../../src/kernel/index.ts';

const least: Environment = { RESHAPR_CTRL_TOKEN: 'acme-secret', RESHAPR_GATEWAY_LABELS: 'env=dev' };
const noFile = (): string => {
  throw new Error('ENOENT: no such file');
};

function read(env: Environment, readText = noFile) {
  return readGatewayConfig({ ...least, ...env }, readText);
}

describe('readGatewayConfig', () => {
  it('needs a token and labels, and has a default for everything else', () => {
    expect(read({ HOME: '/srv/x' })).toEqual({
      control: {
        host: 'localhost',
        port: 5555,
        token: 'acme-secret',
        plaintext: true,
        caFile: undefined,
      },
      id: undefined,
      labels: { env: 'dev' },
      fqdns: ['localhost:7777'],
      host: '0.0.0.0',
      port: 7777,
      stateDir: '/srv/x/.local/state/reshapr/gateway-7777',
      tls: undefined,
      trustedProxies: [],
      secretsDir: '/run/secrets/reshapr',
      trustedKeysFile: undefined,
      sealKeyFile: undefined,
      oauth: { caFile: undefined, proxy: undefined, noProxy: undefined },
      scripting: { timeoutMs: 10_000, maxToolCalls: 10, maxDepth: 5, threads: 8 },
      auditFile: undefined,
      logLevel: 'info',
    });
  });

  it.each([
    [{}, undefined],
    [{ HTTPS_PROXY: 'http://proxy:3128' }, 'http://proxy:3128'],
    [{ HTTPS_PROXY: 'http://proxy:3128', RESHAPR_OAUTH_PROXY: 'http://other:3128' }, 'http://other:3128'],
  ])('authorization servers, with %j, by proxy %s', (env, proxy) => {
    expect(read(env).oauth.proxy).toBe(proxy);
  });

  it('refuses a proxy that is no URL', () => {
    expect(() => read({ RESHAPR_OAUTH_PROXY: 'proxy:3128' })).toThrow('RESHAPR_OAUTH_PROXY is no http URL');
  });

  it.each([
    ['env=dev;team=reshapr', { env: 'dev', team: 'reshapr' }],
    ['env=dev,team=reshapr', { env: 'dev', team: 'reshapr' }],
    [' env = dev ; team=reshapr ', { env: 'dev', team: 'reshapr' }],
    ['', {}],
  ])('labels %j', (text, labels) => {
    expect(read({ RESHAPR_GATEWAY_LABELS: text }).labels).toEqual(labels);
  });

  it.each([
    ['localhost', undefined, true],
    ['127.0.0.1', undefined, true],
    ['::1', undefined, true],
    ['ctrl.example.com', undefined, false],
    ['localhost', 'false', false],
  ])('host %s with _TLS_PLAINTEXT %s: plaintext %s', (host, flag, plaintext) => {
    const { control } = read({ RESHAPR_CTRL_HOST: host, RESHAPR_CTRL_TLS_PLAINTEXT: flag });
    expect(control.plaintext).toBe(plaintext);
  });

  it('reads the token from a file', () => {
    const env = { RESHAPR_CTRL_TOKEN: undefined, RESHAPR_CTRL_TOKEN_FILE: '/run/token' };
    expect(read(env, () => 'acme-from-file\n').control.token).toBe('acme-from-file');
  });

  it('keeps each gateway of a machine in a state directory of its own', () => {
    const { stateDir, fqdns } = read({ RESHAPR_GATEWAY_PORT: '8080', XDG_STATE_HOME: '/state' });
    expect({ stateDir, fqdns }).toEqual({
      stateDir: '/state/reshapr/gateway-8080',
      fqdns: ['localhost:8080'],
    });
  });

  it.each([
    [{ RESHAPR_CTRL_TOKEN: undefined }, 'RESHAPR_CTRL_TOKEN is not set'],
    [{ RESHAPR_CTRL_TOKEN: 'no_organization' }, 'RESHAPR_CTRL_TOKEN is not <organization>-<token>'],
    [
      { RESHAPR_CTRL_TOKEN: undefined, RESHAPR_CTRL_TOKEN_FILE: '/run/token' },
      'RESHAPR_CTRL_TOKEN_FILE cannot be read: ENOENT: no such file',
    ],
    [{ RESHAPR_CTRL_PORT: '70000' }, "RESHAPR_CTRL_PORT is '70000', which is no port"],
    [{ RESHAPR_GATEWAY_PORT: 'http' }, "RESHAPR_GATEWAY_PORT is 'http', which is no port"],
    [{ RESHAPR_CTRL_TLS_PLAINTEXT: 'yes' }, "RESHAPR_CTRL_TLS_PLAINTEXT is 'yes'"],
    [{ RESHAPR_GATEWAY_LABELS: undefined }, 'RESHAPR_GATEWAY_LABELS is not set'],
    [{ RESHAPR_GATEWAY_LABELS: 'env' }, 'RESHAPR_GATEWAY_LABELS is malformed'],
    [{ RESHAPR_GATEWAY_ID: 'a b' }, 'RESHAPR_GATEWAY_ID holds other characters'],
    [{ RESHAPR_GATEWAY_FQDNS: 'http://x' }, "RESHAPR_GATEWAY_FQDNS holds 'http://x'"],
    [{ RESHAPR_LOG_LEVEL: 'loud' }, "RESHAPR_LOG_LEVEL is 'loud'"],
    [
      { RESHAPR_CTRL_HOST: 'ctrl.example.com', RESHAPR_CTRL_TLS_PLAINTEXT: 'true' },
      'RESHAPR_TRUSTED_KEYS_FILE is needed',
    ],
  ])('refuses %j', (env, message) => {
    let refusal: unknown;
    try {
      read(env);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(Problem);
    expect((refusal as Problem).message).toContain(message);
    expect((refusal as Problem).message).not.toContain('secret');
    expect((refusal as Problem).hint).not.toBe('');
  });
});

it.each([
  [{}, {}, undefined],
  [{ HTTPS_PROXY: 'http://p:1' }, { https_proxy: 'http://p:1' }, 'http://p:1'],
  [{ HTTPS_PROXY: 'http://p:1', https_proxy: 'http://q:2' }, { https_proxy: 'http://q:2' }, 'http://q:2'],
  [{ NO_PROXY: 'a.example' }, { no_proxy: 'a.example' }, undefined],
])('the proxy of %j', (given, added, proxy) => {
  const env: Record<string, string | undefined> = { ...given };
  expect(applyProxy(env)).toBe(proxy);
  expect(env).toEqual({ ...given, ...added });
});
