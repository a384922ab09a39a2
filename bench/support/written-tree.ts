import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Tree } from '../xl/text.ts';

/** Writes a tree into a directory of its own, with room for a cache beside it, for as long as `use` takes. */
export async function withWritten<T>(
  tree: Tree,
  use: (directory: string, cache: string) => Promise<T> | T,
): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'reshapr-bench-'));
  const directory = join(home, 'tree');
  try {
    for (const folder of new Set(Object.keys(tree).map(dirname)))
      mkdirSync(join(directory, folder), { recursive: true });
    for (const [path, text] of Object.entries(tree)) writeFileSync(join(directory, path), text);
    return await use(directory, join(home, 'cache'));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
