import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompileResult } from '../../compiler/index.ts';
import type { SourceTree } from '../../kernel/index.ts';
import { treeKey } from './tree-key.ts';
import { readResult, writeResult } from './written-result.ts';

/** Results of earlier compiles, of any process. Safe to delete; it never changes a result. */
export interface ResultCache {
  get(tree: SourceTree): Promise<CompileResult | undefined>;
  put(tree: SourceTree, result: CompileResult): Promise<void>;
}

export interface ResultCacheOptions {
  readonly directory: string;
  /** What besides the tree a result depends on: the software that made it. */
  readonly maker: string;
  /** Bytes that all results may take. */
  readonly limit?: number;
}

/** Files that a compile must have parsed for its result to be kept: with fewer it is as fast without. */
export const worthKeeping = 200;

const defaultLimit = 256 * 1024 * 1024;
const suffix = '.compiled';

/** One file for each result, named for all that it depends on; the oldest go when there are too many bytes. */
export function resultCache({ directory, maker, limit = defaultLimit }: ResultCacheOptions): ResultCache {
  const pathOf = (key: string): string => join(directory, `${key}${suffix}`);

  async function get(tree: SourceTree): Promise<CompileResult | undefined> {
    const key = treeKey(tree, maker);
    const bytes = await quietly(() => readFile(pathOf(key)));
    const result = bytes && readResult(key, bytes);
    if (bytes !== undefined && result === undefined) await quietly(() => rm(pathOf(key), { force: true }));
    if (result !== undefined) await quietly(() => touch(pathOf(key)));
    return result;
  }

  async function put(tree: SourceTree, result: CompileResult): Promise<void> {
    if (result.work.filesParsed < worthKeeping) return;
    const key = treeKey(tree, maker);
    const chunks = writeResult(key, result);
    if (chunks.reduce((sum, { length }) => sum + length, 0) > limit) return;
    const temporary = `${pathOf(key)}.${process.pid}`;
    await quietly(async () => {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await writeFile(temporary, chunks, { mode: 0o600 });
      await rename(temporary, pathOf(key));
    });
    await quietly(() => rm(temporary, { force: true }));
    await quietly(() => forgetOldest(directory, limit));
  }

  return { get, put };
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now);
}

async function forgetOldest(directory: string, limit: number): Promise<void> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(suffix));
  const files = await Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await stat(join(directory, name));
      return { name, size, mtimeMs };
    }),
  );
  let total = 0;
  for (const { name, size } of files.sort((a, b) => b.mtimeMs - a.mtimeMs)) {
    total += size;
    if (total > limit) await rm(join(directory, name), { force: true });
  }
}

/** A cache that cannot be read or written is none; a compile is right without it. */
async function quietly<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
