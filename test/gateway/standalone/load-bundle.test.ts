import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadBundle } from '../../../src/gateway/standalone/load-bundle.ts';
import { type BundleTrust, bundleTrust } from '../../../src/gateway/standalone/trust.ts';
import { servedViews } from '../../../src/gateway/surface/served.ts';
import { Problem, silentLog } from '../../../src/kernel/index.ts';
import { publicKeyOf } from '../../../src/snapshot/index.ts';
import { runCommand } from '../../cli/support/run-command.ts';
import { group, offered, openApi, project, writeTree } from '../../e2e/support/tree.ts';

const keys = generateKeyPairSync('ed25519');
const privateKey = keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const publicKey = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const signed: BundleTrust = { type: 'signed', keys: [publicKeyOf(createPublicKey(publicKey))] };
const other: BundleTrust = { type: 'signed', keys: [publicKeyOf(generateKeyPairSync('ed25519').publicKey)] };
const any: BundleTrust = { type: 'any' };

describe('a bundle that `reshapr build` wrote', () => {
  let directory: string;
  const file = (name: string): string => join(directory, name);

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'reshapr-standalone-'));
    await writeTree(file('tree'), {
      'reshapr.yaml': project('shop'),
      'groups.yaml': group('default', { env: 'dev' }),
      'orders.yaml': offered('Orders', 'http://127.0.0.1:1', 'default'),
      'specs/orders.yaml': openApi('Orders', { '/orders': 'Lists orders.' }),
    });
    await writeFile(file('key.pem'), privateKey);
    await writeFile(file('keys.pem'), publicKey);
    await runCommand(['build', file('tree'), '--out', file('plain')]);
    await runCommand(['build', file('tree'), '--out', file('signed'), '--key', file('key.pem')]);
    const text = await readFile(file('signed'), 'utf8');
    await writeFile(file('empty'), '');
    await writeFile(file('cut'), text.slice(0, -20));
    await writeFile(file('short'), text.split('\n').slice(0, -2).join('\n').concat('\n'));
    await writeFile(file('tampered'), text.replace('Lists orders.', 'Lists secrets'));
    await writeFile(file('tree.txt'), 'apiVersion: reshapr.io/v1alpha1\n');
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it.each([
    ['signed', signed, 'served'],
    ['signed', any, 'served'],
    ['plain', any, 'served'],
    ['plain', signed, 'it is not signed'],
    ['signed', other, 'no trusted key signed it'],
    ['missing', any, 'there is no such file'],
    ['tree', any, 'EISDIR'],
    ['empty', any, 'it is no bundle'],
    ['tree.txt', any, 'it is no bundle'],
    ['cut', any, 'it is damaged: cut short'],
    ['short', any, 'it is damaged: cut short'],
    ['tampered', any, 'it is damaged: an object has other content than its digest says'],
  ] as const)('%s, trusting %j: %s', async (name, trust, outcome) => {
    const { server } = servedViews(silentLog);
    const loaded = loadBundle(file(name), trust, server);
    if (outcome === 'served') {
      await expect(loaded).resolves.toMatchObject({ header: { organization: 'acme', groups: ['default'] } });
      return;
    }
    const problem = await loaded.catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(Problem);
    expect(problem).toMatchObject({
      code: 'RSH6100',
      message: expect.stringContaining(outcome),
      hint: /./,
    });
  });

  it.each([
    [true, false, 'signed'],
    [false, true, 'any'],
    [false, false, 'RSH6101'],
    [true, true, 'RSH6102'],
  ])('keys given: %s, --allow-unsigned: %s → %s', async (hasKeys, allowUnsigned, outcome) => {
    const trust = bundleTrust(hasKeys ? file('keys.pem') : undefined, allowUnsigned);
    expect(await trust.then(({ type }) => type).catch(({ code }: Problem) => code)).toBe(outcome);
  });

  it('is checked without being served', async () => {
    const env = { RESHAPR_TRUSTED_KEYS_FILE: file('keys.pem') };
    const right = await runCommand(['gateway', '--standalone', file('signed'), '--check'], env);
    expect(right.code).toBe(0);
    expect(right.out).toMatch(/ok {3}bundle {5}view \w+ of organization acme, a trusted key signed it/);
    expect(right.out).toMatch(/ok {3}endpoints {2}\/mcp\/acme\/orders \(1 tool, open\)/);
    const wrong = await runCommand(['gateway', '--standalone', file('plain'), '--check'], env);
    expect(wrong).toMatchObject({ code: 1, out: expect.stringMatching(/FAIL bundle .*not signed\n.*hint/) });
  });
});
