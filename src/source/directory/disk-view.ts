import { type Dirent, readdirSync, type Stats } from 'node:fs';
import { lstat, readlink } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { EntryKind, TreeView } from '../walk/tree-view.ts';
import { isAbsent, systemReason } from './system-error.ts';

/** Directories that are listed before others get their turn: one by one at once, each costs a fifth. */
const listsPerTurn = 32;

/** A directory of the file system. `root` is its real path. */
export function diskView(root: string): TreeView {
  let lists = 0;
  return {
    async list(directory) {
      if (++lists % listsPerTurn === 0) await setImmediate();
      try {
        const entries = readdirSync(join(root, directory), { withFileTypes: true });
        return entries.map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
      } catch (error) {
        return { reason: systemReason(error) };
      }
    },
    async kindAt(path) {
      try {
        return kindOf(await lstat(join(root, path)));
      } catch (error) {
        // what may not be looked at is, for a link that leads there, not there
        systemReason(error);
        return undefined;
      }
    },
    async linkTarget(path) {
      try {
        return await readlink(join(root, path));
      } catch (error) {
        if (isAbsent(error)) return undefined;
        systemReason(error);
        return undefined;
      }
    },
    inside: (absolute) => insideOf(root, absolute),
  };
}

/** The path of `absolute` relative to `root`, with `/`; undefined when it lies outside. */
export function insideOf(root: string, absolute: string): string | undefined {
  const path = relative(root, absolute);
  if (path === '..' || path.startsWith(`..${sep}`)) return undefined;
  return path.split(sep).join('/');
}

function kindOf(entry: Dirent | Stats): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? 'link' : 'special';
}
