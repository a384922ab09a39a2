import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { silentLog, systemClock, type WriteDurably, writeDurably } from '../../../src/kernel/index.ts';
import { openFileStore, type Store } from '../../../src/reconciler/index.ts';
import { digestOf } from '../../../src/snapshot/index.ts';

const object = (text: string) => ({ digest: digestOf(Buffer.from(text)), bytes: Buffer.from(text) });
const [a, b, c, d] = ['aaaa', 'bbbb', 'cccc', 'dddd'].map(object) as [Thing, Thing, Thing, Thing];
type Thing = ReturnType<typeof object>;

let directory: string;
let store: Store;
const open = (write: WriteDurably = writeDurably): Promise<Store> =>
  openFileStore({ directory, clock: systemClock, log: silentLog, write });
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reshapr-collect-'));
  store = await open();
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true, force: true });
});

const packs = () => readdir(join(directory, 'objects'));
const needed = (...things: Thing[]) => new Set(things.map(({ digest }) => digest));
const held = async (): Promise<string[]> => {
  const missing = await store.missing([a, b, c, d].map(({ digest }) => digest));
  return [a, b, c, d].filter(({ digest }) => !missing.includes(digest)).map(({ bytes }) => bytes.toString());
};
async function restarted(write?: WriteDurably): Promise<void> {
  await store.close();
  store = await open(write);
}

describe('a collection', () => {
  it('drops what is not needed, and frees its place', async () => {
    for (const thing of [a, b, c]) await store.putObjects([thing]);
    await restarted();
    expect(await store.collect(needed(b))).toEqual({ objects: 2, bytes: 8 });
    expect(await packs()).toHaveLength(1);
    expect(await held()).toEqual(['bbbb']);
    await restarted();
    expect(await held()).toEqual(['bbbb']);
    expect(await store.object(a.digest)).toBeUndefined();
    expect(Buffer.from((await store.object(b.digest)) as Uint8Array).toString()).toBe('bbbb');
  });

  it('rewrites a pack of which half is not needed, and leaves one of which more is', async () => {
    await store.putObjects([a, b, c, d]);
    await restarted();
    expect(await store.collect(needed(a, b, c))).toEqual({ objects: 0, bytes: 0 });
    expect(await store.collect(needed(a, b))).toEqual({ objects: 2, bytes: 8 });
    await restarted();
    expect(await held()).toEqual(['aaaa', 'bbbb']);
  });

  it('spares what was stored or asked for since the collection before the last', async () => {
    await store.putObjects([a]);
    await store.putObjects([b]);
    expect(await store.collect(needed())).toEqual({ objects: 0, bytes: 0 });
    await store.missing([b.digest]);
    expect(await store.collect(needed())).toEqual({ objects: 0, bytes: 0 });
    expect(await store.collect(needed())).toEqual({ objects: 1, bytes: 4 });
    expect(await store.collect(needed())).toEqual({ objects: 1, bytes: 4 });
    expect(await packs()).toEqual([]);
  });

  it('loses nothing when it cannot write', async () => {
    await store.putObjects([a, b, c]);
    await restarted(() => Promise.reject(new Error('the disk is full')));
    await expect(store.collect(needed(a))).rejects.toThrow('the disk is full');
    await restarted();
    expect(await held()).toEqual(['aaaa', 'bbbb', 'cccc']);
  });

  it('that was cut short leaves objects twice, which the next one mends', async () => {
    await store.putObjects([a, b, c]);
    const [old] = (await packs()) as [string];
    await copyFile(join(directory, 'objects', old), join(directory, 'kept'));
    await restarted();
    await store.collect(needed(a));
    await copyFile(join(directory, 'kept'), join(directory, 'objects', old));
    await restarted();
    expect(await packs()).toHaveLength(2);
    await store.collect(needed(a));
    await restarted();
    expect(await held()).toEqual(['aaaa']);
    expect(await packs()).toHaveLength(1);
  });
});
