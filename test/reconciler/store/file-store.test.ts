import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog, systemClock, type WriteDurably, writeDurably } from '../../../src/kernel/index.ts';
import { openFileStore, type Store } from '../../../src/reconciler/index.ts';
import { openLedger } from '../../../src/reconciler/state/ledger.ts';
import type { JournalRecord } from '../../../src/reconciler/store/records.ts';
import { digestOf } from '../../../src/snapshot/index.ts';

let directory: string;
let open: Store[];
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reshapr-store-'));
  open = [];
});
afterEach(async () => {
  await Promise.all(open.map((store) => store.close()));
  await rm(directory, { recursive: true, force: true });
});

async function openStore(write?: WriteDurably): Promise<Store> {
  const ports = { directory, clock: systemClock, log: silentLog };
  const store = await openFileStore(write === undefined ? ports : { ...ports, write });
  open.push(store);
  return store;
}

async function reopened(store: Store): Promise<Store> {
  open = open.filter((other) => other !== store);
  await store.close();
  return openStore();
}

const signed = (sequence: number): JournalRecord => ({ type: 'signed', organization: 'acme', sequence });
const object = (text: string) => ({ digest: digestOf(Buffer.from(text)), bytes: Buffer.from(text) });
const sequences = async (store: Store, from = 0): Promise<unknown[]> =>
  (await store.read(from)).map(({ position, record }) => [
    position,
    'sequence' in record ? record.sequence : 0,
  ]);

describe('the journal', () => {
  it('keeps what was appended, in order, over a new start', async () => {
    const store = await openStore();
    expect(await store.append(0, [signed(1)])).toBe(true);
    expect(await store.append(1, [signed(2), signed(3)])).toBe(true);
    const again = await reopened(store);
    expect(await sequences(again)).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
    expect(await sequences(again, 2)).toEqual([[2, 3]]);
  });

  it('refuses what was decided on an older state', async () => {
    const store = await openStore();
    const outcomes = await Promise.all([1, 2, 3].map((sequence) => store.append(0, [signed(sequence)])));
    expect(outcomes).toEqual([true, false, false]);
    expect(await sequences(store)).toEqual([[0, 1]]);
  });

  it('takes records that belong together as one line, so that no crash can part them', async () => {
    const store = await openStore();
    await store.append(0, [signed(1), signed(2)]);
    await store.close();
    open = [];
    const file = join(directory, 'journal.jsonl');
    // As if the machine had died in the middle of writing, before anybody was told.
    await rm(`${file}.size`);
    await writeFile(
      file,
      '{"at":1,"previous":"","records":[{"type":"signed","organization":"acme","sequence":1},',
    );
    expect(await sequences(await openStore())).toEqual([]);
  });

  it('lets a ledger decide again when somebody else wrote in between', async () => {
    const store = await openStore();
    const [one, two] = [await openLedger(store), await openLedger(store)];
    const sign = (ledger: typeof one) =>
      ledger.commit((state) => {
        const sequence = (state.organizations.get('acme')?.signed ?? 0) + 1;
        return { records: [signed(sequence)], result: sequence };
      });
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => sign(index % 2 === 0 ? one : two)),
    );
    expect(results.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    expect((await one.refresh()).organizations.get('acme')?.signed).toBe(20);
  });
});

describe('objects', () => {
  it('are kept by their digest, once, over a new start', async () => {
    const store = await openStore();
    await store.putObjects([object('a'), object('b')]);
    await store.putObjects([object('b')]);
    await store.putObjects([object('b'), object('')]);
    expect(await readdir(join(directory, 'objects'))).toHaveLength(2);
    const again = await reopened(store);
    for (const text of ['a', 'b', ''])
      expect(Buffer.from((await again.object(object(text).digest)) ?? 'none').toString()).toBe(text);
    expect(await again.missing([object('a').digest, object('c').digest])).toEqual([object('c').digest]);
    expect(await again.object(object('c').digest)).toBeUndefined();
  });

  it('are not there when the disk refused them, and can be put again', async () => {
    let full = true;
    const store = await openStore(async (path, chunks, mode) => {
      if (full) throw new Error('ENOSPC: no space left on device, write');
      await writeDurably(path, chunks, mode);
    });
    await expect(store.putObjects([object('a')])).rejects.toMatchObject({
      code: 'RSH8004',
      message: 'cannot write to the store: ENOSPC: no space left on device, write',
    });
    expect(await store.missing([object('a').digest])).toEqual([object('a').digest]);
    full = false;
    await store.putObjects([object('a')]);
    expect(await store.missing([object('a').digest])).toEqual([]);
  });
});

describe('the lock', () => {
  it('keeps a second user out while the first lives, and lets it in after', async () => {
    // The process id of the test's own parent: alive, and another one.
    await openStore().then((store) => store.close());
    open = [];
    await writeFile(join(directory, 'lock'), String(process.ppid));
    await expect(openStore()).rejects.toMatchObject({ code: 'RSH8002' });
    await rm(join(directory, 'lock'));
    await openStore();
  });

  it.each([
    ['whose process is gone', '4194000', 0],
    ['that is damaged', 'x', 0],
    ['that is empty', '', 0],
    ['that nobody touched for a minute', String(process.ppid), 60],
  ])('is taken over from a holder %s', async (_, holder, secondsAgo) => {
    const file = join(directory, 'lock');
    await writeFile(file, holder);
    const touched = new Date(Date.now() - secondsAgo * 1_000);
    await utimes(file, touched, touched);
    await openStore();
  });
});
