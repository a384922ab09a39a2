import type { Stats } from 'node:fs';
import { basename, join } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { type Clock, messageOf } from '../../kernel/index.ts';
import { insideOf } from '../directory/disk-view.ts';
import { systemCode } from '../directory/system-error.ts';
import { isListedFile, isSkippedPath } from '../listed.ts';
import { linksOf } from './links.ts';
import { newDirectories } from './new-directories.ts';

export interface TreeWatcherOptions {
  /** Takes the path of what changed, relative to the root; `.` for the root itself. */
  readonly touch: (path: string) => void;
  /** Takes the reason when the operating system bounds what can be watched. */
  readonly onLimit: (reason: string) => void;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** No more inotify watches, no more files open. */
const boundCodes: readonly string[] = ['ENOSPC', 'EMFILE', 'ENFILE'];

/** One chokidar watcher over what a tree would list. `root` is a real path. Resolves when all is watched. */
export async function treeWatcher(root: string, options: TreeWatcherOptions): Promise<FSWatcher> {
  const { touch, onLimit, clock, signal } = options;
  const links = linksOf(root);
  /** Files that are watched only for a link, and whether they were announced: that they are there is no news. */
  const alone = new Map<string, 'added' | 'announced'>();
  let ready = false;

  /** Looked at for each entry, with its stats once they are known. */
  function ignored(absolute: string, stats?: Stats): boolean {
    const path = insideOf(root, absolute);
    if (path === '' || links.leadTo(absolute)) return false;
    if (path === undefined || isSkippedPath(path)) return true;
    return stats !== undefined && !stats.isDirectory() && !stats.isSymbolicLink()
      ? !isListedFile(basename(absolute))
      : false;
  }

  const watcher = watch(root, {
    ignored,
    // a link may lead anywhere, even to the root of the disk; see `links.ts`
    followSymlinks: false,
    // gathering is the settler's work
    atomic: false,
    ignorePermissionErrors: true,
  });

  const noteDirectory = newDirectories({
    watcher,
    clock,
    signal,
    onMissed: (absolute) => touch(insideOf(root, absolute) ?? '.'),
  });

  async function changed(event: string, absolute: string, stats: Stats | undefined): Promise<void> {
    const path = insideOf(root, absolute);
    if (path === undefined) return;
    if (event === 'addDir') {
      if (ready) noteDirectory(absolute);
      return;
    }
    if (event === 'unlinkDir') {
      if (path === '') touch('.');
      return;
    }
    if (event === 'add' && alone.get(absolute) === 'added') {
      alone.set(absolute, 'announced');
      return;
    }
    if (ready) {
      if (!ignoredAlone(absolute)) touch(path);
      for (const link of links.to(absolute)) touch(link);
    }
    if (event === 'unlink') {
      links.forget(path);
      alone.delete(absolute);
    }
    if (!stats?.isSymbolicLink()) return;
    if (ready) touch(path);
    const target = await links.note(path, absolute);
    if (target === undefined || !ignoredAlone(target) || alone.has(target)) return;
    alone.set(target, 'added');
    watcher.add(target);
  }

  /** Whether nothing but a link makes this file worth a watch. */
  function ignoredAlone(absolute: string): boolean {
    const path = insideOf(root, absolute);
    return path === undefined || isSkippedPath(path) || !isListedFile(basename(absolute));
  }

  const early: Promise<void>[] = [];
  watcher.on('all', (event, path, stats) => {
    const noted = changed(event, join(path), stats);
    if (!ready) early.push(noted);
  });
  watcher.on('error', (error) => {
    // anything else that cannot be watched, the tree reports as unreadable
    if (boundCodes.includes(systemCode(error) ?? '')) onLimit(messageOf(error));
  });
  await new Promise<void>((resolve) => {
    watcher.once('ready', () => resolve());
  });
  await Promise.all(early.splice(0));
  ready = true;
  return watcher;
}
