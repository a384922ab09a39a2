/** What stands at a path: `special` is a device, socket or FIFO; a `submodule` is a repository of its own. */
export type EntryKind = 'file' | 'directory' | 'link' | 'special' | 'submodule';

export interface Entry {
  readonly name: string;
  readonly kind: EntryKind;
}

/** Why something could not be read, as the end of a sentence. */
export interface Unreadable {
  readonly reason: string;
}

/**
 * A tree of files as the walk sees it, on disk or in a commit. Paths are relative to the root, with `/` and
 * without links in them; the root is `''`. One walk over both makes a directory and its commit the same tree.
 */
export interface TreeView {
  list(directory: string): Promise<readonly Entry[] | Unreadable>;
  /** What stands at the path, links not followed; undefined when nothing does. */
  kindAt(path: string): Promise<EntryKind | undefined>;
  /** What a link says; undefined when it is gone. */
  linkTarget(path: string): Promise<string | undefined>;
  /** The path inside of the tree that an absolute path means, if it lies inside. */
  inside(absolute: string): string | undefined;
}
