import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import {
  blobId,
  type Clock,
  compareText,
  problem,
  type SourceTree,
  systemClock,
  type TreeFile,
} from '../../kernel/index.ts';
import { defaultLimits, type TreeLimits } from '../limits.ts';
import { problems } from '../problems.ts';
import { walkTree } from '../walk/walk-tree.ts';
import { diskView } from './disk-view.ts';
import { contentOf, type KeptFile, type StatCache, statCache, type TooLarge } from './stat-cache.ts';
import { isAbsent, systemCode, systemReason } from './system-error.ts';

export interface DirectoryTreeOptions {
  readonly limits?: Partial<TreeLimits>;
  /** Pass the same one again, and only files that changed are read. */
  readonly cache?: StatCache;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
}

/** Files that are read before others get their turn. */
const filesPerTurn = 64;

/**
 * The tree of a directory as it is now. Each file is read once and held, so that later changes on disk never
 * show in it. Throws a problem when there is no such directory or it is beyond a limit.
 */
export async function directoryTree(root: string, options: DirectoryTreeOptions = {}): Promise<SourceTree> {
  const { cache = statCache(), clock = systemClock, signal } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const realRoot = await realDirectory(root);
  const walk = await walkTree(diskView(realRoot), { label: root, limits, signal });
  const rootFailure = walk.unreadable.find(({ path }) => path === '');
  if (rootFailure !== undefined)
    throw problem(problems.unreadableDirectory, { path: root, reason: rootFailure.reason });

  const unreadable = [...walk.unreadable];
  const files: TreeFile[] = [];
  const kept = new Map<string, KeptFile>();
  const bytes = new Map<string, Uint8Array>();
  let total = 0;
  for (const [index, { path, real }] of walk.files.entries()) {
    if (index % filesPerTurn === 0) await setImmediate();
    signal?.throwIfAborted();
    const absolute = join(realRoot, real);
    const content = contentOf(absolute, limits.fileBytes, cache, clock);
    if ('reason' in content) unreadable.push({ path, reason: content.reason });
    else if ('tooLarge' in content)
      files.push({ path, blob: blobId(unreadId(content)), size: content.tooLarge });
    else {
      total += content.bytes.length;
      if (total > limits.treeBytes)
        throw problem(problems.treeTooLarge, { label: root, limit: limits.treeBytes });
      files.push({ path, blob: content.blob, size: content.bytes.length });
      kept.set(absolute, content);
      bytes.set(path, content.bytes);
    }
  }
  cache.files = kept;
  return {
    label: root,
    files,
    unreadable: unreadable.sort((a, b) => compareText(a.path, b.path)),
    read: (path) => {
      const content = bytes.get(path);
      if (content === undefined) throw new Error(`no readable file '${path}' in ${root}`);
      return Promise.resolve(content);
    },
  };
}

/** What stands for the bytes of a file that is too large to be read, and changes when they do. */
function unreadId({ tooLarge, stamp }: TooLarge): Uint8Array {
  return Buffer.from(`too large ${tooLarge} ${stamp.modified} ${stamp.changed}`);
}

/** The real path of a directory that exists. */
export async function realDirectory(path: string): Promise<string> {
  try {
    if (!(await stat(path)).isDirectory()) throw problem(problems.notADirectory, { path });
    return await realpath(path);
  } catch (error) {
    if (isAbsent(error)) throw problem(problems.noDirectory, { path });
    if (systemCode(error) === undefined) throw error;
    throw problem(problems.unreadableDirectory, { path, reason: systemReason(error) });
  }
}
