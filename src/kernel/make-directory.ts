import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a directory and those above it that are missing. `mkdir` with `recursive` does that too, but on Node 20 it
 * tries for ever where a parent is missing and cannot be made, as below `/proc`.
 */
export async function makeDirectory(path: string, mode = 0o777): Promise<void> {
  try {
    await makeOne(path, mode);
  } catch (error) {
    const parent = dirname(path);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === path) throw error;
    await makeDirectory(parent, mode);
    await makeOne(path, mode);
  }
}

/** A directory that is there already, also one that somebody else made meanwhile, is as good as made. */
async function makeOne(path: string, mode: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    const facts = await stat(path).catch(() => undefined);
    if (facts?.isDirectory() !== true) throw error;
  }
}
