import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleStore } from '../../../src/gateway/stream/bundle-store.ts';
import { silentLog } from '../../../src/kernel/index.ts';
import { desiredOf } from '../../wire/support/views.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reshapr-bundles-'));
});
afterEach(() => rm(directory, { recursive: true }));

describe('of the bundles on disk', () => {
  it.each([
    { name: 'the two newest stay', saved: [1, 2, 3], kept: [2, 3] },
    { name: 'the same one is replaced', saved: [1, 2, 2], kept: [1, 2] },
    { name: 'a newer one that was given up goes', saved: [1, 3, 2], kept: [1, 2] },
  ])('$name', async ({ saved, kept }) => {
    const store = bundleStore(directory, silentLog);
    for (const sequence of saved)
      await store.save(desiredOf(sequence, {}).envelope, { epoch: 1, sequence }, []);
    const names = (await readdir(join(directory, 'bundles'))).sort();
    expect(names.map((name) => Number(name.slice(11, 27)))).toEqual(kept);
    expect((await store.load()).map(({ header }) => header.sequence)).toEqual(kept.toReversed());
  });
});
