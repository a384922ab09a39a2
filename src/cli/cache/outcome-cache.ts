import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Work } from '../../compiler/index.ts';
import type { SourceTree } from '../../kernel/index.ts';
import type { Outcome } from '../compile/outcome.ts';
import { treeKey } from './tree-key.ts';
import { readOutcome, writeOutcome } from './written-outcome.ts';

/** What earlier compiles came to, of any process. Safe to delete; it never changes an outcome. */
export interface OutcomeCache {
  get(tree: SourceTree): Promise<Outcome | undefined>;
  /** `work` is what it took. */
  put(tree: SourceTree, outcome: Outcome, work: Work): Promise<void>;
}

export interface OutcomeCacheOptions {
  readonly directory: string;
  /** What besides the tree an outcome depends on: the software that made it. */
  readonly maker: string;
  /** Bytes that all outcomes may take. */
  readonly limit?: number;
}

/** Files that a compile must have parsed for its outcome to be kept: with fewer it is as fast without. */
export const worthKeeping = 200;

const defaultLimit = 64 * 1024 * 1024;
const suffix = '.outcome';

/** One file for each outcome, named for all that it depends on; the oldest go when there are too many bytes. */
export function outcomeCache({ directory, maker, limit = defaultLimit }: OutcomeCacheOptions): OutcomeCache {
  const pathOf = (key: string): string => join(directory, `${key}${suffix}`);

  async function get(tree: SourceTree): Promise<Outcome | undefined> {
    const key = treeKey(tree, maker);
    const text = await quietly(() => readFile(pathOf(key), 'utf8'));
    const outcome = text === undefined ? undefined : readOutcome(key, text);
    if (text !== undefined && outcome === undefined) await quietly(() => rm(pathOf(key), { force: true }));
    if (outcome !== undefined) await quietly(() => touch(pathOf(key)));
    return outcome;
  }

  async function put(tree: SourceTree, outcome: Outcome, work: Work): Promise<void> {
    if (work.filesParsed < worthKeeping) return;
    const key = treeKey(tree, maker);
    const text = writeOutcome(key, outcome);
    if (text.length > limit) return;
    const temporary = `${pathOf(key)}.${process.pid}`;
    await quietly(async () => {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      await writeFile(temporary, text, { mode: 0o600 });
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
