import type { Dirent, Stats } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { EntryKind, TreeView } from '../walk/tree-view.ts';
import { isAbsent, systemReason } from './system-error.ts';

/** A directory of the file system. `root` is its real path. */
export function diskView(root: string): TreeView {
  return {
    async list(directory) {
      try {
        const entries = await readdir(join(root, directory), { withFileTypes: true });
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
