import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FSWatcher } from 'chokidar';
import type { Clock } from '../../kernel/index.ts';
import { systemReason } from '../directory/system-error.ts';
import { isListedFile, isSkipped } from '../listed.ts';

export interface NewDirectoriesOptions {
  readonly watcher: FSWatcher;
  /** Takes the absolute path of a file that the watcher missed; it is watched from now on. */
  readonly onMissed: (path: string) => void;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** When new directories are looked at again, milliseconds after the look before. */
const looks: readonly number[] = [100, 200, 600];

/**
 * chokidar lists a new directory and then begins to watch it; what another process (a `git checkout`) makes
 * between the two, it never hears of. So new directories are looked at again, those of a moment together.
 * Returns the function that takes a new directory.
 */
export function newDirectories(options: NewDirectoriesOptions): (directory: string) => void {
  const { watcher, clock, signal, onMissed } = options;
  let gathering: Set<string> | undefined;

  function note(directory: string): void {
    if (gathering === undefined) {
      gathering = new Set();
      void lookAgain(gathering);
    }
    gathering.add(directory);
  }

  async function lookAgain(directories: ReadonlySet<string>): Promise<void> {
    for (const ms of looks) {
      await clock.sleep(ms, signal);
      gathering = gathering === directories ? undefined : gathering;
      if (signal.aborted || watcher.closed) return;
      const watched = watcher.getWatched();
      for (const directory of directories) await look(directory, watched);
    }
  }

  async function look(directory: string, watched: Readonly<Record<string, string[]>>): Promise<void> {
    const known = new Set(watched[directory]);
    for (const entry of await entriesOf(directory)) {
      const path = join(directory, entry.name);
      const missed = entry.isDirectory()
        ? !isSkipped(entry.name) && !(path in watched)
        : isListedFile(entry.name) && !known.has(entry.name);
      if (!missed || watcher.closed) continue;
      watcher.add(path);
      if (!entry.isDirectory()) onMissed(path);
    }
  }

  return note;
}

async function entriesOf(directory: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(directory, { withFileTypes: true });
  } catch (error) {
    systemReason(error);
    return [];
  }
}
