import type { TreeFile } from '../../kernel/index.ts';
import type { ReadTree } from './read-tree.ts';

export interface TrackedTree {
  readonly read: ReadTree;
  /** The files that were asked for so far, by path; undefined for those that are not there. */
  readonly files: ReadonlyMap<string, TreeFile | undefined>;
  /** Paths that were referred to so far. */
  readonly referred: ReadonlySet<string>;
}

/** A read tree that notes which of its files are looked at by path. A look at all of them is not noted. */
export function tracked(read: ReadTree): TrackedTree {
  const files = new Map<string, TreeFile | undefined>();
  const referred = new Set<string>();
  const note = (path: string): TreeFile | undefined => {
    const file = read.files.get(path);
    files.set(path, file);
    return file;
  };
  const refer = (path: string): void => {
    note(path);
    referred.add(path);
    read.refer(path);
  };
  return {
    files,
    referred,
    read: {
      ...read,
      files: {
        get: note,
        has: (path) => note(path) !== undefined,
        size: read.files.size,
        keys: () => read.files.keys(),
        values: () => read.files.values(),
        entries: () => read.files.entries(),
        forEach: (each) => read.files.forEach(each),
        [Symbol.iterator]: () => read.files[Symbol.iterator](),
      },
      refer,
      text: (path) => {
        refer(path);
        return read.text(path);
      },
      bytes: (path) => {
        refer(path);
        return read.bytes(path);
      },
    },
  };
}
