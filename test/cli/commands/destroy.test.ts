import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silentLog, systemClock, systemRandom } from '../../../src/kernel/index.ts';
import { createToken, type GrpcServer, openGrpcServer } from '../../../src/reconciler/index.ts';
import { writeTree } from '../../e2e/support/tree.ts';
import { sourceTree } from '../../reconciler/ownership/sources.ts';
import { openTestPlane, type TestPlane } from '../../support/test-plane.ts';
import { type Ran, runCommand } from '../support/run-command.ts';

/** Several sources, as the command line shows them. Steps follow each other. */
describe('sources of one organization', () => {
  let test: TestPlane;
  let server: GrpcServer;
  let folder: string;
  let env: Record<string, string>;

  const reshapr = (...args: string[]): Promise<Ran> => runCommand(args, env);

  async function tree(id: string, options: Parameters<typeof sourceTree>[1]): Promise<string> {
    const path = join(folder, `${id}-${Object.keys(options.services ?? {}).join('-')}`);
    await writeTree(path, sourceTree(id, options));
    return path;
  }

  beforeAll(async () => {
    test = await openTestPlane();
    server = await openGrpcServer(test.plane, { host: '127.0.0.1', port: 0, tls: undefined }, silentLog);
    folder = await mkdtemp(join(tmpdir(), 'reshapr-sources-'));
    const wanted = {
      organization: 'acme',
      name: 'all',
      role: 'admin',
      validityDays: 1,
      author: 'test',
    } as const;
    const ports = { clock: systemClock, random: systemRandom };
    env = {
      HOME: folder,
      RESHAPR_SERVER: `http://127.0.0.1:${server.port}`,
      RESHAPR_TOKEN: (await createToken(test.plane.ledger, wanted, ports)).text,
    };
  });
  afterAll(async () => {
    await server.close();
    await test.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('clash, take over, and are told what is not theirs any more', async () => {
    const a = await tree('a', {
      groups: { dev: '' },
      services: { Orders: ['dev'], Stock: ['dev', 'keepOnDelete: true'] },
    });
    expect(await reshapr('apply', a, '--yes')).toMatchObject({ code: 0 });
    const clash = await reshapr(
      'plan',
      await tree('b', { external: ['dev'], services: { Orders: ['dev'] } }),
    );
    expect(clash).toMatchObject({
      code: 3,
      out: expect.stringContaining("Service Orders:1.0: belongs to source 'a'"),
    });
    const b = await tree('b', { external: ['dev'], adopts: ['a'], services: { Orders: ['dev'] } });
    expect(await reshapr('apply', b, '--yes')).toMatchObject({
      code: 0,
      out: expect.stringContaining("+ Service Orders:1.0 is adopted from source 'a'"),
    });
    expect((await reshapr('plan', a)).out).toContain("! Service Orders:1.0 belongs to source 'b' now");
  });

  it('are removed one by one, with what they own and nothing else', async () => {
    expect(await reshapr('destroy', '--source', 'nobody', '--yes')).toMatchObject({ code: 1 });
    const used = await reshapr('destroy', '--source', 'a', '--yes');
    // Stock is kept, and with it the group that Orders of the other source is on.
    expect(used).toMatchObject({ code: 0, out: expect.stringContaining('= GatewayGroup dev is kept') });
    expect((await reshapr('endpoints')).out).toMatch(/orders[\s\S]*stock/);
    const file = join(folder, 'bye.plan');
    const saved = await reshapr('destroy', '--source', 'b', '--out', file);
    expect(saved.out).toContain(`reshapr apply ${file} --confirm-removals 1`);
    expect(await reshapr('apply', file, '--yes')).toMatchObject({
      code: 1,
      err: expect.stringContaining('RSH8028'),
    });
    expect(await reshapr('apply', file, '--yes', '--confirm-removals', '1')).toMatchObject({ code: 0 });
    const left = (await reshapr('endpoints')).out;
    expect(left).toContain('stock');
    expect(left).not.toContain('orders');
  });
});
