import { readdir, readFile, rm, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Log, makeDirectory, type WriteDurably, writeDurably } from '../../kernel/index.ts';
import {
  type Bundle,
  type BundleFault,
  bundleLines,
  compareEntries,
  differenceOf,
  type Entry,
  type EntryList,
  type Envelope,
  entryKey,
  type Order,
  readBundle,
  readStep,
  type SealedObject,
  stepLines,
} from '../../snapshot/index.ts';
import { type BundleFile, bundleFile, fileOf, newestFirst, orderText, outlived } from './bundle-files.ts';

/** A bundle on disk whose content is what its header says; whether it may be trusted is asked elsewhere. */
export interface StoredBundle extends Bundle {
  readonly file: string;
}

/** What is kept of a view. */
export interface KeptView {
  readonly envelope: Envelope;
  readonly order: Order;
  readonly entries: EntryList;
  bytesOf(digest: string): Uint8Array;
}

/** The last known good views of a gateway. */
export interface BundleStore {
  /** Newest first; damaged ones are logged and left out. */
  load(): Promise<readonly StoredBundle[]>;
  /**
   * Writes a bundle, and removes all others but the newest older one. Resolves when it is durable. What differs little
   * from a whole bundle that is there is written as a step from it: one small file.
   */
  save(view: KeptView): Promise<void>;
  /** Deletes all bundles. */
  wipe(): Promise<void>;
}

/** The whole bundle that steps start from. */
interface Base {
  readonly order: string;
  readonly entries: EntryList;
  /** Of its objects. */
  readonly bytes: number;
}

/** Bytes of objects below which a bundle is always written whole: a step would not be much smaller. */
const smallest = 32 * 1024;

/** The share of a whole bundle that a step may have. */
const largestStep = 1 / 4;

export function bundleStore(directory: string, log: Log, write: WriteDurably = writeDurably): BundleStore {
  const folder = join(directory, 'bundles');
  let known: readonly BundleFile[] | undefined;
  let base: Base | undefined;

  async function files(): Promise<readonly BundleFile[]> {
    if (known !== undefined) return known;
    const names = await readdir(folder).catch(() => []);
    return names.flatMap((name) => bundleFile(name) ?? []).sort(newestFirst);
  }

  async function readWhole(order: string): Promise<Bundle | BundleFault> {
    const bytes = await readFile(join(folder, fileOf(order, undefined).name)).catch(() => Buffer.alloc(0));
    return readBundle(bytes);
  }

  /** Reads bundles, each whole one once. */
  function reader(): (file: BundleFile) => Promise<Bundle | BundleFault> {
    const read = new Map<string, Promise<Bundle | BundleFault>>();
    function whole(order: string): Promise<Bundle | BundleFault> {
      const bundle = read.get(order) ?? readWhole(order);
      read.set(order, bundle);
      return bundle;
    }
    return async ({ name, order, base: from }) => {
      if (from === undefined) return whole(order);
      const start = await whole(from);
      return typeof start === 'string' ? start : readStep(await readFile(join(folder, name)), start);
    };
  }

  async function writeNew({ envelope, order, entries, bytesOf }: KeptView): Promise<BundleFile> {
    const own = orderText(order);
    const step = base !== undefined && base.order < own ? differenceOf(base.entries, entries) : undefined;
    const sealed = (entry: Entry): SealedObject => ({ ...entry, bytes: bytesOf(entry.digest) });
    if (base !== undefined && step !== undefined) {
      const { entries: before } = base;
      const removed = step.removed.map((key) => before.get(key) as Entry);
      const changed = step.changed.map(sealed);
      if (sizeOf(changed) <= base.bytes * largestStep) {
        const file = fileOf(own, base.order);
        await write(join(folder, file.name), stepLines(envelope, removed, changed));
        return file;
      }
    }
    const objects = [...entries.values()].sort(compareEntries).map(sealed);
    const file = fileOf(own, undefined);
    await write(join(folder, file.name), bundleLines(envelope, objects));
    base = baseOf(own, entries, sizeOf(objects));
    return file;
  }

  async function writeSomewhere(view: KeptView): Promise<BundleFile> {
    try {
      return await writeNew(view);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      // There is no directory yet, or not any more.
      base = undefined;
      known = undefined;
      await makeDirectory(folder, 0o700);
      return writeNew(view);
    }
  }

  return {
    load: async () => {
      const bundles: StoredBundle[] = [];
      const read = reader();
      for (const each of await files()) {
        const file = join(folder, each.name);
        const bundle = await read(each);
        if (typeof bundle === 'string') {
          log.error('a stored bundle is refused', { file, reason: bundle });
          continue;
        }
        bundles.push({ ...bundle, file });
        if (base !== undefined || each.base !== undefined) continue;
        const entries = new Map(bundle.objects.map((object) => [entryKey(object), object]));
        base = baseOf(each.order, entries, sizeOf(bundle.objects));
      }
      return bundles;
    },
    save: async (view) => {
      const saved = await writeSomewhere(view);
      const all = [...(await files()).filter(({ name }) => name !== saved.name), saved];
      known = all;
      const old = outlived(all, saved);
      for (const { name } of old) await unlink(join(folder, name)).catch(ignoreMissing);
      known = all.filter((file) => !old.includes(file));
    },
    wipe: async () => {
      base = undefined;
      known = undefined;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function baseOf(order: string, entries: EntryList, bytes: number): Base | undefined {
  return bytes < smallest ? undefined : { order, entries, bytes };
}

function sizeOf(objects: readonly SealedObject[]): number {
  return objects.reduce((sum, { bytes }) => sum + bytes.length, 0);
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
