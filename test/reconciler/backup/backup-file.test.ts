import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog, systemClock } from '../../../src/kernel/index.ts';
import { openFileStore, restoreBackup, type Store, writeBackup } from '../../../src/reconciler/index.ts';
import { openLedger } from '../../../src/reconciler/state/ledger.ts';
import { digestOf } from '../../../src/snapshot/index.ts';

let root: string;
let state: string;
let store: Store;
const file = (): string => join(root, 'reshapr.backup');
const object = (text: string) => ({ digest: digestOf(Buffer.from(text)), bytes: Buffer.from(text) });

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'reshapr-backup-'));
  state = join(root, 'state');
  store = await openFileStore({ directory: state, clock: systemClock, log: silentLog });
  await openLedger(store);
  await store.putObjects([object('one'), object('two')]);
  await store.append(1, [{ type: 'signed', organization: 'acme', sequence: 1 }]);
  await writeFile(join(state, 'signing-key.pem'), 'a key\n', { mode: 0o600 });
});
afterEach(async () => {
  await store.close();
  await rm(root, { recursive: true, force: true });
});

describe('a backup', () => {
  it('of a store that is in use is restored to the same store', async () => {
    const written = await writeBackup(state, file(), 7_000);
    await store.append(2, [{ type: 'signed', organization: 'acme', sequence: 2 }]);
    expect((await stat(file())).mode & 0o777).toBe(0o600);

    const restored = join(root, 'restored');
    expect(await restoreBackup(file(), restored)).toEqual(written);
    expect(await readFile(join(restored, 'signing-key.pem'), 'utf8')).toBe('a key\n');
    const again = await openFileStore({ directory: restored, clock: systemClock, log: silentLog });
    expect(await again.missing([object('one').digest, object('two').digest])).toEqual([]);
    expect((await again.read(0)).map(({ record }) => record.type)).toEqual(['installed', 'signed']);
    await again.close();
  });

  it('replaces an earlier one only when it is whole', async () => {
    await writeBackup(state, file(), 1);
    await writeBackup(state, file(), 2);
    expect((await restoreBackup(file(), join(root, 'restored'))).at).toBe(2);
  });

  it('with one byte altered, wherever, is refused, and nothing is written', async () => {
    await writeBackup(state, file(), 7_000);
    const bytes = await readFile(file());
    for (let at = 0; at < bytes.length; at += 11) {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] as number) ^ 1;
      await writeFile(join(root, 'altered'), altered);
      await expect(restoreBackup(join(root, 'altered'), join(root, 'restored'))).rejects.toThrow(
        'cannot use',
      );
      await expect(stat(join(root, 'restored'))).rejects.toThrow('ENOENT');
    }
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['longer than it was', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')])],
    ['empty', () => Buffer.alloc(0)],
  ])('that is %s is refused', async (_, change) => {
    await writeBackup(state, file(), 7_000);
    await writeFile(file(), change(await readFile(file())));
    await expect(restoreBackup(file(), join(root, 'restored'))).rejects.toMatchObject({ code: 'RSH8080' });
  });

  it('is not restored over something', async () => {
    await writeBackup(state, file(), 7_000);
    await mkdir(join(root, 'used'));
    await writeFile(join(root, 'used', 'something'), '');
    await expect(restoreBackup(file(), join(root, 'used'))).rejects.toMatchObject({ code: 'RSH8081' });
  });
});
