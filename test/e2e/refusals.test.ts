import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callAllAdminMethods } from './support/admin-calls.ts';
import { type EchoBackend, echoBackend } from './support/echo-backend.ts';
import { type Gateway, type Installation, install } from './support/installation.ts';
import { plantToken } from './support/ledger.ts';
import { toolNames } from './support/mcp-client.ts';
import { type Finished, killAll } from './support/processes.ts';
import { group, offered, openApi, project, writeTree } from './support/tree.ts';

/** What a control plane refuses, and what those who are refused make of it. */
describe('refusals', () => {
  let backend: EchoBackend;
  let installation: Installation;
  let tree: string;
  let good: Gateway;
  let expired: string;
  let foreign: string;
  /** Every token that was made, by what it is. */
  const tokens: Record<string, string> = {};

  beforeAll(async () => {
    backend = await echoBackend();
    installation = await install();
    tree = join(installation.directory, 'tree');
    await writeTree(tree, {
      'reshapr.yaml': project('shop'),
      'groups.yaml': group('default', { env: 'dev' }),
      'orders.yaml': offered('Orders', backend.url, 'default'),
      'specs/orders.yaml': openApi('Orders', { '/orders': 'All orders.' }),
    });
    await installation.restartControl(async (stateDir) => {
      expired = await plantToken(stateDir, {
        organization: 'acme',
        name: 'old',
        role: 'gateway',
        daysAgo: 2,
      });
      foreign = await plantToken(stateDir, { organization: 'globex', name: 'other', role: 'admin' });
    });
    tokens['gateway'] = await installation.token('good');
    tokens['read'] = await madeToken('read');
    tokens['deploy'] = await madeToken('deploy');
    tokens['expired'] = expired;
    tokens['foreign'] = foreign;
    tokens['admin'] = String(installation.env['RESHAPR_TOKEN']);
    good = await installation.gateway('good', 'env=dev', { token: tokens['gateway'] });
    expect(await installation.run('apply', tree, '--yes')).toMatchObject({ code: 0 });
  });

  afterAll(async () => {
    await installation?.close();
    backend?.close();
    killAll();
  });

  async function madeToken(role: string): Promise<string> {
    const { out } = await installation.run('api-token', 'create', `${role}-token`, '--role', role, '-v', '1');
    return /is: (\S+)/.exec(out)?.[1] ?? '';
  }

  /** Starts a gateway that ends by itself; with what another one kept, if one is given. */
  async function refusedGateway(id: string, token: string, kept?: Gateway): Promise<Finished> {
    if (kept !== undefined)
      await cp(kept.stateDir, join(installation.directory, `gateway-${id}`), { recursive: true });
    const gateway = await installation.gateway(id, 'env=dev', { token, early: true });
    return gateway.process.ended;
  }

  it.each([
    ['unknown', () => `acme-${'A'.repeat(43)}`, 'the API token is not known here', 'api-token create'],
    ['expired', () => expired, "the API token 'old' expired at", 'api-token renew'],
    ['not for gateways', () => tokens['read'] ?? '', 'a token with the role read opens no stream', ''],
    ['malformed', () => 'secret', 'RESHAPR_CTRL_TOKEN is not <organization>-<token>', 'copy the whole'],
  ])(
    'a starting gateway whose token is %s ends with one line, and does not use what it kept',
    async (what, token, why, hint) => {
      const ended = await refusedGateway(`late-${what.replaceAll(' ', '-')}`, token(), good);
      expect(ended.code).toBe(1);
      expect(ended.err).toContain(why);
      expect(ended.err).toContain(hint);
      expect(ended.err.match(/^error RSH\d{4} /gm)).toHaveLength(1);
      expect(ended.err).not.toMatch(/^\s+at /m);
      expect(ended.err).not.toContain('exposition added');
    },
  );

  it('a second process with the same gateway id is refused and never takes a turn', async () => {
    const holder = (await installation.gateways())['good']?.instanceId;
    const second = await installation.gateway('second', 'env=dev', {
      token: tokens['gateway'] ?? '',
      env: { RESHAPR_GATEWAY_ID: 'good' },
      early: true,
    });
    const ended = await second.process.ended;
    expect(ended.code).toBe(1);
    expect(ended.err).toContain(`another live process has the gateway id 'good': instance ${holder}`);
    expect(ended.err).toContain('give each gateway an id of its own with RESHAPR_GATEWAY_ID');
    expect((await installation.gateways())['good']).toMatchObject({ instanceId: holder, state: 'active' });
    expect(good.process.err()).not.toContain('no connection to the control plane');
  });

  it('a gateway token opens the stream and nothing else', async () => {
    const answers = await adminAnswers(tokens['gateway']);
    expect(Object.keys(answers).length).toBeGreaterThanOrEqual(17);
    expect(new Set(Object.values(answers))).toEqual(new Set(['PERMISSION_DENIED']));
  });

  it('without a token, or with one that is not valid, no method answers', async () => {
    for (const token of [undefined, 'nonsense', expired])
      expect(new Set(Object.values(await adminAnswers(token)))).toEqual(new Set(['UNAUTHENTICATED']));
  });

  it('each role may do what it is for', async () => {
    const denied = async (token: string | undefined) =>
      Object.entries(await adminAnswers(token))
        .filter(([, answer]) => answer === 'PERMISSION_DENIED')
        .map(([name]) => name)
        .sort();
    const forTokens = ['createToken', 'listTokens', 'renewToken', 'revokeToken'];
    const forAdmins = ['forceUnlock', 'readAudit', 'recover', ...forTokens].sort();
    const forDeployers = ['apply', 'findMissing', 'putObjects', 'repairGateway', 'rollback'];
    expect(await denied(tokens['read'])).toEqual([...forAdmins, ...forDeployers].sort());
    expect(await denied(tokens['deploy'])).toEqual(forAdmins);
    expect(await denied(tokens['admin'])).toEqual([]);
  });

  it('a read token plans, and cannot apply', async () => {
    await writeTree(tree, { 'specs/orders.yaml': openApi('Orders', { '/orders': 'Every order.' }) });
    const withRead = ['--token', tokens['read'] ?? ''];
    expect(await installation.run('plan', tree, ...withRead, '--detailed-exitcode')).toMatchObject({
      code: 2,
    });
    const apply = await installation.run('apply', tree, '--yes', ...withRead);
    expect(apply).toMatchObject({
      code: 1,
      err: expect.stringContaining('needs a token with the role deploy'),
    });
    expect(apply.err).toContain('RSH8032');
    expect((await installation.gateways())['good']).toMatchObject({ active: { revision: 1 } });
  });

  it('a token of another organization plans and applies nothing, and is told why', async () => {
    const plan = join(installation.directory, 'saved.plan');
    expect(await installation.run('plan', tree, '--out', plan)).toMatchObject({ code: 0 });
    const why = "the source is of organization 'acme', and the token is for 'globex'";
    for (const words of [
      ['plan', tree],
      ['apply', tree, '--yes'],
      ['apply', plan, '--yes'],
    ]) {
      const refused = await installation.run(...words, '--token', foreign);
      expect(refused).toMatchObject({ code: 1, err: expect.stringContaining(`RSH8034 ${why}`) });
    }
    expect((await installation.gateways())['good']).toMatchObject({ active: { revision: 1 } });
  });

  it('a gateway whose token is revoked drains, deletes what it kept and ends', async () => {
    const endpoint = good.url('/mcp/acme/orders');
    expect(await toolNames(endpoint)).toEqual(['get_orders']);
    expect(await installation.run('api-token', 'revoke', 'good')).toMatchObject({ code: 0 });
    const ended = await good.process.ended;
    expect(ended.code).toBe(1);
    expect(ended.err).toContain(
      "error RSH9002 the control plane refuses this gateway: the API token 'good' was revoked",
    );
    expect(await readdir(good.stateDir)).not.toContain('bundles');
    expect(await installation.gateways()).toEqual({});

    const again = await refusedGateway('good', tokens['gateway'] ?? '');
    expect(again).toMatchObject({
      code: 1,
      err: expect.stringContaining("the API token 'good' was revoked"),
    });
  });

  it('no token text is in any log, file or store', async () => {
    const secrets = Object.values(tokens).map((token) => token.slice(token.indexOf('-') + 1));
    expect(secrets.every((secret) => secret.length === 43)).toBe(true);
    const holds = (text: string): boolean => secrets.some((secret) => text.includes(secret));
    const found: string[] = [];
    for (const entry of await readdir(installation.directory, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      if (entry.isFile() && holds(await readFile(file, 'latin1'))) found.push(entry.name);
    }
    // The one place that a first administrator is told of.
    expect(found).toEqual(['admin-token']);
    expect(installation.outputs().length).toBeGreaterThan(5);
    expect(installation.outputs().filter(holds)).toEqual([]);
  });

  function adminAnswers(token: string | undefined): Promise<Record<string, string>> {
    const { grpcPort, env } = installation;
    return callAllAdminMethods(`127.0.0.1:${grpcPort}`, String(env['RESHAPR_SERVER_CA']), token);
  }
});
