import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { connectToServer } from '../../../src/cli/server/connection.ts';
import { fetchObjects } from '../../../src/cli/server/fetch-side.ts';
import { silentLog, systemClock, systemRandom } from '../../../src/kernel/index.ts';
import { yamlComments } from '../../../src/manifest/index.ts';
import { withLease } from '../../../src/reconciler/deploy/lease.ts';
import { createToken, type GrpcServer, openGrpcServer } from '../../../src/reconciler/index.ts';
import { group, offered, openApi, project, writeTree } from '../../e2e/support/tree.ts';
import { openTestPlane, type TestPlane } from '../../support/test-plane.ts';
import { type Ran, runCommand } from '../support/run-command.ts';

/** Every command that asks a control plane, against one in this process. Steps follow each other. */
describe('commands against a control plane', () => {
  let test: TestPlane;
  let server: GrpcServer;
  let folder: string;
  let tree: string;
  let env: Record<string, string>;

  async function reshapr(...args: string[]): Promise<Ran> {
    return runCommand(args, env);
  }

  async function tokenOf(organization: string, role: 'admin' | 'read'): Promise<string> {
    const wanted = {
      organization,
      name: `${organization}-${role}`,
      role,
      validityDays: 1,
      author: 'test',
    } as const;
    return (await createToken(test.plane.ledger, wanted, { clock: systemClock, random: systemRandom })).text;
  }

  beforeAll(async () => {
    test = await openTestPlane();
    server = await openGrpcServer(test.plane, { host: '127.0.0.1', port: 0, tls: undefined }, silentLog);
    folder = await mkdtemp(join(tmpdir(), 'reshapr-commands-'));
    tree = join(folder, 'tree');
    await cp('examples/reshapr.d', tree, { recursive: true });
    env = {
      HOME: folder,
      RESHAPR_SERVER: `http://127.0.0.1:${server.port}`,
      RESHAPR_TOKEN: await tokenOf('havn', 'admin'),
    };
  });

  afterAll(async () => {
    await server.close();
    await test.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('status, history, endpoints and wait say that nothing is there yet', async () => {
    expect((await reshapr('status')).out).toContain('No source was applied yet.');
    expect((await reshapr('history')).out).toBe('There are no revisions yet.');
    expect((await reshapr('endpoints')).out).toBe('There are no endpoints.');
    expect((await reshapr('endpoints', '-o', 'json')).out).toBe('[]');
    expect(await reshapr('wait')).toMatchObject({ code: 1, err: expect.stringContaining('no revision') });
    expect(await reshapr('rollback', '-y')).toMatchObject({ code: 1 });
  });

  it('plan shows and saves what would change, with the exit code that is asked for', async () => {
    const file = join(folder, 'first.plan');
    const plan = await reshapr('plan', tree, '--out', file, '--detailed-exitcode');
    expect(plan).toMatchObject({ code: 2, err: '' });
    expect(plan.out).toContain('endpoint timetable: new at /mcp/havn/timetable, with');
    expect(plan.out).toContain(`Apply exactly this with: reshapr apply ${file}`);
    expect((await reshapr('show', file)).out).toContain('may be applied until');
    expect(JSON.parse((await reshapr('show', file, '-o', 'json')).out)).toHaveProperty('contract.changes');
  });

  it('apply asks for a confirmation that nobody can give here', async () => {
    const refused = await reshapr('apply', tree);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('add --yes') });
    expect((await reshapr('history')).out).toBe('There are no revisions yet.');
  });

  it('apply applies a saved plan once', async () => {
    const file = join(folder, 'first.plan');
    const applied = await reshapr('apply', file, '-y');
    expect(applied).toMatchObject({ code: 0 });
    expect(applied.out).toContain('Applied: revision 1');
    expect(applied.out).toContain('no gateway is connected');
    const again = await reshapr('apply', file, '-y');
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('the plan was applied already') });
    // It is stale by now, and can be shown all the same.
    expect(await reshapr('show', file)).toMatchObject({
      code: 0,
      out: expect.stringContaining('may be applied until'),
    });
    // Nor does its age stand in the way.
    const old = join(folder, 'old.plan');
    await writeFile(
      old,
      (await readFile(file, 'utf8')).replace(/"expiresAt": "20\d\d/, '"expiresAt": "2001'),
    );
    expect((await reshapr('show', old)).out).toContain('(expired)');
    expect((await reshapr('show', old, '-o', 'markdown')).out).toContain('### reshapr plan');
    expect((await reshapr('apply', old, '-y')).err).toContain('RSH8023');
  });

  it('apply of the same tree changes nothing', async () => {
    expect(await reshapr('apply', tree)).toMatchObject({
      code: 0,
      out: expect.stringContaining('No changes.'),
    });
    expect(JSON.parse((await reshapr('apply', tree, '-o', 'json')).out)).toMatchObject({ changed: false });
  });

  it('apply writes one JSON document', async () => {
    const spec = join(tree, 'specs/timetable.yaml');
    await writeFile(spec, (await readFile(spec, 'utf8')).replace('summary: ', 'summary: Really '));
    const applied = await reshapr('apply', tree, '-y', '-o', 'json');
    expect(applied).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(applied.out)).toMatchObject({
      changed: true,
      state: 'complete',
      revision: { sequence: 2 },
    });
  });

  it('show and history tell of revisions', async () => {
    const history = await reshapr('history', '-n', '1');
    expect(history.out).toMatch(/^REVISION {2}SOURCE.*\n2 .*havn-admin/);
    expect(history.out.split('\n')).toHaveLength(2);
    expect((await reshapr('show', '1')).out).toContain('Revision 1 of source havn-ferries');
    expect(await reshapr('show', '9')).toMatchObject({
      code: 1,
      err: expect.stringContaining("revision '9'"),
    });
  });

  it('show --manifests prints what a revision was compiled from, without comments', async () => {
    const shown = await reshapr('show', '1', '--manifests');
    expect(shown).toMatchObject({ code: 0, err: '' });
    const documents = (text: string) => parseAllDocuments(text).map((document) => document.toJS());
    const files = JSON.parse((await reshapr('show', '1', '--manifests', '-o', 'json')).out) as {
      path: string;
      text: string;
    }[];
    expect(files.map(({ path }) => path)).toContain('plans/bookings.yaml');
    for (const { path, text } of files) {
      const source = await readFile(join(tree, path), 'utf8');
      expect(documents(text)).toEqual(documents(source));
      expect([...yamlComments(text)]).toEqual([]);
      expect(shown.out).toContain(`# ${path}\n`);
    }
    const own = documents(shown.out).filter((document) => document !== null);
    expect(own).toEqual(files.flatMap(({ text }) => documents(text)).filter((document) => document !== null));
  });

  it('force-unlock says that nobody holds the lease, or who does, and takes it away', async () => {
    expect((await reshapr('force-unlock')).out).toContain('there is nothing to unlock');
    const holder = { holder: 'somebody', purpose: 'apply of plan 0123' };
    await withLease('havn', holder, test.plane, async () => {
      const asked = await reshapr('force-unlock');
      expect(asked).toMatchObject({ code: 1, err: expect.stringContaining('take lease') });
      expect(asked.out).toContain('is held by somebody: apply of plan 0123');
      expect((await reshapr('rollback', '-y')).err).toContain('somebody changes the organization');
      expect((await reshapr('force-unlock', '-y')).out).toContain('Unlocked.');
    });
    expect((await reshapr('force-unlock')).out).toContain('there is nothing to unlock');
  });

  it('rollback shows what it changes, asks, and does it', async () => {
    const asked = await reshapr('rollback');
    expect(asked).toMatchObject({
      code: 1,
      err: expect.stringContaining('to revision 1 has to be confirmed'),
    });
    expect(asked.out).toContain('tool get_ports: has another title on staff-timetable, timetable');
    expect((await reshapr('rollback', '-y')).out).toContain('Applied: revision 3');
    expect((await reshapr('rollback', '1')).out).toContain('No changes.');
    expect((await reshapr('history')).out).toContain('rollback to 1');
  });

  it('wait waits for what is deployed, and for nothing else', async () => {
    expect((await reshapr('wait')).out).toContain('Applied: revision 3');
    expect((await reshapr('wait', '3')).code).toBe(0);
    expect(await reshapr('wait', '1')).toMatchObject({
      code: 1,
      err: expect.stringContaining('reshapr wait 3'),
    });
    expect((await reshapr('wait', '99')).err).toContain('there is no revision 99');
  });

  it('endpoints without a gateway are listed, and left out of a configuration', async () => {
    expect((await reshapr('endpoints')).out).toContain('no gateway serves it');
    expect(JSON.parse((await reshapr('endpoints', '-f', 'json')).out)[0]).toMatchObject({
      url: null,
      urls: [],
    });
    const claude = await reshapr('endpoints', '-f', 'claude');
    expect(JSON.parse(claude.out)).toEqual({ mcpServers: {} });
    expect(claude.err).toContain('Left out, because no gateway serves them: booking, crew-bookings');
  });

  it('gateway-group list has the columns that scripts know', async () => {
    const { out } = await reshapr('gateway-group', 'list');
    expect(out).toMatch(/^ID +ORG +NAME +LABELS\n/);
    expect(out).toContain('havn  staff   {"env":"demo","zone":"staff"}');
  });

  it('api-token makes, lists, renews and revokes', async () => {
    const made = await reshapr('api-token', 'create', 'edge', '-v', '7');
    expect(made.out).toMatch(/^The API Token to register Gateway is: havn-[\w-]{20,}$/);
    expect((await reshapr('api-token', 'create', 'edge')).err).toContain("there is a token 'edge' already");
    expect((await reshapr('api-token', 'create', 'my token')).err).toContain(
      "'my token' is no name for a token",
    );
    expect((await reshapr('api-token', 'list')).out).toMatch(/ edge +gateway +valid +\S+ \S+ +never +-/);
    expect((await reshapr('api-token', 'renew', 'edge')).out).toMatch(
      /^The API Token that succeeds 'edge' is: havn-/,
    );
    expect((await reshapr('api-token', 'revoke', 'edge')).out).toContain('Revoked');
    expect(await reshapr('api-token', 'revoke', 'edge')).toMatchObject({ code: 1 });
  });

  it.each([
    ['passes', {}, 0, 'endpoints', 'booking (3 tools, apiKey)'],
    [
      'names the labels that no group has',
      { RESHAPR_GATEWAY_LABELS: 'zone=nowhere' },
      1,
      'groups',
      'no deployed',
    ],
    ['names a token that is not known', { RESHAPR_CTRL_TOKEN: 'havn-wrong' }, 1, 'token', 'not known here'],
    ['names a port where nobody is', { RESHAPR_CTRL_PORT: '1' }, 1, 'connection', 'nothing listens there'],
    ['names TLS where there is none', { RESHAPR_CTRL_TLS_PLAINTEXT: 'false' }, 1, 'connection', 'TLS'],
  ])('gateway --check %s', async (name, more, code, what, said) => {
    const made = await reshapr('api-token', 'create', name.replaceAll(' ', '-'), '-o', 'json');
    const checked = await runCommand(['gateway', '--check', '-o', 'json'], {
      HOME: folder,
      RESHAPR_CTRL_HOST: '127.0.0.1',
      RESHAPR_CTRL_PORT: String(server.port),
      RESHAPR_CTRL_TOKEN: JSON.parse(made.out).token,
      RESHAPR_GATEWAY_ID: 'checked',
      RESHAPR_GATEWAY_LABELS: 'zone=public',
      ...more,
    });
    expect(checked.code).toBe(code);
    const { ok, checks } = JSON.parse(checked.out);
    expect(ok).toBe(code === 0);
    const told = checks.find(
      (line: { what: string; text: string }) => line.what === what && line.text.includes(said),
    );
    expect(told).toMatchObject(code === 0 ? { ok: true } : { ok: false, hint: expect.any(String) });
  });

  it('plan and apply end with 3 where a policy denies, also when it is deleted with it', async () => {
    const policy = join(tree, 'policy.yaml');
    const named = (expression: string): string =>
      `apiVersion: reshapr.io/v1alpha1\nkind: Policy\nmetadata: { name: no-removal }\nspec:\n  expression: ${JSON.stringify(expression)}\n  message: nothing may break\n`;
    await writeFile(policy, named('plan.changes.all(c, c.class != "breaking")'));
    expect(await reshapr('apply', tree, '-y')).toMatchObject({ code: 0 });
    const group = join(tree, 'expositions/public.yaml');
    await writeFile(group, (await readFile(group, 'utf8')).split('---\n').slice(1).join('---\n'));
    await rm(policy);
    const file = join(folder, 'denied.plan');
    const planned = await reshapr('plan', tree, '--out', file);
    expect(planned).toMatchObject({ code: 3 });
    expect(planned.out).toContain(
      'denied by policy no-removal (source havn-ferries, as deployed): nothing may break',
    );
    const refusal = { code: 3, err: expect.stringContaining("RSH8041 denied by policy 'no-removal'") };
    expect(await reshapr('apply', tree, '-y')).toMatchObject(refusal);
    // The control plane comes to the same, whatever the file says.
    expect(await reshapr('apply', file, '-y')).toMatchObject(refusal);
    expect((await reshapr('show', file)).out).toContain('denied by policy no-removal');
    expect((await reshapr('history', '-n', '1')).out).toMatch(/\n4 /);
  });

  it('apply takes a plan that is larger than a message may be', async () => {
    const large = join(folder, 'large');
    const paths = Array.from({ length: 3_000 }, (_, at) => [`/orders-of-the-year/${at}`, `Number ${at}.`]);
    await writeTree(large, {
      'reshapr.yaml': project('large', 'big'),
      'groups.yaml': group('default', { env: 'dev' }),
      'orders.yaml': offered('Orders', 'http://backend.invalid', 'default'),
      'specs/orders.yaml': openApi('Orders', Object.fromEntries(paths)),
    });
    const big = { ...env, RESHAPR_TOKEN: await tokenOf('big', 'admin') };
    const file = join(folder, 'large.plan');
    await runCommand(['plan', large, '--out', file], big);
    const { contract } = JSON.parse((await runCommand(['show', file, '-o', 'json'], big)).out);
    expect(JSON.stringify(contract).length).toBeGreaterThan(600_000);
    expect(await runCommand(['apply', file, '-y'], big)).toMatchObject({ code: 0 });
  });

  it('login tries the token, and remembers it', async () => {
    const login = await reshapr('login');
    expect(login.out).toContain("organization havn, role admin, token 'havn-admin'");
    const stored = { HOME: folder };
    expect((await runCommand(['status'], stored)).code).toBe(0);
    expect((await runCommand(['logout'], stored)).out).toBe('Logged out.');
    expect((await runCommand(['status'], stored)).err).toContain('no control plane is named');
    expect((await runCommand(['login', '-o', 'json'], env)).out).toContain('"role": "admin"');
  });

  it.each([
    ['a wrong token', () => Promise.resolve('havn-wrong'), ['status'], 'refuses the token'],
    ['a role that is too small', () => tokenOf('havn', 'read'), ['api-token', 'list'], 'role admin'],
    [
      'a tree of another organization',
      () => tokenOf('acme', 'admin'),
      ['plan', 'examples/reshapr.d'],
      "'acme'",
    ],
  ])('%s is refused', async (_, token, args, why) => {
    const refused = await runCommand(args, { ...env, RESHAPR_TOKEN: await token() });
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining(why) });
  });

  it('nobody at the address is one line and a hint', async () => {
    const refused = await runCommand(['status'], { ...env, RESHAPR_SERVER: 'http://127.0.0.1:1' });
    expect(refused.code).toBe(1);
    expect(refused.err).toMatch(/^error RSH7204 .* nothing listens there\n {2}hint: start `reshapr serve`/);
  });

  it('audit lists what this organization did, and verify checks the chain', async () => {
    const listed = JSON.parse((await reshapr('audit', '--type', 'revision', '-o', 'json')).out);
    expect(listed[0]).toMatchObject({ record: { type: 'revision', organization: 'havn' } });
    expect((await reshapr('audit', '--since', '1', '--type', 'installed')).out).toContain('Nothing of that');
    const verified = JSON.parse((await reshapr('audit', 'verify', '-o', 'json')).out);
    expect(verified).toMatchObject({ wrong: null, expected: null });
    const expected = await reshapr('audit', 'verify', '--expect', verified.head, '-o', 'json');
    expect(JSON.parse(expected.out)).toMatchObject({ expected: true });
  });

  it('drift and recover find nothing to do without a gateway', async () => {
    expect(await reshapr('drift')).toMatchObject({ code: 0, out: 'No gateway is registered.' });
    expect(JSON.parse((await reshapr('drift', '-o', 'json')).out)).toEqual({ gateways: 0, drifted: [] });
    expect(await reshapr('drift', '--repair', 'nobody')).toMatchObject({ code: 1 });
    expect(await reshapr('recover', '-y')).toMatchObject({
      code: 1,
      err: expect.stringContaining('RSH8083'),
    });
    expect((await reshapr('recover', '-y', '--force')).out).toContain('Epoch 2 begins');
  });

  it('objects of another organization are not given, whatever digests one knows', async () => {
    const [revision] = JSON.parse((await reshapr('history', '-o', 'json')).out);
    const before = env['RESHAPR_TOKEN'] as string;
    env['RESHAPR_TOKEN'] = await tokenOf('globex', 'read');
    const connection = await connectToServer({}, env);
    await expect(fetchObjects(connection, [revision.snapshot])).rejects.toMatchObject({ code: 'RSH8033' });
    connection.close();
    env['RESHAPR_TOKEN'] = before;
    const own = await connectToServer({}, env);
    expect((await fetchObjects(own, [revision.snapshot])).size).toBe(1);
    own.close();
  });
});
