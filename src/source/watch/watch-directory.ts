import { setMaxListeners } from 'node:events';
import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FSWatcher } from 'chokidar';
import { type Clock, type Problem, problem, systemClock } from '../../kernel/index.ts';
import { realDirectory } from '../directory/directory-tree.ts';
import { systemReason } from '../directory/system-error.ts';
import { problems } from '../problems.ts';
import { samplePath } from './sample.ts';
import { settler } from './settler.ts';
import { treeWatcher } from './tree-watcher.ts';

export interface WatchOptions {
  /** How long a file must look the same before it counts as saved, milliseconds; default 10. */
  readonly debounceMs?: number;
  readonly clock?: Clock;
  /** Takes the problem that not everything can be watched, once; the watch goes on with what it can. */
  readonly onProblem: (problem: Problem) => void;
  /** Ends the watch. */
  readonly signal: AbortSignal;
}

export interface Watch {
  /** Resolves when the signal has ended the watch and nothing is watched any more. */
  readonly closed: Promise<void>;
}

/** How often the root is looked at: nothing tells that it was deleted, replaced or made again. */
const rootMs = 250;
/** Second looks that may be under way together. */
const mostSleepers = 64;
/** What stands for a root that is to be watched anew, whatever stands there. */
const stale = 'stale';

/**
 * Calls `onChange` with the paths that changed, each time that some changed and came to rest; `.` stands for
 * the root itself, gone or there again. Ignores what `directoryTree` does not list. Resolves when everything
 * is watched, so a tree that is made after it misses nothing.
 */
export async function watchDirectory(
  root: string,
  onChange: (paths: ReadonlySet<string>) => void,
  options: WatchOptions,
): Promise<Watch> {
  const { debounceMs = 10, clock = systemClock, onProblem } = options;
  const signal = ownSignal(options.signal);
  const sample = (path: string): ReturnType<typeof samplePath> => samplePath(join(root, path));
  const settled = settler({ sample, deliver: onChange, clock, debounceMs, signal });
  let watcher: FSWatcher | undefined;
  let identity = '';
  let limitTold = false;

  function touch(path: string): void {
    if (path === '.') identity = stale;
    settled(path);
  }

  function onLimit(reason: string): void {
    if (!limitTold) onProblem(problem(problems.watchLimit, { path: root, reason }));
    limitTold = true;
  }

  /** Watches what stands at the root when that is another directory than before, or again one. */
  async function checkRoot(): Promise<boolean> {
    const now = await placeOf(root);
    if (now.identity === identity) return false;
    await watcher?.close();
    watcher =
      now.identity === '' ? undefined : await treeWatcher(now.real, { touch, onLimit, clock, signal });
    identity = now.identity;
    return true;
  }

  async function watchRoot(): Promise<void> {
    while (!signal.aborted) {
      await clock.sleep(rootMs, signal);
      if (!signal.aborted && (await checkRoot())) settled('.');
    }
    await watcher?.close();
  }

  await realDirectory(root);
  await checkRoot();
  return { closed: watchRoot() };
}

/** A signal that ends with the given one and that all the sleepers of a watch may listen to. */
function ownSignal(given: AbortSignal): AbortSignal {
  const own = new AbortController();
  setMaxListeners(mostSleepers, own.signal);
  if (given.aborted) own.abort(given.reason);
  given.addEventListener('abort', () => own.abort(given.reason), { once: true });
  return own.signal;
}

/** A directory, its links followed, and what tells it from another that is made in its place; empty when gone. */
async function placeOf(path: string): Promise<{ real: string; identity: string }> {
  try {
    const real = await realpath(path);
    const { dev, ino, birthtimeNs } = await stat(real, { bigint: true });
    // a file in its place is watched too, for what it becomes next
    return { real, identity: `${real} ${dev} ${ino} ${birthtimeNs}` };
  } catch (error) {
    systemReason(error);
    return { real: path, identity: '' };
  }
}
