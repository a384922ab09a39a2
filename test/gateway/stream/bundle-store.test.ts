import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bundleStore, type KeptView } from '../../../src/gateway/stream/bundle-store.ts';
import { silentLog } from '../../../src/kernel/index.ts';
import {
  entryKey,
  listDigest,
  type SealedObject,
  seal,
  unsignedEnvelope,
} from '../../../src/snapshot/index.ts';
import { recordingLog } from '../../support/recording-ports.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'reshapr-bundles-'));
});
afterEach(() => rm(directory, { recursive: true }));

const schema = (name: string, description: string): SealedObject =>
  seal('schema', `s/${name}`, { format: 'schema@1', name, schema: { description }, uses: [] });

/** A view of a few schemas, by what each says. */
function viewOf(sequence: number, schemas: Readonly<Record<string, string>>): KeptView {
  const objects = Object.entries(schemas).map(([name, text]) => schema(name, text));
  const order = { epoch: 1, sequence };
  const facts = { revision: sequence, organization: 'acme', groups: [], signedAt: '2026-01-01T00:00:00Z' };
  const view = { view: listDigest(objects), objects: objects.length };
  return {
    envelope: unsignedEnvelope({ format: 'view@1', ...order, ...facts, ...view }),
    order,
    entries: new Map(objects.map((object) => [entryKey(object), object])),
    bytesOf: (digest) => objects.find((object) => object.digest === digest)?.bytes as Uint8Array,
  };
}

const names = async () => (await readdir(join(directory, 'bundles'))).sort();
const load = async () => (await bundleStore(directory, silentLog).load()).map(contentOf);

function contentOf({ header, objects }: { header: { sequence: number }; objects: readonly SealedObject[] }) {
  return [header.sequence, objects.map(({ name, digest }) => `${name} ${digest}`).sort()];
}

function expected({ order, entries }: KeptView) {
  return [order.sequence, [...entries.values()].map(({ name, digest }) => `${name} ${digest}`).sort()];
}

describe('of the bundles on disk', () => {
  it.each([
    { name: 'the two newest stay', saved: [1, 2, 3], kept: [2, 3] },
    { name: 'the same one is replaced', saved: [1, 2, 2], kept: [1, 2] },
    { name: 'a newer one that was given up goes', saved: [1, 3, 2], kept: [1, 2] },
  ])('$name', async ({ saved, kept }) => {
    const store = bundleStore(directory, silentLog);
    for (const sequence of saved) await store.save(viewOf(sequence, {}));
    expect((await names()).map((name) => Number(name.slice(11, 27)))).toEqual(kept);
    expect(await load()).toEqual(kept.toReversed().map((sequence) => [sequence, []]));
  });
});

const large = { a: 'a'.repeat(40_000), b: 'b'.repeat(40_000) };

describe('a view that differs little from the whole bundle that is there', () => {
  const views = [
    viewOf(1, { ...large, c: 'once' }),
    viewOf(2, { ...large, c: 'twice' }),
    viewOf(3, large),
    viewOf(4, { ...large, c: 'thrice', d: 'more' }),
  ] as const;

  it('is written as one small file, and read back whole', async () => {
    const store = bundleStore(directory, silentLog);
    for (const [at, view] of views.entries()) {
      await store.save(view);
      const kept = views.slice(Math.max(0, at - 1), at + 1).reverse();
      expect((await load()).slice(0, 2)).toEqual(kept.map(expected));
    }
    const order = (sequence: number): string => `0000000001-${String(sequence).padStart(16, '0')}`;
    const steps = [3, 4].map((sequence) => `${order(sequence)}-from-${order(1)}.bundle`);
    expect(await names()).toEqual([`${order(1)}.bundle`, ...steps]);
    for (const step of steps) expect((await stat(join(directory, 'bundles', step))).size).toBeLessThan(1_000);
  });

  it('goes on from the bundles that an earlier start left', async () => {
    for (const view of views) {
      const store = bundleStore(directory, silentLog);
      await store.load();
      await store.save(view);
    }
    expect(await names()).toHaveLength(3);
    expect((await load()).slice(0, 2)).toEqual([views[3], views[2]].map(expected));
  });

  it('is written whole when what it was a step from is given up, gone, or has become another one', async () => {
    const store = bundleStore(directory, silentLog);
    await store.save(views[2]);
    await store.save(views[1]);
    expect(await names()).toHaveLength(1);
    await rm(join(directory, 'bundles'), { recursive: true });
    await store.save(views[3]);
    expect(await load()).toEqual([expected(views[3])]);
    const other = viewOf(5, { a: 'A'.repeat(40_000), b: large.b });
    await store.save(other);
    expect(await load()).toEqual([other, views[3]].map(expected));
    expect((await names()).filter((name) => name.includes('from'))).toEqual([]);
  });

  it('is refused with any byte of it changed, or of an object that it needs', async () => {
    const store = bundleStore(directory, silentLog);
    for (const view of views.slice(0, 2)) await store.save(view);
    const [whole, step] = (await names()).map((name) => join(directory, 'bundles', name)) as [string, string];
    const bytes = await readFile(step);
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await writeFile(step, changed);
      // Whether its header may be trusted is asked elsewhere: no signature covers what it is read from here.
      const taken = (await load()).find(([sequence]) => sequence !== 1);
      if (taken !== undefined) expect(taken[1], `byte ${at}`).toEqual(expected(views[1])[1]);
    }
    await writeFile(step, bytes);
    const damaged = await readFile(whole);
    damaged[20_000] = (damaged[20_000] ?? 0) ^ 1;
    await writeFile(whole, damaged);
    const log = recordingLog();
    expect(await bundleStore(directory, log).load()).toEqual([]);
    expect(log.lines.map(({ fields }) => fields['reason'])).toEqual(
      Array(2).fill('an object has other content than its digest says'),
    );
  });
});
