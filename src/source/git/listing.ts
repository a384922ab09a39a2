import type { Entry, EntryKind } from '../walk/tree-view.ts';

/** One entry of a tree of a commit. `size` is bytes, 0 for a submodule. */
export interface ListedObject {
  readonly kind: EntryKind;
  readonly object: string;
  readonly size: number;
}

/** All of a tree of a commit: its entries by path, and by the directory that holds them. */
export interface Listing {
  readonly objects: ReadonlyMap<string, ListedObject>;
  readonly directories: ReadonlyMap<string, readonly Entry[]>;
}

/** Reads the output of `git ls-tree -r -l -z`. */
export function parseListing(output: string): Listing {
  const objects = new Map<string, ListedObject>();
  const directories = new Map<string, Entry[]>([['', []]]);

  /** The entries of a directory; names it in the ones above when it is new. */
  function entriesOf(directory: string): Entry[] {
    const known = directories.get(directory);
    if (known !== undefined) return known;
    const entries: Entry[] = [];
    directories.set(directory, entries);
    entriesOf(parentOf(directory)).push({ name: nameOf(directory), kind: 'directory' });
    return entries;
  }

  for (const record of output.split('\0')) {
    if (record === '') continue;
    const [, mode, object, size, path] = /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t(.+)$/s.exec(record) ?? [];
    if (mode === undefined || object === undefined || path === undefined)
      throw new Error(`git ls-tree said '${record}'`);
    const kind = kindOfMode(mode);
    objects.set(path, { kind, object, size: size === '-' ? 0 : Number(size) });
    entriesOf(parentOf(path)).push({ name: nameOf(path), kind });
  }
  return { objects, directories };
}

function kindOfMode(mode: string): EntryKind {
  if (mode === '160000') return 'submodule';
  return mode === '120000' ? 'link' : 'file';
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
