import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Log, makeDirectory, type WriteDurably, writeDurably } from '../../kernel/index.ts';
import {
  type Bundle,
  bundleLines,
  type Envelope,
  readBundle,
  type SealedObject,
} from '../../snapshot/index.ts';

/** A bundle on disk whose content is what its header says; whether it may be trusted is asked elsewhere. */
export interface StoredBundle extends Bundle {
  readonly file: string;
}

/** The last known good views of a gateway. */
export interface BundleStore {
  /** Newest first; damaged ones are logged and left out. */
  load(): Promise<readonly StoredBundle[]>;
  /** Writes a bundle, and removes all others but the newest older one. Resolves when it is durable. */
  save(
    envelope: Envelope,
    order: { epoch: number; sequence: number },
    objects: Iterable<SealedObject>,
  ): Promise<void>;
  /** Deletes all bundles. */
  wipe(): Promise<void>;
}

const kept = 2;

export function bundleStore(directory: string, log: Log, write: WriteDurably = writeDurably): BundleStore {
  const folder = join(directory, 'bundles');

  async function files(): Promise<string[]> {
    const names = await readdir(folder).catch(() => []);
    return names
      .filter((name) => /^\d{10}-\d{16}\.bundle$/.test(name))
      .sort()
      .reverse();
  }

  return {
    load: async () => {
      const bundles: StoredBundle[] = [];
      for (const name of await files()) {
        const file = join(folder, name);
        const bundle = readBundle(await readFile(file));
        if (typeof bundle === 'string') log.error('a stored bundle is refused', { file, reason: bundle });
        else bundles.push({ ...bundle, file });
      }
      return bundles;
    },
    save: async (envelope, { epoch, sequence }, objects) => {
      await makeDirectory(folder, 0o700);
      const name = `${String(epoch).padStart(10, '0')}-${String(sequence).padStart(16, '0')}.bundle`;
      await write(join(folder, name), bundleLines(envelope, objects));
      const others = await files();
      // A newer one was given up, damaged or deadly: at the next start it must not come before this.
      const givenUp = others.filter((other) => other > name);
      const old = others.filter((other) => other < name).slice(kept - 1);
      for (const other of [...givenUp, ...old]) await rm(join(folder, other), { force: true });
    },
    wipe: () => rm(folder, { recursive: true, force: true }),
  };
}
