import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog, systemClock, systemRandom } from '../../src/kernel/index.ts';
import { firstAdminToken, openFileStore, openSigner, type Store } from '../../src/reconciler/index.ts';
import { type Ledger, openLedger } from '../../src/reconciler/state/ledger.ts';
import { verifyToken } from '../../src/reconciler/tokens/tokens.ts';

let directory: string;
let store: Store;
let ledger: Ledger;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reshapr-installation-'));
  store = await openFileStore({ directory, clock: systemClock, log: silentLog });
  ledger = await openLedger(store);
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true, force: true });
});

const ports = { clock: systemClock, random: systemRandom };

describe('the first admin token', () => {
  it('is made once, for the owner of the state directory only', async () => {
    const text = await firstAdminToken(ledger, directory, 'acme', ports);
    const file = join(directory, 'admin-token');
    expect(await readFile(file, 'utf8')).toBe(`${text}\n`);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(verifyToken(text ?? '', ledger.state(), Date.now())).toMatchObject({
      type: 'valid',
      token: { role: 'admin', organization: 'acme' },
    });
    expect(await firstAdminToken(ledger, directory, 'acme', ports)).toBeUndefined();
  });

  it('is made at the next start when it could not be written at the first', async () => {
    const file = join(directory, 'admin-token');
    await mkdir(file);
    await expect(firstAdminToken(ledger, directory, 'acme', ports)).rejects.toThrow();
    expect(ledger.state().tokens.size).toBe(0);
    await rm(file, { recursive: true });
    const text = await firstAdminToken(ledger, directory, 'acme', ports);
    expect(verifyToken(text ?? '', ledger.state(), Date.now()).type).toBe('valid');
  });
});

describe('the signing key', () => {
  it('is made once, and is the same after a new start', async () => {
    const first = await openSigner(directory, undefined);
    expect((await stat(join(directory, 'signing-key.pem'))).mode & 0o777).toBe(0o600);
    expect((await openSigner(directory, undefined)).publicKey).toEqual(first.publicKey);
  });

  it.each([
    ['is missing', undefined],
    ['holds no key', 'no key'],
    ['is empty', ''],
  ])('that is given by a file which %s is refused, and none is made in its place', async (_, content) => {
    const file = join(directory, 'given.pem');
    if (content !== undefined) await writeFile(file, content);
    await expect(openSigner(directory, file)).rejects.toMatchObject({
      code: 'RSH8007',
      message: expect.stringContaining(file),
    });
    await expect(stat(join(directory, 'signing-key.pem'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
